#include "matchmaking/io/offer_page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <future>

#include "access/io/secrets.h"
#include "app/world.h"
#include "both_stores.h"
#include "matchmaking/chain_story.h"
#include "matchmaking/io/load_live_economy.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"

using namespace kringwerk;
using matchmaking::Snapshot;
using materials::Stream;
using materials::StreamId;
using network::CapabilityId;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kNow = instant_from_ms(1795255445000);

/// The shipped world in a store, and the pages over it.
class Site {
 public:
  explicit Site(Database& database)
      : database_(database),
        texts_(text::Texts::load(KW_SOURCE_DIR "/build/share/locale")),
        asset_([](std::string_view name) { return "/static/" + std::string(name); }),
        templates_(web::Templates::load(KW_SOURCE_DIR "/templates", texts_, asset_, web::Strictness::strict)),
        csrf_("0123456789abcdef0123456789abcdef", false),
        services_{.database = database_,
                  .texts = texts_,
                  .templates = templates_,
                  .csrf = csrf_,
                  .asset = asset_,
                  .now = [this] { return now_; },
                  .new_id = [] { return std::int64_t{1}; },
                  .mail_waits = [] {},
                  .land = land_,
                  .public_url = "http://localhost",
                  .network_mailbox = "netwerk@kringwerk.example",
                  .keys = {std::string(32, 'm'), std::string(32, 'a'), std::string(32, 'r')}},
        policy_(matchmaking::load_policy(storage::DataFolder(KW_SOURCE_DIR "/data"))) {
    app::prepare_store(database_, app::HomeFolder{KW_SOURCE_DIR}, app::Filling::shipped_world, kNow);
    matchmaking::add_offer_page_routes(router_, services_,
                                       std::make_shared<matchmaking::LiveEconomy>(services_.database, policy_));
  }

  web::Response get(const std::string& path) const {
    web::Request request;
    request.path = path;
    request.target = path;
    return router_.dispatch(request);
  }

  /// The same page read a minute later, so that everything announced before is heard.
  void wait() { now_ += std::chrono::minutes{1}; }
  Instant now() const { return now_; }
  Database& database() { return database_; }
  const matching::PolicyRow& policy() const { return policy_; }

 private:
  Database& database_;
  Instant now_ = kNow;
  text::Texts texts_;
  web::Templates::AssetAddress asset_;
  web::Templates templates_;
  web::Csrf csrf_;
  std::vector<drawings::MapLand> land_;
  site::Services services_;
  matching::PolicyRow policy_;
  web::Router router_;
};

void on_both(const std::function<void(Site&)>& test) {
  contracts::for_each_store([&](Database& database) {
    Site site(database);
    test(site);
  });
}

StreamId stream_id(std::string_view key) {
  return StreamId::from_key("stream", key);
}
std::string page_of(std::string_view key) {
  return "/nl/offers/" + stream_id(key).text();
}

Stream load(Site& site, std::string_view key) {
  return site.database()
      .read([&](Connection& connection) { return materials::load_public_stream(connection, stream_id(key)); })
      .value();
}

void insert(Site& site, const Stream& stream, const std::string& secret = {}) {
  site.database().write([&](Connection& transaction) {
    materials::StreamSecrets secrets;
    if (!secret.empty()) secrets.secret_hash = access::hash_of_secret(secret);
    materials::insert_stream(transaction, stream, secrets);
  });
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

struct Answered {
  std::shared_ptr<const Snapshot> snapshot;
  matchmaking::BoundedAnswer answer;
};
Answered chains_of(Site& site, std::string_view key) {
  matchmaking::LiveEconomy live(site.database(), site.policy());
  Answered result{live.at(site.now()), {}};
  const int record = result.snapshot->find(materials::StreamKind::offer, stream_id(key));
  REQUIRE(record >= 0);
  result.answer = result.snapshot->best_chains({.kind = matching::QueryKind::offer, .record = record, .k = 5});
  return result;
}

constexpr const char* kSecret = "abcdefghjkmnpqrstvwxyz0123";

}  // namespace

TEST_CASE("the golden offer is sorted in Leuven, washed and shredded in Mechelen, and becomes crates in Genk") {
  on_both([](Site& site) {
    const Answered found = chains_of(site, "offer-golden-pp");
    REQUIRE(!found.answer.chains.empty());
    const auto story = matchmaking::tell(found.snapshot->ground(), found.answer.chains[0]);
    REQUIRE(story.steps.size() == 3);
    CHECK(story.steps[0].capability->id == CapabilityId::from_key("capability", "cap-golden-sort"));
    CHECK(story.steps[1].capability->id == CapabilityId::from_key("capability", "cap-golden-wash"));
    CHECK(story.steps[2].capability->id == CapabilityId::from_key("capability", "cap-golden-shred"));
    CHECK(story.need->id == stream_id("need-golden-crates"));
    CHECK(story.kg_offered == 2000);

    const web::Response page = site.get(page_of("offer-golden-pp"));
    CHECK(page.status == 200);
    CHECK_FALSE(page.is_private);
    CHECK(holds(page.body, "sorteren, wassen en vermalen, naar Genk"));
    CHECK(holds(page.body, "Voorbeeldwerkplaats De Schakel"));
    CHECK(site.get("/en/offers/" + stream_id("offer-golden-pp").text()).status == 200);
    CHECK(site.get("/fr/offers/" + stream_id("offer-golden-pp").text()).status == 200);
  });
}

