#include "materials/phrase_recogniser.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/typing_errors.h"
#include "materials/word_fit.h"

namespace kringwerk::materials {
namespace {

MaterialClass class_with(std::string id, std::vector<std::string> terms) {
  MaterialClass item;
  item.id = std::move(id);
  item.folded_terms = std::move(terms);
  return item;
}

TEST_CASE("a table of texts is recognised as each text by itself") {
  const Taxonomy taxonomy({class_with("wood", {"hout", "bois"}), class_with("pallets", {"palet", "houten pallet"}),
                           class_with("rigid", {"harde plastic", "hard plastic", "bak"}),
                           class_with("textile", {"textiel", "kleding", "werkkledij"}),
                           class_with("clothes", {"kleding", "oude kleding"})});
  PhraseRecogniser recogniser(taxonomy);
  CHECK(rc::check([&] {
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("hout", "houten", "pallet", "paletten", "harde", "hadre", "plastic", "werkkledji",
                                      "wekrkledij", "houtafval", "kleding", "oude", "bak", "lot", "17"));
    std::string typed;
    for (const std::string& word : words) typed += word + " ";
    const std::size_t most = *rc::gen::inRange<std::size_t>(0, 4);
    const auto expected = taxonomy.recognise(typed, most);
    const auto found = recogniser.recognise(typed, most);
    RC_ASSERT(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      RC_ASSERT(found[i].material == expected[i].material);
      RC_ASSERT(found[i].score == expected[i].score);
      RC_ASSERT(found[i].term == expected[i].term);
    }
  }));
}

TEST_CASE("every typing error that is few enough is found") {
  CHECK(rc::check([] {
    const auto word = rc::gen::container<std::string>(rc::gen::inRange('a', 'f'));
    const std::string typed = *word;
    const std::string known = *word;
    const std::size_t allowed = known.size() >= 9 ? 2 : known.size() >= 5 ? 1 : 0;
    if (allowed > 0 && typing_errors(typed, known) <= allowed) RC_ASSERT(word_fit(typed, known) != none);
  }));
}

}  // namespace
}  // namespace kringwerk::materials
