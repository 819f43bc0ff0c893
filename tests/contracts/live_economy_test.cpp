#include "matchmaking/io/load_live_economy.h"

#include <doctest/doctest.h>

#include <bit>
#include <iostream>
#include <random>
#include <sstream>

#include "app/world.h"
#include "both_stores.h"
#include "matchmaking/io/load_economy.h"
#include "matchmaking/io/offer_page.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"

/// The index that follows changes answers as one that is made anew, to every audience, whoever wrote the changes. The
/// one made anew goes the plain way: the streams that one audience may see, and nothing else.

using namespace kringwerk;
using materials::Audience;
using materials::Stream;
using materials::StreamId;
using materials::StreamKind;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kNow = instant_from_ms(1'795'255'445'000);

/// Everything an answer says, numbers by their bits, records by their own ids and by what is known of them.
class Told {
 public:
  explicit Told(const matchmaking::ChainGround& ground) : ground_(ground) {}

  std::string text(const matching::ChainAnswer& answer) {
    for (const matching::Chain& chain : answer.chains) add(chain);
    for (const matching::NearMiss& miss : answer.near_misses) {
      text_ << "miss " << static_cast<int>(miss.constraint) << ' ' << miss.at.substr(0, 14).substr(0, miss.at.find('~'))
            << ' ' << bits(miss.shortfall);
      for (const std::string& permit : miss.missing_permits) text_ << ' ' << permit;
      add(miss.chain);
    }
    return text_.str();
  }

 private:
  static std::uint64_t bits(double number) { return std::bit_cast<std::uint64_t>(number); }
  void add(const Stream& stream) {
    text_ << stream.id.text() << (stream.position ? "+site" : "")
          << (stream.organisation ? stream.organisation->text() : "nobody")
          << (stream.price_per_tonne ? stream.price_per_tonne->in_cents() : -1) << ' ';
  }
  void add(const matching::Chain& chain) {
    add(*ground_.records.offers.at(static_cast<std::size_t>(chain.path.offer)));
    for (const matching::Step& step : chain.path.steps) {
      text_ << ground_.records.activities.at(static_cast<std::size_t>(step.activity))->id.text() << '/' << step.output
            << ' ';
    }
    add(*ground_.records.needs.at(static_cast<std::size_t>(chain.path.need)));
    text_ << bits(chain.score_eur_per_t) << ' ' << bits(chain.tonnes) << ' ' << bits(chain.road_km) << '\n';
  }

  matchmaking::ChainGround ground_;
  std::ostringstream text_;
};

/// A store with the shipped world, open twice as two processes have it.
class World {
 public:
  explicit World(const contracts::FreshStore& store)
      : here_(store.open()),
        there_(store.open()),
        policy_(matchmaking::load_policy(storage::DataFolder(KW_SOURCE_DIR "/data"))) {
    app::prepare_store(here_, app::HomeFolder{KW_SOURCE_DIR}, app::Filling::shipped_world, kNow);
    here_.read([&](Connection& connection) {
      auto rows = connection.query("SELECT stream_id FROM stream ORDER BY stream_id");
      while (rows.next()) ids_.push_back(rows.get<StreamId>(0));
      auto hubs = connection.query(
          "SELECT hub_id, MIN(nis) FROM hub_area GROUP BY hub_id ORDER BY COUNT(*) DESC, hub_id LIMIT 3");
      while (hubs.next()) {
        hubs_.push_back(hubs.int64(0));
        towns_.emplace_back(hubs.get<std::string>(1));
      }
    });
  }

  Database& here() { return here_; }
  Database& there() { return there_; }
  const matching::PolicyRow& policy() const { return policy_; }
  const std::vector<StreamId>& ids() const { return ids_; }
  std::vector<Audience> audiences() const {
    using enum Audience::Reach;
    std::vector<std::int64_t> all = hubs_;
    std::sort(all.begin(), all.end());
    return {{}, {network, {}}, {network, {hubs_.at(0)}}, {network, {hubs_.at(1)}}, {network, all}};
  }