TEST_CASE("where nothing fits, each of the five neighbours fails on one thing") {
  on_both([](Site& site) {
    const Answered found = chains_of(site, "offer-nothing-fits");
    CHECK(found.answer.chains.empty());
    std::vector<std::string> fails;
    for (const matching::NearMiss& miss : found.answer.near_misses) {
      const auto need = static_cast<std::size_t>(miss.chain.path.need);
      if (miss.constraint == matching::Constraint::value) {
        REQUIRE(miss.chain.path.steps.size() == 1);
        const auto activity = static_cast<std::size_t>(miss.chain.path.steps[0].activity);
        CHECK(found.snapshot->ground().records.activities[activity]->id ==
              CapabilityId::from_key("capability", "cap-near-miss-value"));
        fails.emplace_back("value");
        continue;
      }
      for (const std::string key : {"grade", "distance", "permit", "date"}) {
        if (found.snapshot->ground().records.needs[need]->id == stream_id("need-near-miss-" + key))
          fails.push_back(key);
      }
    }
    CHECK(fails == std::vector<std::string>{"grade", "permit", "date", "distance", "value"});
    const web::Response page = site.get(page_of("offer-nothing-fits"));
    for (const char* word : {"kwaliteit 7", "gevaarlijk elektro-afval", "10 dagen", "212", "1.649,75"}) {
      CHECK_MESSAGE(holds(page.body, word), word);
    }
  });
}

