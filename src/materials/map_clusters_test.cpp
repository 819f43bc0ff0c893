#include "materials/map_clusters.h"

#include <doctest/doctest.h>

#include <random>

namespace kringwerk::materials {
namespace {

constexpr Point kLeuven{4.7005, 50.8798};
constexpr Point kGenk{5.5012, 50.9661};
constexpr double kPixels = 60;

ListedStream stream_in(std::int64_t id, const char* nis, std::optional<Point> site = std::nullopt) {
  ListedStream stream;
  stream.id = StreamId{id};
  stream.family = id % 3 == 0 ? "hout" : "metaal";
  stream.kind = id % 2 == 0 ? StreamKind::need : StreamKind::offer;
  stream.nis.code = nis;
  stream.position = site;
  stream.position_visibility = Visibility::everyone;
  if (id % 5 != 0) stream.per_week = Mass::kilograms(id);
  return stream;
}

std::vector<MapStop> stops_of(const StreamIndex& index) {
  std::vector<std::optional<Point>> centres;
  for (const std::string& nis : index.places().values) {
    centres.push_back(nis == "24062" ? std::optional(kLeuven) : nis == "71016" ? std::optional(kGenk) : std::nullopt);
  }
  const RowSet all = RowSet::all(index.streams().size());
  return gather_stops(index, centres, all, index.with_known_site(access::Actor::visitor()));
}

TEST_CASE("streams of a municipality are one spot, a released site is its own, a place without centre is left out") {
  const Point site{4.72, 50.88};
  const StreamIndex index({stream_in(1, "24062"), stream_in(2, "24062"), stream_in(3, "24062", site),
                           stream_in(4, "71016"), stream_in(5, "99999")});
  const auto stops = stops_of(index);
  REQUIRE(stops.size() == 3);
  CHECK(stops[0].at == kLeuven);
  CHECK(stops[0].sums.count() == 2);
  CHECK(stops[0].sums.kinds[0].per_week == Mass::kilograms(1));
  CHECK(stops[0].sums.kinds[1].per_week == Mass::kilograms(2));
  CHECK(stops[1].is_site);
  CHECK(stops[1].at == site);
  CHECK(stops[2].at == kGenk);
}

TEST_CASE("a site that is not released stands at its municipality") {
  ListedStream kept = stream_in(1, "24062", Point{4.8, 50.9});
  kept.position_visibility = Visibility::network;
  const StreamIndex index({kept});
  REQUIRE(stops_of(index).size() == 1);
  CHECK(stops_of(index).front().at == kLeuven);
}

TEST_CASE("far out two towns are one cluster, and it says from which zoom they are two") {
  const StreamIndex index({stream_in(1, "24062"), stream_in(2, "24062"), stream_in(4, "71016")});
  const auto stops = stops_of(index);
  const auto far = cluster_stops(stops, 4, kPixels);
  REQUIRE(far.size() == 1);
  CHECK(far[0].seed.at == kLeuven);
  CHECK(far[0].stops == 2);
  CHECK(far[0].sums.count() == 3);
  const int parts = far[0].splits_at.value();
  CHECK(cluster_stops(stops, parts, kPixels).size() == 2);
  CHECK(cluster_stops(stops, parts - 1, kPixels).size() == 1);
  const auto near = cluster_stops(stops, 10, kPixels);
  REQUIRE(near.size() == 2);
  CHECK_FALSE(near[0].splits_at);
}

TEST_CASE("clusters never touch and lose nothing") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lon(2.6, 5.9), lat(50.7, 51.5);
  std::vector<ListedStream> streams;
  for (std::int64_t id = 1; id <= 2000; ++id)
    streams.push_back(stream_in(id, "24062", Point{lon(random), lat(random)}));
  const StreamIndex index(std::move(streams));
  const auto stops = stops_of(index);
  for (const double zoom : {6.0, 8.5, 11.0}) {
    const auto clusters = cluster_stops(stops, zoom, kPixels);
    MapSums sum;
    double nearest = 1e9;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      sum.add(clusters[i].sums);
      for (std::size_t j = 0; j < i; ++j) {
        nearest = std::min(nearest, pixels_between(clusters[i].seed.at, clusters[j].seed.at, zoom));
      }
    }
    CHECK(nearest >= kPixels - 1e-6);
    CHECK(sum.count() == 2000);
    CHECK(sum.kinds[0].unknown + sum.kinds[1].unknown == 400);
  }
}

TEST_CASE("what somebody may not see changes neither colour nor order") {
  // A hidden stream that comes first gives its family and place the first numbers.
  ListedStream hidden = stream_in(9, "71016");
  hidden.family = "metaal";
  hidden.readers.visibility = Visibility::network;
  std::vector<ListedStream> seen{stream_in(6, "24062"), stream_in(7, "24062"), stream_in(3, "71016"),
                                 stream_in(4, "71016")};
  std::vector<ListedStream> all = seen;
  all.insert(all.begin(), hidden);
  const auto told = [](std::vector<ListedStream> streams) {
    const StreamIndex index(std::move(streams));
    std::vector<std::optional<Point>> centres;
    for (const std::string& nis : index.places().values) centres.emplace_back(nis == "24062" ? kLeuven : kGenk);
    std::string lines;
    for (const MapStop& stop : gather_stops(index, centres, index.rows({}), RowSet(index.streams().size()))) {
      lines += index.places().values[stop.place] + " " +
               index.families().values[stop.sums.main_family(index.families().values)] + "\n";
    }
    return lines;
  };
  CHECK(told(all) == told(seen));
  CHECK(told(seen) == "24062 hout\n71016 hout\n");
}

TEST_CASE("pixels of the world") {
  // The whole equator is 512 pixels at zoom 0.
  CHECK(pixels_between({0, 0}, {90, 0}, 0) == doctest::Approx(128));
  CHECK(pixels_between({0, 0}, {90, 0}, 2) == doctest::Approx(512));
}

}  // namespace
}  // namespace kringwerk::materials
