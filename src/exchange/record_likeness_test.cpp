#include "exchange/record_likeness.h"

#include <doctest/doctest.h>

using namespace kringwerk::exchange;

TEST_CASE("capabilities that may be one") {
  const CapabilityTraits sorting{"sort", "sorteren van hout", {"hout", "papier"}};
  struct Case {
    const char* what;
    CapabilityTraits other;
    std::string how;
  };
  const std::vector<Case> cases{
      {"almost the same name", {"sort", "sorteren van houd", {"metaal"}}, "same_work_named_alike"},
      {"the same materials in another order", {"sort", "lijn 2", {"papier", "hout"}}, "same_work_and_materials"},
      {"other work", {"wash", "sorteren van hout", {"hout", "papier"}}, ""},
      {"one material less", {"sort", "lijn 2", {"hout"}}, ""},
      {"nothing known of materials", {"sort", "lijn 2", {}}, ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(std::string(likeness(sorting, one.other).value_or("")) == one.how);
    CHECK(std::string(likeness(one.other, sorting).value_or("")) == one.how);
  }
}

TEST_CASE("streams that may be one") {
  const StreamTraits pallets{"offer", "houten pallets", "houten_pallet", "2026-11-21"};
  struct Case {
    const char* what;
    StreamTraits other;
    std::string how;
  };
  const std::vector<Case> cases{
      {"a typing error", {"offer", "houten paletts", "", "2026-11-21"}, "same_words"},
      {"other words, same material", {"offer", "europallets in stapels", "houten_pallet", ""}, "same_material"},
      {"a need", {"need", "houten pallets", "houten_pallet", ""}, ""},
      {"comes again later", {"offer", "houten pallets", "houten_pallet", "2027-03-01"}, ""},
      {"something else", {"offer", "textiel", "", ""}, ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(std::string(likeness(pallets, one.other).value_or("")) == one.how);
    CHECK(std::string(likeness(one.other, pallets).value_or("")) == one.how);
  }
}