  Stream load(StreamId id) {
    return there_.read([&](Connection& connection) { return materials::load_stream_to_decide(connection, id); })
        .value();
  }
  void save(Stream stream) {
    ++stream.version;
    CHECK(there_.write([&](Connection& transaction) { return materials::update_stream(transaction, stream, ""); }));
  }
  void insert(const Stream& stream) {
    there_.write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
    ids_.push_back(stream.id);
  }
  network::Nis town(std::size_t number) const { return network::Nis{towns_.at(number % towns_.size())}; }

  /// What an index made of nothing but this audience's streams answers.
  std::string plain_answer(const Audience& audience, const Stream& asked) {
    auto& made = plain_[audience];
    if (!made) {
      made = plain_of(here_.read(
          [&](Connection& connection) { return matchmaking::load_economy(connection, policy_, kNow, audience); }));
    }
    const bool is_offer = asked.kind == StreamKind::offer;
    const auto& own = is_offer ? made->world.offers : made->world.needs;
    const auto found =
        std::find_if(own.begin(), own.end(), [&](const Stream* stream) { return stream->id == asked.id; });
    if (found != own.end()) return text_of(*made, static_cast<int>(found - own.begin()), is_offer);
    const auto alone = plain_of(made->economy, &asked);
    return alone->world.asked < 0 ? std::string{} : text_of(*alone, alone->world.asked, is_offer);
  }
  void forget_plain() { plain_.clear(); }

 private:
  struct Plain {
    matchmaking::Economy economy;
    matchmaking::EconomyInstance world;
    std::unique_ptr<matching::MatchIndex> index;
  };
  static std::unique_ptr<Plain> plain_of(matchmaking::Economy economy, const Stream* asked = nullptr) {
    auto made = std::make_unique<Plain>(Plain{std::move(economy), {}, nullptr});
    // Only now: the world points at the streams in their final place.
    made->world = matchmaking::build_instance(made->economy, asked);
    made->index = std::make_unique<matching::MatchIndex>(made->world.instance);
    return made;
  }
  static std::string text_of(const Plain& plain, int record, bool is_offer) {
    const auto kind = is_offer ? matching::QueryKind::offer : matching::QueryKind::need;
    const auto answer = matching::best_chains(*plain.index, {.kind = kind, .record = record, .k = 5});
    return Told({plain.economy, plain.world, plain.world.instance}).text(answer);
  }

  Database here_, there_;
  matching::PolicyRow policy_;
  std::vector<StreamId> ids_;
  std::vector<std::int64_t> hubs_;
  std::vector<std::string> towns_;
  std::map<Audience, std::unique_ptr<Plain>> plain_;
};

class Chance {
 public:
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine_); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  Visibility visibility() { return static_cast<Visibility>(below(4)); }

 private:
  std::mt19937 engine_{20261122};
};

