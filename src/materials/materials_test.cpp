#include <doctest/doctest.h>

#include "materials/phrase.h"
#include "materials/stream.h"
#include "materials/taxonomy.h"
#include "materials/whole_names.h"

namespace kringwerk::materials {
namespace {

Amount amount(std::int64_t thousandths, AmountUnit unit, Rhythm rhythm) {
  Amount result;
  result.thousandths = thousandths;
  result.unit = unit;
  result.rhythm = rhythm;
  return result;
}

TEST_CASE("masses on one scale") {
  CHECK(mass_each_time(amount(2'500, AmountUnit::t, Rhythm::month)) == Mass::kilograms(2500));
  CHECK(mass_per_week(amount(2'000, AmountUnit::t, Rhythm::week)) == Mass::kilograms(2000));
  CHECK(mass_per_week(amount(1'461'000, AmountUnit::kg, Rhythm::year)) == Mass::kilograms(28));
  CHECK(mass_per_week(amount(1'461'000, AmountUnit::kg, Rhythm::month)) == Mass::kilograms(336));
  CHECK(mass_within(amount(10'000, AmountUnit::kg, Rhythm::week), 13) == Mass::kilograms(130));
  CHECK(mass_within(amount(10'000, AmountUnit::kg, Rhythm::once), 13) == Mass::kilograms(10));
}

TEST_CASE("an unknown amount or weight of a unit stays unknown") {
  CHECK_FALSE(mass_each_time(Amount{}));
  Amount pallets = amount(3'000, AmountUnit::piece, Rhythm::week);
  CHECK_FALSE(mass_per_week(pallets));
  pallets.mass_per_unit = Mass::kilograms(25);
  CHECK(mass_per_week(pallets) == Mass::kilograms(75));
}

MaterialClass material(const char* id, const char* parent, std::vector<std::string> terms) {
  MaterialClass result;
  result.id = id;
  result.parent = parent;
  result.folded_terms = std::move(terms);
  return result;
}

const Taxonomy& taxonomy() {
  static const Taxonomy instance({
      material("wood", "", {"hout", "bois"}),
      material("pallets", "wood", {"palet", "pallet", "houten pallet"}),
      material("plastic", "", {"plastic", "kunststof"}),
      material("plastic-rigid", "plastic", {"harde plastic", "hard plastic", "bak"}),
      material("textile", "", {"textiel", "kleding", "werkkledij"}),
  });
  return instance;
}

TEST_CASE("people's words find the class they mean") {
  const auto first = [](const char* folded) {
    const auto found = taxonomy().recognise(folded, 3);
    return found.empty() ? std::string() : found.front().material;
  };
  CHECK(first("harde plastic bakken") == "plastic-rigid");
  CHECK(first("plastic") == "plastic");
  CHECK(first("hout") == "wood");
  CHECK(first("houtafval") == "wood");
  CHECK(first("afvalhout") == "wood");
  CHECK(first("oude paletten") == "pallets");
  CHECK(first("texteil") == "textile");
  CHECK(first("werkkledji") == "textile");
  CHECK(first("iets anders") == "");
  CHECK(first("") == "");
}

TEST_CASE("a list parted at its commas gets names that hold a comma back") {
  const Taxonomy names({material("wood", "", {"hout"}), material("mixed", "", {"kunststof gemengd"}),
                        material("bags", "", {"tassen", "tassen riemen en sjaals"})});
  const auto fold = [](std::string_view typed) {
    std::string folded;
    for (const char letter : typed) {
      if (letter == ' ' || (letter >= 'a' && letter <= 'z')) folded += letter;
    }
    while (folded.ends_with(' ')) folded.pop_back();
    return folded;
  };
  using Names = std::vector<std::string>;
  CHECK(whole_names(names, {"hout", "kunststof", "gemengd"}, fold) == Names{"hout", "kunststof, gemengd"});
  CHECK(whole_names(names, {"kunststof", "gemengd (gewassen)", "hout"}, fold) ==
        Names{"kunststof, gemengd (gewassen)", "hout"});
  CHECK(whole_names(names, {"tassen", "riemen en sjaals"}, fold) == Names{"tassen, riemen en sjaals"});
  CHECK(whole_names(names, {"tassen", "hout", "gemengd"}, fold) == Names{"tassen", "hout", "gemengd"});
  CHECK(whole_names(names, {}, fold).empty());
}

TEST_CASE("a class includes what stands below it") {
  CHECK(taxonomy().with_descendants("wood") == std::vector<std::string>{"wood", "pallets"});
  CHECK(taxonomy().find("pallets")->parent == "wood");
  CHECK(taxonomy().find("nothing") == nullptr);
}

TEST_CASE("one sentence gives amount, unit, rhythm and what") {
  const auto check = [](const char* typed, const char* number, std::optional<AmountUnit> unit, Rhythm rhythm,
                        const char* what) {
    CAPTURE(typed);
    const ReadPhrase phrase = read_phrase(typed);
    CHECK(phrase.number_text == number);
    CHECK(phrase.unit == unit);
    CHECK(phrase.rhythm == rhythm);
    CHECK(phrase.what == what);
  };
  check("2 ton harde plastic per maand", "2", AmountUnit::t, Rhythm::month, "harde plastic");
  check("elke week 300 kg broodresten", "300", AmountUnit::kg, Rhythm::week, "broodresten");
  check("50kg textiel", "50", AmountUnit::kg, Rhythm::unknown, "textiel");
  check("2,5 tonnes de bois par mois", "2,5", AmountUnit::t, Rhythm::month, "bois");
  check("20 pieces of furniture once", "20", AmountUnit::piece, Rhythm::once, "furniture");
  check("oude computers", "", std::nullopt, Rhythm::unknown, "oude computers");
  check("20 paletten", "20", std::nullopt, Rhythm::unknown, "paletten");
  check("", "", std::nullopt, Rhythm::unknown, "");
}

}  // namespace
}  // namespace kringwerk::materials
