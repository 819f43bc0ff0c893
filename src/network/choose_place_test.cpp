#include "network/choose_place.h"

#include <doctest/doctest.h>

namespace kringwerk::network {
namespace {

Municipality municipality(const char* nis) {
  Municipality result;
  result.nis = Nis{nis};
  return result;
}

std::string rule_of(const Result<Municipality>& result) {
  return result ? std::string() : std::get<Invalid>(result.error()).violations.at(0).rule;
}

TEST_CASE("one municipality is meant, several ask for a choice, none is unknown") {
  CHECK(choose_place({"3000", {}}, {municipality("24062")})->nis == Nis{"24062"});
  CHECK(rule_of(choose_place({"Atlantis", {}}, {})) == "network.place_unknown");
  const std::vector<Municipality> two{municipality("23027"), municipality("11057")};
  CHECK(rule_of(choose_place({"Halle", {}}, two)) == "network.place_ambiguous");
  CHECK(choose_place({"Halle", Nis{"11057"}}, two)->nis == Nis{"11057"});
  CHECK(rule_of(choose_place({"Halle", Nis{"99999"}}, two)) == "network.place_ambiguous");
}

}  // namespace
}  // namespace kringwerk::network
