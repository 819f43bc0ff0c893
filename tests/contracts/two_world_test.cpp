#include <doctest/doctest.h>

#include <iostream>

#include "both_stores.h"
#include "guidance/io/submit_question.h"
#include "hidden_world.h"
#include "web/request_target.h"

/// The same world twice, once with records and fields that somebody may not see and once without. Whoever may not see
/// them gets the same bytes from both.

using namespace kringwerk;
using access::Role;
using access::ScopeKind;
using contracts::HiddenWorld;
using contracts::kCanary;
using contracts::load;
using contracts::Outsider;
using contracts::shipped;
using contracts::Standpoint;
using materials::Stream;
using materials::StreamId;
using storage::Connection;
using storage::Database;

namespace {

constexpr const char* kSecret = "abcdefghjkmnpqrstvwxyz0123";

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
  Questions(HiddenWorld& plain, HiddenWorld& full) : plain_(plain) {
    for (const std::int64_t number : {0, 1, 2, 3, 4, 5, 10, 11, 12, 14, 16, 17, 18, 20, 21, 24})
      hidden_.push_back(HiddenWorld::hidden(number).text());
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
      // A new second factor begins with a fresh random key, another one at each visit.
      if (route.pattern == "/{lang}/account/second-factor") continue;
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
    if (parameter == "capability:id") {
      return {id_text(contracts::kHiddenCapability),
              network::CapabilityId::from_key("capability", "cap-golden-sort").text(),
              network::CapabilityId::from_key("capability", "cap-golden-wash").text()};
    }
    std::vector<std::string> any = hidden_;
    if (parameter == "stream:id") {
      for (std::size_t i = 0; i < streams_.size(); i += 2) any.push_back(streams_[i]);
      for (const char* key :
           {"offer-golden-pp", "need-golden-crates", "offer-nothing-fits", "need-dry-heat", "need-pool-heat"}) {
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
        targets.push_back(pattern.substr(0, open).append(value).append(rest));
      }
    }
    return targets;
  }

  void add_lists(std::vector<std::string>& targets) const {
    std::vector<std::string> queries{"kind=offer",
                                     "kind=need",
                                     "family=kunststof",
                                     "family=elektro",
                                     "place=Leuven",
                                     "place=3000",
                                     "province=Antwerpen",
                                     "min=1",
                                     "min=4000",
                                     "from=2026-12-01",
                                     "to=2026-12-01",
                                     "q=bakken",
                                     "q=zwaluw",
                                     "q=titel",
                                     "q=zwaluwkanarie0+titel",
                                     "q=woorden",
                                     "q=half+getoond",
                                     "q=777123",
                                     "material=pp_rigid",
                                     "hub=" + hubs_.back(),
                                     "resource=energy",
                                     "resource=energy&kind=offer",
                                     "status=closed",
                                     "status=open",
                                     "resource=material&status=closed"};
    for (const char* path : {"/nl/materials?", "/nl/map?", "/nl/map/list.csv?", "/nl/map/list.geojson?",
                             "/nl/map/region.json?box=2.4,50.6,6,51.6&zoom=9&", "/nl/map/spot?spot=4.7009,50.8796&"}) {
      for (const std::string& query : queries) targets.push_back(path + query);
    }
    // Where the site of a stream that hides it would be, close by.
    for (const char* zoom : {"7", "15"}) {
      targets.push_back("/nl/map/region.json?box=4.5,50.7,4.9,51&zoom=" + std::string(zoom));
    }
    for (const char* query : {"work=sort&kg=3799", "work=sort&kg=3600&place=Leuven", "q=zwaluw+sorteren", "page=2"}) {
      targets.push_back("/nl/capabilities?" + std::string(query));
    }
    for (const char* sort : {"name", "place", "amount"}) targets.push_back("/nl/materials?sort=" + std::string(sort));
    for (std::size_t i = 0; i < streams_.size(); i += 16) targets.push_back("/nl/materials?after=" + streams_[i]);
    for (const std::string& stream : hidden_) {
      for (const char* side : {"after=", "before="}) targets.push_back("/nl/materials?sort=amount&" + (side + stream));
    }
    for (const char* language : {"en", "fr"}) targets.push_back("/" + std::string(language) + "/materials?sort=name");
  }

  HiddenWorld& plain_;
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

void compare(HiddenWorld& plain, HiddenWorld& full, const Outsider& outsider, const std::vector<std::string>& targets,
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
std::string mails_about(HiddenWorld& world, StreamId stream) {
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
    HiddenWorld plain(first);
    HiddenWorld full(second);
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
    CHECK(mails_about(full, HiddenWorld::hidden(0)) == mails_about(plain, HiddenWorld::hidden(0)));
    std::cout << "two worlds: " << compared.answers << " answers compared, " << compared.differences.size()
              << " differ, " << compared.canaries.size() << " hold a hidden word\n";
  });
}

TEST_CASE("whoever may see a hidden record finds it") {
  contracts::for_each_store([](Database& database) {
    HiddenWorld world(database);
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
    CHECK(holds("/nl/offers/" + HiddenWorld::hidden(0).text(), owner, "zwaluwkanarie0 titel"));
    CHECK(holds("/nl/our-streams", owner, "zwaluwkanarie0 titel"));
    CHECK_FALSE(holds("/nl/offers/" + HiddenWorld::hidden(0).text(), coach, "zwaluwkanarie0 titel"));
    CHECK_FALSE(holds("/nl/materials?q=zwaluwkanarie0", owner, "zwaluwkanarie0 titel"));
    CHECK(holds("/nl/offers/" + HiddenWorld::hidden(10).text(), coach, "zwaluwkanarie10 titel"));
    CHECK(holds("/nl/materials?q=zwaluwkanarie10", coach, "zwaluwkanarie10 titel"));
    CHECK(holds("/nl/materials?q=zwaluwkanarie20", coach, "zwaluwkanarie20 titel"));
    // The need for the hub fits the offer that nothing else fits, in the coach's eyes and in nobody else's.
    const std::string nothing_fits = "/nl/offers/" + shipped("offer-nothing-fits").text();
    CHECK(holds(nothing_fits, coach, "zwaluwkanarie12 titel"));
    CHECK_FALSE(holds(nothing_fits, owner, "zwaluwkanarie12 titel"));
    CHECK(holds("/nl/offers/" + HiddenWorld::half_hidden(1).text(), coach, "777.123"));
  });
}
