#include <doctest/doctest.h>

#include "both_stores.h"
#include "hidden_world.h"
#include "materials/io/save_stream.h"

/// The map and everything that is taken from it: the same streams everywhere, and gone everywhere at once.

using namespace kringwerk;
using access::Role;
using access::ScopeKind;
using contracts::WholeSite;
using materials::Stream;
using materials::StreamId;
using storage::Connection;
using storage::Database;

namespace {

constexpr const char* kWord = "ijsvogelproef";
constexpr Point kSite{4.71234, 50.88123};

Stream stream_on_map(std::int64_t id, materials::Visibility position) {
  Stream stream;
  stream.id = StreamId{id};
  stream.state = materials::StreamState::open;
  stream.material = "pp_rigid";
  stream.typed_what = kWord;
  stream.title = LocalText{kWord + std::to_string(id), "", ""};
  stream.nis = network::Nis{"24062"};
  stream.position = kSite;
  stream.fields.position = position;
  stream.amount.thousandths = 2'000'000;
  stream.amount.unit = materials::AmountUnit::kg;
  stream.amount.rhythm = materials::Rhythm::week;
  stream.source = "typed";
  return stream;
}

void insert(WholeSite& site, Stream stream) {
  stream.confirmed_at = site.now();
  stream.created_at = site.now();
  site.database().write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
}

const std::vector<std::string>& exits() {
  static const std::vector<std::string> kExits{"/nl/materials?q=ijsvogelproef",
                                               "/nl/map?q=ijsvogelproef",
                                               "/nl/map/list.csv?q=ijsvogelproef",
                                               "/nl/map/list.geojson?q=ijsvogelproef",
                                               "/nl/map/spot?spot=4.7009,50.8796&q=ijsvogelproef",
                                               "/nl/map/region.json?box=4,50.5,5,51.2&zoom=15&q=ijsvogelproef"};
  return kExits;
}

bool holds(const std::string& answer, std::string_view word) {
  return answer.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("every exit of the map has the same streams; one that its owner keeps back is gone from all at once") {
  contracts::for_each_store([](Database& database) {
    WholeSite site(database);
    insert(site, stream_on_map(77'001, materials::Visibility::private_to_owner));
    for (const std::string& exit : exits()) {
      INFO(exit);
      CHECK(holds(site.get(exit, ""), "ijsvogelproef77001"));
    }
    database.write([](Connection& transaction) {
      transaction.execute("UPDATE stream SET visibility = 'network' WHERE stream_id = ?1", StreamId{77'001});
      transaction.execute("UPDATE stream_list_version SET version = version + 1");
    });
    const std::string member = site.sign_in(811, {{Role::coach, {ScopeKind::hub, 1}}});
    for (const std::string& exit : exits()) {
      INFO(exit);
      CHECK_FALSE(holds(site.get(exit, ""), "ijsvogelproef77001"));
      CHECK(holds(site.get(exit, member), "ijsvogelproef77001"));
    }
  });
}

TEST_CASE("a stream stands at its site for those its owner showed it to, at its municipality for the others") {
  contracts::for_each_store([](Database& database) {
    WholeSite site(database);
    insert(site, stream_on_map(77'002, materials::Visibility::network));
    const std::string member = site.sign_in(811, {{Role::coach, {ScopeKind::hub, 1}}});
    const std::string geojson = "/nl/map/list.geojson?q=ijsvogelproef";
    const std::string region = "/nl/map/region.json?box=4,50.5,5,51.2&zoom=15&q=ijsvogelproef";
    CHECK(holds(site.get(geojson, member), "[4.71234,50.88123]"));
    CHECK(holds(site.get(region, member), "4.71234"));
    for (const std::string& exit : exits()) {
      INFO(exit);
      CHECK_FALSE(holds(site.get(exit, ""), "4.71234"));
      CHECK_FALSE(holds(site.get(exit, ""), "50.88123"));
    }
    CHECK(holds(site.get(geojson, ""), "\"position\":\"municipality\""));
  });
}

TEST_CASE("what the map is asked is a region, or nothing is there") {
  contracts::for_each_store([](Database& database) {
    const WholeSite site(database);
    for (const char* wrong : {"", "?box=4,50,5", "?box=5,50,4,51&zoom=8", "?box=4,50,5,51", "?box=4,50,5,51&zoom=nan",
                              "?box=a,b,c,d&zoom=8"}) {
      INFO(wrong);
      CHECK(site.get("/nl/map/region.json" + std::string(wrong), "").starts_with("HTTP/1.1 404"));
    }
    // However far somebody zooms with all of the country in view, the answer stays small.
    CHECK(site.get("/nl/map/region.json?box=2,49,7,52&zoom=22", "").size() < 400'000);
    CHECK(site.get("/nl/map/spot?spot=1,2", "").starts_with("HTTP/1.1 404"));
  });
}