void change_something(World& world, Chance& chance, std::int64_t number) {
  Stream stream = world.load(world.ids().at(chance.below(world.ids().size())));
  if (chance.one_in(3)) {
    stream.id = StreamId{1'000'000'000'000'000 + number};
    stream.version = 1;
    stream.state = materials::StreamState::open;
    stream.confirmed_at = kNow;
    stream.visibility = chance.visibility();
    stream.nis = world.town(static_cast<std::size_t>(number));
    world.insert(stream);
    return;
  }
  switch (chance.below(7)) {
    case 0:
      stream.state = stream.state == materials::StreamState::closed ? materials::StreamState::open
                                                                    : materials::StreamState::closed;
      break;
    case 1:
      stream.visibility = chance.visibility();
      break;
    case 2:
      stream.amount.thousandths = static_cast<std::int64_t>(1 + chance.below(50'000));
      break;
    case 3:
      stream.nis = world.town(chance.below(3));
      break;
    case 4:
      stream.accepted.resize(std::min<std::size_t>(stream.accepted.size(), 1));
      stream.minimum = Mass::kilograms(static_cast<std::int64_t>(chance.below(500)));
      break;
    case 5:
      stream.position = Point{4.0 + static_cast<double>(chance.below(100)) / 100, 51};
      stream.fields.position = chance.visibility();
      break;
    default:
      stream.price_per_tonne = Money::euros(77);
      stream.fields.price = chance.visibility();
      stream.fields.owner = chance.visibility();
      break;
  }
  if (stream.visibility == Visibility::everyone && chance.one_in(3)) stream.visibility = Visibility::hub;
  world.save(stream);
}

/// How many of some questions are answered otherwise than by an index made anew.
struct Compared {
  int asked = 0;
  int different = 0;
  int chains = 0;
};
void compare(World& world, matchmaking::LiveEconomy& live, Chance& chance, Compared& compared) {
  world.forget_plain();
  for (const Audience& audience : world.audiences()) {
    const auto snapshot = live.at(kNow, audience);
    for (int i = 0; i < 12; ++i) {
      const auto& ids = world.ids();
      // The newest streams more often than the shipped ones.
      const std::size_t back =
          chance.one_in(2) ? chance.below(ids.size()) : chance.below(std::min<std::size_t>(20, ids.size()));
      const Stream asked = world.load(ids.at(ids.size() - 1 - back));
      const matchmaking::StreamChains found(snapshot, asked, {.k = 5});
      const std::string text = Told(found.ground()).text(found.answer());
      ++compared.asked;
      compared.chains += static_cast<int>(found.answer().chains.size());
      if (text != world.plain_answer(audience, asked)) ++compared.different;
    }
  }
}

}  // namespace

TEST_CASE("the live index answers as one made anew, after any changes by another process") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    World world(store);
    matchmaking::LiveEconomy live(world.here(), world.policy());
    Chance chance;
    Compared compared;
    compare(world, live, chance, compared);
    std::int64_t number = 0;
    for (int round = 0; round < 8; ++round) {
      const std::size_t changes = 1 + chance.below(25);
      for (std::size_t i = 0; i < changes; ++i) change_something(world, chance, ++number);
      compare(world, live, chance, compared);
    }
    CHECK(compared.different == 0);
    CHECK(compared.chains > 100);
    CHECK(live.counts().made == 1);
    std::cout << "live index: " << compared.asked << " answers compared, " << compared.chains << " chains, "
              << live.counts().followed << " times followed, " << live.counts().copied << " copies\n";
  });
}

TEST_CASE("a change that is about no single stream, too many changes and a new day make the index anew") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    World world(store);
    matchmaking::LiveEconomy live(world.here(), world.policy());
    const auto held = live.at(kNow);
    world.there().write(
        [](Connection& transaction) { transaction.execute("UPDATE stream_list_version SET version = version + 1"); });
    CHECK(live.at(kNow)->version() == held->version() + 1);
    CHECK(live.counts().made == 2);
    live.at(kNow + std::chrono::days{1});
    CHECK(live.counts().made == 3);
    const Stream model = world.load(world.ids().front());
    world.there().write([&](Connection& transaction) {
      for (std::int64_t i = 0; i <= static_cast<std::int64_t>(matchmaking::LiveEconomy::kMostChanges); ++i) {
        Stream next = model;
        next.id = StreamId{1'000'000'000'000'000 + i};
        materials::insert_stream(transaction, next, {});
      }
    });
    live.at(kNow + std::chrono::days{1});
    CHECK(live.counts().made == 4);
  });
}

TEST_CASE("an answer that is being read stays as it is while the index goes on") {
  contracts::for_each_fresh_store([](const contracts::FreshStore& store) {
    World world(store);
    matchmaking::LiveEconomy live(world.here(), world.policy());
    const StreamId golden = StreamId::from_key("stream", "offer-golden-pp");
    const Stream asked = world.load(golden);
    const matchmaking::StreamChains before(live.at(kNow), asked, {});
    const std::string text = Told(before.ground()).text(before.answer());
    for (int i = 0; i < 4; ++i) {
      Stream changed = world.load(StreamId::from_key("stream", "need-golden-crates"));
      changed.amount.thousandths = 1000 + i;
      world.save(changed);
      const matchmaking::StreamChains after(live.at(kNow), asked, {});
      CHECK(Told(after.ground()).text(after.answer()) != text);
      CHECK(Told(before.ground()).text(before.answer()) == text);
    }
    CHECK(live.counts().made == 1);
  });
}
