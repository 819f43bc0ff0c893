#include <doctest/doctest.h>

#include <iostream>
#include <set>

#include "access/io/record_deed.h"
#include "both_stores.h"
#include "guidance/io/submit_question.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "site/make_once.h"
#include "web/request_target.h"
#include "whole_site.h"

/// The same world twice, once with records and fields that somebody may not see and once without. Whoever may not see
/// them gets the same bytes from both.

using namespace kringwerk;
using access::HeldRole;
using access::Role;
using access::Scope;
using access::ScopeKind;
using contracts::WholeSite;
using materials::Stream;
using materials::StreamId;
using materials::StreamKind;
using materials::StreamState;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

constexpr std::string_view kCanary = "zwaluwkanarie";
constexpr const char* kSecret = "abcdefghjkmnpqrstvwxyz0123";

/// From how far somebody looks at the records of others. What is hidden from the nearer is hidden from the farther.
enum class Standpoint { oversight, network, street };

struct Outsider {
  const char* name;
  Standpoint standpoint;
  std::string token;
};

StreamId shipped(std::string_view key) {
  return StreamId::from_key("stream", key);
}

Stream load(Database& database, StreamId id) {
  return database.read(
      [&](Connection& connection) { return materials::load_stream_to_decide(connection, id).value(); });
}

std::int64_t hub_of(Database& database, const Stream& stream) {
  return database.read([&](Connection& connection) { return materials::load_hubs_of(connection, stream).at(0); });
}

std::int64_t other_hub(Database& database, std::int64_t hub) {
  return database.read([&](Connection& connection) {
    auto rows = connection.query("SELECT MIN(hub_id) FROM hub WHERE hub_id <> ?1", hub);
    rows.next();
    return rows.int64(0);
  });
}

/// One of the two worlds.
class World {
 public:
  explicit World(Database& database)
      : site_(database),
        offer_(load(database, shipped("offer-golden-pp"))),
        need_(load(database, shipped("need-golden-crates"))),
        hub_(hub_of(database, offer_)),
        other_hub_(other_hub(database, hub_)) {
    for (std::int64_t reach = 0; reach < 3; ++reach) insert_half_hidden(reach);
    seat_outsiders();
  }
  World(const World&) = delete;

  WholeSite& site() { return site_; }
  const std::vector<Outsider>& outsiders() const { return outsiders_; }
  std::int64_t hub() const { return hub_; }
  static StreamId half_hidden(std::int64_t reach) { return StreamId{8'000'000 + reach}; }
  static StreamId hidden(std::int64_t number) { return StreamId{9'000'000 + number}; }

  /// Adds what is hidden from everybody at `standpoint` and farther.
  void hide(Standpoint standpoint) {
    const auto reach = static_cast<Visibility>(standpoint);
    const std::int64_t first = static_cast<std::int64_t>(standpoint) * 10;
    insert_hidden(first, offer_, reach, StreamState::open);
    insert_hidden(first + 1, need_, reach, StreamState::open);
    insert_hidden(first + 2, load(site_.database(), shipped("need-near-miss-date")), reach, StreamState::open);
    insert_hidden(first + 3, offer_, Visibility::everyone, StreamState::draft);
    change_hidden_fields(static_cast<std::int64_t>(standpoint));
    if (standpoint == Standpoint::network) hide_other_records();
  }

 private:
  void seat_outsiders() {
    const network::OrganisationId stranger = load(site_.database(), shipped("offer-nothing-fits")).organisation.value();
    REQUIRE(stranger != offer_.organisation);
    const auto at_hub = [&](Role role) { return std::vector<HeldRole>{{role, {ScopeKind::hub, other_hub_}}}; };
    const auto add = [&](const char* name, Standpoint standpoint, const std::vector<HeldRole>& roles) {
      const auto person = static_cast<std::int64_t>(700 + outsiders_.size());
      outsiders_.push_back({name, standpoint, site_.sign_in(person, roles)});
    };
    outsiders_.push_back({"visitor", Standpoint::street, ""});
    add("citizen", Standpoint::street, {});
    add("another company", Standpoint::network,
        {{Role::organisation_user, {ScopeKind::organisation, stranger.value()}}});
    add("coach of another hub", Standpoint::network, at_hub(Role::coach));
    add("coordinator of another hub", Standpoint::network, at_hub(Role::coordinator));
    add("policy officer of another hub", Standpoint::network, at_hub(Role::policy_officer));
    add("auditor", Standpoint::oversight, {{Role::auditor, Scope::network()}});
    add("administrator", Standpoint::oversight, {{Role::administrator, Scope::network()}});
  }