TEST_CASE("a draft is seen through its link only and is in nobody's answer") {
  on_both([](Site& site) {
    const std::string golden = site.get(page_of("offer-golden-pp")).body;
    const std::string need = site.get(page_of("need-golden-crates")).body;
    Stream draft = load(site, "offer-golden-pp");
    draft.id = StreamId{1'000'000'000'000'001};
    draft.state = materials::StreamState::draft;
    draft.title = LocalText{"Geheime bakken", "", ""};
    draft.typed_what = "Geheime bakken";
    draft.confirmed_at = std::nullopt;
    draft.created_at = site.now();
    draft.amount.thousandths = 9000;
    insert(site, draft, kSecret);
    site.wait();
    CHECK(site.get(page_of("need-golden-crates")).body == need);
    CHECK(site.get(page_of("offer-golden-pp")).body == golden);
    CHECK(site.get("/nl/offers/" + draft.id.text()).status == 404);
    CHECK(site.get("/nl/offers/draft/zzzzzzzzzzzzzzzzzzzzzzzzzz").status == 404);

    const web::Response page = site.get(std::string("/nl/offers/draft/") + kSecret);
    CHECK(page.status == 200);
    CHECK(page.is_private);
    CHECK(std::count(page.headers.begin(), page.headers.end(),
                     std::pair<std::string, std::string>{"Referrer-Policy", "no-referrer"}) == 1);
    CHECK(holds(page.body, "name=\"robots\" content=\"noindex\""));
    CHECK(holds(page.body, "Geheime bakken"));
    CHECK(holds(page.body, "sorteren, wassen en vermalen, naar Genk"));
    // Who has the address alone cannot confirm: that takes the mail.
    CHECK(!holds(page.body, "/confirm/"));
  });
}

TEST_CASE("hidden streams change nothing in any public answer") {
  on_both([](Site& site) {
    const std::string golden = site.get(page_of("offer-golden-pp")).body;
    const std::string fits = site.get(page_of("offer-nothing-fits")).body;
    const std::string wanted = site.get(page_of("need-golden-crates")).body;
    std::int64_t number = 1'000'000'000'000'000;
    for (const auto visibility :
         {materials::Visibility::private_to_owner, materials::Visibility::hub, materials::Visibility::network}) {
      for (const char* key : {"need-golden-crates", "need-near-miss-date", "offer-golden-pp"}) {
        Stream hidden = load(site, key);
        hidden.id = StreamId{++number};
        hidden.visibility = visibility;
        hidden.retention_step = hidden.retention_step.empty() ? "" : "R3";
        hidden.available = {};
        hidden.confirmed_at = site.now();
        insert(site, hidden);
        site.wait();
        CHECK(site.get("/nl/offers/" + hidden.id.text()).status == 404);
      }
    }
    CHECK(site.get(page_of("offer-golden-pp")).body == golden);
    CHECK(site.get(page_of("offer-nothing-fits")).body == fits);
    CHECK(site.get(page_of("need-golden-crates")).body == wanted);
  });
}

TEST_CASE("a stream that is confirmed is found by the next request") {
  on_both([](Site& site) {
    CHECK(holds(site.get(page_of("offer-nothing-fits")).body, "Nu is er geen keten"));
    Stream need = load(site, "need-near-miss-date");
    need.id = StreamId{1'000'000'000'000'001};
    need.state = materials::StreamState::draft;
    need.title = LocalText{"Beeldschermen voor later", "", ""};
    need.available = {};
    need.confirmed_at = std::nullopt;
    insert(site, need, kSecret);
    site.wait();
    CHECK(holds(site.get(page_of("offer-nothing-fits")).body, "Nu is er geen keten"));
    need.state = materials::StreamState::open;
    need.confirmed_at = site.now();
    need.version = 2;
    CHECK(site.database().write(
        [&](Connection& transaction) { return materials::update_stream_state(transaction, need); }));
    CHECK(holds(site.get(page_of("offer-nothing-fits")).body, "Beeldschermen voor later"));
  });
}

TEST_CASE("a stream without amount or fresh date has a page of its own and is nobody's candidate") {
  on_both([](Site& site) {
    Stream unknown = load(site, "offer-golden-pp");
    unknown.id = StreamId{1'000'000'000'000'001};
    unknown.title = LocalText{"Bakken zonder gewicht", "", ""};
    unknown.amount.thousandths = std::nullopt;
    unknown.amount.quality = materials::AmountQuality::unknown;
    insert(site, unknown);
    Stream stale = load(site, "offer-golden-pp");
    stale.id = StreamId{1'000'000'000'000'002};
    stale.title = LocalText{"Oude bakken", "", ""};
    stale.confirmed_at = site.now() - std::chrono::days{45};
    insert(site, stale);
    Stream flagged = load(site, "offer-golden-pp");
    flagged.id = StreamId{1'000'000'000'000'003};
    flagged.title = LocalText{"Bakken van vorige maand", "", ""};
    flagged.confirmed_at = site.now() - std::chrono::days{31};
    insert(site, flagged);
    site.wait();
    const std::string need = site.get(page_of("need-golden-crates")).body;
    CHECK_FALSE(holds(need, "Bakken zonder gewicht"));
    CHECK_FALSE(holds(need, "Oude bakken"));
    const std::string last_month = site.get("/nl/offers/" + flagged.id.text()).body;
    CHECK(holds(last_month, "Niet bevestigd sinds 21 oktober 2026"));
    CHECK_FALSE(holds(last_month, "Het doet niet meer mee in ketens"));
    const std::string page = site.get("/nl/offers/" + unknown.id.text()).body;
    CHECK(holds(page, "De hoeveelheid is onbekend"));
    CHECK(holds(page, "naar Genk"));
    const std::string old = site.get("/nl/offers/" + stale.id.text()).body;
    CHECK(holds(old, "Niet bevestigd sinds 7 oktober 2026"));
    CHECK(holds(old, "Het doet niet meer mee in ketens"));
    CHECK(holds(old, "naar Genk"));
  });
}

TEST_CASE("many requests at once see whole snapshots while streams come in") {
  on_both([](Site& site) {
    matchmaking::LiveEconomy live(site.database(), site.policy());
    const auto taken_part = [&] { return live.at(site.now())->economy_with_streams().streams.size(); };
    const std::size_t before = taken_part();
    const auto offer = stream_id("offer-golden-pp");
    const Stream model = load(site, "need-golden-crates");
    constexpr int kNews = 6;
    auto writer = std::async(std::launch::async, [&] {
      for (int i = 0; i < kNews; ++i) {
        Stream next = model;
        next.id = StreamId{1'000'000'000'000'000 + i};
        next.confirmed_at = site.now();
        insert(site, next);
      }
    });
    std::vector<std::future<void>> readers;
    for (int i = 0; i < 4; ++i) {
      readers.push_back(std::async(std::launch::async, [&] {
        for (int round = 0; round < 20; ++round) {
          const auto snapshot = live.at(site.now());
          const int record = snapshot->find(materials::StreamKind::offer, offer);
          const auto answer = snapshot->best_chains({.kind = matching::QueryKind::offer, .record = record, .k = 2});
          if (answer.chains.size() != 2) throw std::logic_error("a snapshot in two minds");
          for (const auto& chain : answer.chains) matchmaking::tell(snapshot->ground(), chain);
        }
      }));
    }
    for (std::future<void>& reader : readers) CHECK_NOTHROW(reader.get());
    CHECK_NOTHROW(writer.get());
    CHECK(taken_part() == before + kNews);
    CHECK(live.counts().made == 1);
  });
}
