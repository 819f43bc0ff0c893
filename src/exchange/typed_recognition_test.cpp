#include "exchange/typed_recognition.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kringwerk;
using namespace kringwerk::exchange;

namespace {

std::string read(std::string_view typed) {
  const auto recognition = read_typed_recognition(typed);
  if (!recognition) return "?";
  const auto edge = [](const std::optional<Day>& day) { return day ? day_text(*day) : std::string("-"); };
  return recognition->words + "|" + edge(recognition->period.from) + "|" + edge(recognition->period.to);
}

}  // namespace

TEST_CASE("recognitions as people type them") {
  struct Case {
    const char* typed;
    const char* expected;
  };
  constexpr std::array<Case, 19> kCases{{
      {"maatwerkbedrijf", "maatwerkbedrijf|-|-"},
      {" Erkend dienstverlener kmo-portefeuille ", "Erkend dienstverlener kmo-portefeuille|-|-"},
      {"maatwerkbedrijf (2020-2025)", "maatwerkbedrijf|2020-01-01|2025-12-31"},
      {"maatwerkbedrijf 2020-2025", "maatwerkbedrijf|2020-01-01|2025-12-31"},
      {"maatwerkbedrijf (2020 - 2025)", "maatwerkbedrijf|2020-01-01|2025-12-31"},
      {"maatwerkbedrijf 2020", "maatwerkbedrijf|2020-01-01|-"},
      {"maatwerkbedrijf 2020-03-01", "maatwerkbedrijf|2020-03-01|-"},
      {"maatwerkbedrijf 2020-03-01 - 2025-12-31", "maatwerkbedrijf|2020-03-01|2025-12-31"},
      {"kringloopcentrum vanaf 1/1/2020", "kringloopcentrum|2020-01-01|-"},
      {"kringloopcentrum tot en met 31 dec 2025", "kringloopcentrum|-|2025-12-31"},
      {"kringloopcentrum tot 2025", "kringloopcentrum|-|2025-12-31"},
      {"kringloopcentrum (van 1/1/2020 tot 31/12/2025)", "kringloopcentrum|2020-01-01|2025-12-31"},
      {"reuse centre from 2020-01-01 to 2025-12-31", "reuse centre|2020-01-01|2025-12-31"},
      {"centre depuis 2020", "centre|2020-01-01|-"},
      {"centre de 2020 au 2025", "centre|2020-01-01|2025-12-31"},
      {"vergund verwerker (lente 2020)", "vergund verwerker (lente|2020-01-01|-"},
      {"maatwerkbedrijf (2025-2020)", "?"},
      {"maatwerkbedrijf 31/2/2020", "?"},
      {"", "|-|-"},
  }};
  for (const Case& one : kCases) {
    CAPTURE(one.typed);
    CHECK(read(one.typed) == one.expected);
  }
}

TEST_CASE("whatever is typed, a period does not run backwards") {
  CHECK(rc::check([] {
    std::string typed;
    for (int i = 0; i < 6; ++i)
      typed += *rc::gen::element<std::string>("maatwerk ", "2020", "2019-02-03", " tot ", "-", " (", ")", "van ",
                                              "1/1/2021");
    const auto recognition = read_typed_recognition(typed);
    if (!recognition) return;
    const Period& period = recognition->period;
    RC_ASSERT(!period.from || !period.to || *period.from <= *period.to);
  }));
}