  void insert(const Stream& stream, const std::string& contact) {
    site_.database().write([&](Connection& transaction) {
      materials::insert_stream(transaction, stream, {contact, {}});
    });
  }

  /// A public stream in both worlds. Its fields reach as far as `reach`; what they hold differs.
  void insert_half_hidden(std::int64_t reach) {
    Stream stream = reach == 1 ? need_ : offer_;
    stream.id = half_hidden(reach);
    stream.nis = offer_.nis;
    stream.title = LocalText{"Half getoond " + std::to_string(reach), "", ""};
    const auto visibility = static_cast<Visibility>(reach);
    stream.fields = {visibility, visibility, std::min(visibility, Visibility::hub), visibility};
    stream.price_per_tonne = Money::euros(11);
    insert(stream, "eerst@example.org");
  }

  void change_hidden_fields(std::int64_t reach) {
    Stream stream = load(site_.database(), half_hidden(reach));
    stream.price_per_tonne = Money::euros(777'123);
    stream.position = Point{4.71234, 50.85432};
    ++stream.version;
    site_.database().write([&](Connection& transaction) {
      REQUIRE(materials::update_stream(transaction, stream, std::string(kCanary) + "@example.org"));
      // update_stream leaves the owner as it is; another one must show no more than the first.
      transaction.execute("UPDATE stream SET organisation_id = ?1 WHERE stream_id = ?2",
                          load_stream(transaction, "need-golden-crates").organisation, stream.id);
    });
  }

  static Stream load_stream(Connection& connection, std::string_view key) {
    return materials::load_stream_to_decide(connection, shipped(key)).value();
  }

  void insert_hidden(std::int64_t number, Stream stream, Visibility reach, StreamState state) {
    const std::string canary = std::string(kCanary) + std::to_string(number);
    stream.id = hidden(number);
    stream.nis = offer_.nis;
    stream.state = state;
    stream.visibility = reach;
    stream.typed_what = canary + " woorden";
    stream.title = LocalText{canary + " titel", canary + " title", canary + " titre"};
    stream.description = LocalText{canary + " uitleg", canary + " explained", canary + " explication"};
    stream.packaging = canary + " verpakt";
    stream.amount.thousandths = 4'000 + number;
    stream.price_per_tonne = Money::euros(654'321 + number);
    stream.position = Point{4.6 + 0.01 * static_cast<double>(number), 50.9};
    if (stream.kind == StreamKind::need) stream.available = {};
    insert(stream, canary + "@example.org");
  }

  /// People, a question to a hub, a mail, a line of the audit trail, a key of a form.
  void hide_other_records() {
    const std::string canary(kCanary);
    site_.sign_in(799, {{Role::organisation_user, {ScopeKind::organisation, offer_.organisation->value()}},
                        {Role::coordinator, {ScopeKind::hub, hub_}}});
    site_.database().write([&](Connection& transaction) {
      transaction.execute("UPDATE person SET name = ?1, email = ?2 WHERE person_id = 799", canary + " mens",
                          canary + "-mens@example.org");
      transaction.execute(
          "INSERT INTO hub_case (case_id, hub_id, stream_id, state, question, asker_name, asker_email, language, "
          "answer_due_on, secret_hash, created_at_ms, version) VALUES (77, ?1, ?2, 'received', ?3, ?3, ?4, 'nl', "
          "'2026-12-01', 'none', ?5, 1)",
          hub_, hidden(0), canary + " vraag", canary + "-vraag@example.org", site_.now());
      site::claim_request(transaction, {canary, canary, canary}, site_.now());
      access::record_deed(transaction, std::string(32, 'a'),
                          {access::ActorKind::person, access::PersonId{799}, canary, site_.now()},
                          {"stream.updated", "stream", hidden(0).value(), {{"title", canary, canary}}});
    });
  }

  WholeSite site_;
  Stream offer_;
  Stream need_;
  std::int64_t hub_;
  std::int64_t other_hub_;
  std::vector<Outsider> outsiders_;
};

std::vector<std::string> ids_of(Database& database, const std::string& query) {
  return database.read([&](Connection& connection) {
    std::vector<std::string> ids;
    auto rows = connection.query(query);
    while (rows.next()) ids.push_back(id_text(rows.int64(0)));
    return ids;
  });
}

/// The addresses that every outsider asks for, in both worlds.
class Questions {
 public:
  Questions(World& plain, World& full) : plain_(plain) {
    for (const std::int64_t number : {0, 1, 2, 3, 10, 11, 12, 20, 21}) hidden_.push_back(World::hidden(number).text());
    streams_ = ids_of(plain.site().database(), "SELECT stream_id FROM stream ORDER BY stream_id");
    hubs_ = ids_of(plain.site().database(), "SELECT hub_id FROM hub ORDER BY hub_id LIMIT 3");
    hubs_.push_back(id_text(full.hub()));
    organisations_ =
        ids_of(plain.site().database(), "SELECT organisation_id FROM organisation ORDER BY organisation_id");
    organisations_.resize(std::min<std::size_t>(organisations_.size(), 12));
  }

  std::vector<std::string> all() const {
    std::vector<std::string> targets;
    for (const web::Route& route : plain_.site().router().routes()) {
      // Metrics count requests, so they differ by what was asked before; they hold no records.
      if (route.method != web::Method::get || route.pattern == "/metrics") continue;
      for (std::string& target : filled(route.pattern)) targets.push_back(std::move(target));
    }
    add_lists(targets);
    for (const std::string& stream : hidden_) {
      targets.push_back("/nl/hubs/" + hubs_.back() + "/ask?offer=" + stream);
      targets.push_back("/en/offers/" + stream);
    }
    return targets;
  }

 private:
  std::vector<std::string> values_of(const std::string& parameter) const {
    if (parameter == "lang") return {"nl"};
    if (parameter == "hub:id") return hubs_;
    if (parameter == "organisation:id") return organisations_;
    std::vector<std::string> any = hidden_;
    if (parameter == "stream:id") {
      for (std::size_t i = 0; i < streams_.size(); i += 2) any.push_back(streams_[i]);
      for (const char* key : {"offer-golden-pp", "need-golden-crates", "offer-nothing-fits"}) {
        any.push_back(shipped(key).text());
      }
    }
    if (parameter.ends_with(":id")) return any;
    return {kSecret};
  }

  /// Every way to fill the parameters of a pattern.
  std::vector<std::string> filled(const std::string& pattern) const {
    const auto open = pattern.find('{');
    if (open == std::string::npos) return {pattern};
    const auto close = pattern.find('}', open);
    std::vector<std::string> targets;
    for (const std::string& value : values_of(pattern.substr(open + 1, close - open - 1))) {
      for (const std::string& rest : filled(pattern.substr(close + 1))) {
        targets.push_back(pattern.substr(0, open) + value + rest);
      }
    }
    return targets;
  }

  void add_lists(std::vector<std::string>& targets) const {
    std::vector<std::string> queries{
        "kind=offer",     "kind=need",       "family=kunststof",       "family=elektro",
        "place=Leuven",   "place=3000",      "province=Antwerpen",     "min=1",
        "min=4000",       "from=2026-12-01", "to=2026-12-01",          "q=bakken",
        "q=zwaluw",       "q=titel",         "q=zwaluwkanarie0+titel", "q=woorden",
        "q=half+getoond", "q=777123",        "material=pp_rigid",      "hub=" + hubs_.back()};
    for (const char* path : {"/nl/materials?", "/nl/map?"}) {
      for (const std::string& query : queries) targets.push_back(path + query);
    }
    for (const char* sort : {"name", "place", "amount"}) targets.push_back("/nl/materials?sort=" + std::string(sort));
    for (std::size_t i = 0; i < streams_.size(); i += 16) targets.push_back("/nl/materials?after=" + streams_[i]);
    for (const std::string& stream : hidden_) {
      for (const char* side : {"after=", "before="}) targets.push_back("/nl/materials?sort=amount&" + (side + stream));
    }
    for (const char* language : {"en", "fr"}) targets.push_back("/" + std::string(language) + "/materials?sort=name");
  }

  World& plain_;
  std::vector<std::string> hidden_, streams_, hubs_, organisations_;
};

std::string etag_in(const std::string& answer) {
  const auto start = answer.find("\r\nETag: ");
  if (start == std::string::npos) return {};
  return answer.substr(start + 8, answer.find('\r', start + 2) - start - 8);
}

struct Compared {
  std::size_t answers = 0;
  std::vector<std::string> differences;
  std::vector<std::string> canaries;
};

void compare(World& plain, World& full, const Outsider& outsider, const std::vector<std::string>& targets,
             Compared& compared) {
  for (const std::string& target : targets) {
    const std::string expected = plain.site().get(target, outsider.token);
    const std::string found = full.site().get(target, outsider.token);
    const std::string what = std::string(outsider.name) + " " + target;
    ++compared.answers;
    if (expected != found) compared.differences.push_back(what);
    const bool asked_for_it = target.find("zwaluw") != std::string::npos;
    if (!asked_for_it && found.find(kCanary) != std::string::npos) compared.canaries.push_back(what);
    const std::string tag = etag_in(expected);
    if (tag.empty() || target.find("materials") == std::string::npos) continue;
    // What the reader kept of one world is as good in the other.
    ++compared.answers;
    if (!full.site().get(target, outsider.token, {{"if-none-match", tag}}).starts_with("HTTP/1.1 304")) {
      compared.differences.push_back(what + " (If-None-Match)");
    }
  }
}

std::string first_of(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 20); ++i) text += lines[i] + "\n";
  return text;
}

/// The mails that a question about `stream` by a visitor leaves behind.
std::string mails_about(World& world, StreamId stream) {
  guidance::QuestionSubmission question;
  question.question = {"Wat is dit?", "An", "an@example.org", Language::nl, {}};
  question.subject.offer = stream.text();
  question.hub = network::HubId{world.hub()};
  question.secret = kSecret;
  REQUIRE(guidance::submit_question(world.site().services(), question));
  return world.site().database().read([](Connection& connection) {
    std::string text;
    auto rows = connection.query("SELECT subject || body FROM outbox_mail ORDER BY mail_id");
    while (rows.next()) text += rows.text(0);
    return text;
  });
}

}  // namespace

TEST_CASE("who may not see a record or a field gets the same bytes as if it were not there") {
  contracts::for_each_store([](Database& first) {
    contracts::FreshStore store(first.backend());
    Database second = store.open();
    World plain(first);
    World full(second);
    Compared compared;
    for (const Standpoint standpoint : {Standpoint::oversight, Standpoint::network, Standpoint::street}) {
      full.hide(standpoint);
      const std::vector<std::string> targets = Questions(plain, full).all();
      for (const Outsider& outsider : plain.outsiders()) {
        if (outsider.standpoint == standpoint) compare(plain, full, outsider, targets, compared);
      }
    }
    INFO(first_of(compared.differences));
    CHECK(compared.differences.empty());
    INFO(first_of(compared.canaries));
    CHECK(compared.canaries.empty());
    CHECK(compared.answers > 2'000);
    CHECK(mails_about(full, World::hidden(0)) == mails_about(plain, World::hidden(0)));
    std::cout << "two worlds: " << compared.answers << " answers compared, " << compared.differences.size()
              << " differ, " << compared.canaries.size() << " hold a hidden word\n";
  });
}

TEST_CASE("whoever may see a hidden record finds it") {
  contracts::for_each_store([](Database& database) {
    World world(database);
    for (const Standpoint standpoint : {Standpoint::oversight, Standpoint::network, Standpoint::street})
      world.hide(standpoint);
    const Stream offer = load(database, shipped("offer-golden-pp"));
    const std::string owner =
        world.site().sign_in(801, {{Role::organisation_user, {ScopeKind::organisation, offer.organisation->value()}}});
    const std::string coach = world.site().sign_in(802, {{Role::coach, {ScopeKind::hub, world.hub()}}});
    const auto holds = [&](const std::string& target, const std::string& token, std::string_view word) {
      return world.site().get(target, token).find(word) != std::string::npos;
    };
    // 0 private, 10 for the hub, 20 for the network.
    CHECK(holds("/nl/offers/" + World::hidden(0).text(), owner, "zwaluwkanarie0 titel"));
    CHECK(holds("/nl/our-streams", owner, "zwaluwkanarie0 titel"));
    CHECK_FALSE(holds("/nl/offers/" + World::hidden(0).text(), coach, "zwaluwkanarie0 titel"));
    CHECK_FALSE(holds("/nl/materials?q=zwaluwkanarie0", owner, "zwaluwkanarie0 titel"));
    CHECK(holds("/nl/offers/" + World::hidden(10).text(), coach, "zwaluwkanarie10 titel"));
    CHECK(holds("/nl/materials?q=zwaluwkanarie10", coach, "zwaluwkanarie10 titel"));
    CHECK(holds("/nl/materials?q=zwaluwkanarie20", coach, "zwaluwkanarie20 titel"));
    // The need for the hub fits the offer that nothing else fits, in the coach's eyes and in nobody else's.
    const std::string nothing_fits = "/nl/offers/" + shipped("offer-nothing-fits").text();
    CHECK(holds(nothing_fits, coach, "zwaluwkanarie12 titel"));
    CHECK_FALSE(holds(nothing_fits, owner, "zwaluwkanarie12 titel"));
    CHECK(holds("/nl/offers/" + World::half_hidden(1).text(), coach, "777.123"));
  });
}
