#include "materials/waste_search.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "materials/word_fit.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kMostClasses = 6;
constexpr std::size_t kSixDigits = 8;  // with the two spaces
// A code of a recognised class comes before one that only has the words in its label.
constexpr int kClassWeight = 1000;

/// Words that nearly every code could have.
bool says_little(std::string_view word) {
  constexpr std::array<std::string_view, 22> kCommon{
      "afval", "afvalstof",  "afvalstoffen", "rest",    "resten", "gevaarlijk", "gevaarlijke", "niet",
      "ander", "andere",     "van",          "waste",   "wastes", "hazardous",  "other",       "dechet",
      "autre", "dangereuse", "dangereux",    "dechets", "autres", "non"};
  return word.size() < 3 || std::find(kCommon.begin(), kCommon.end(), word) != kCommon.end();
}

std::vector<std::string_view> telling_words(std::string_view folded) {
  auto words = words_in(folded);
  std::erase_if(words, says_little);
  return words;
}

/// The best hit of each code.
class Hits {
 public:
  void offer(WasteHit hit) {
    auto [place, fresh] = best_.try_emplace(hit.code, hit);
    if (!fresh && place->second.score < hit.score) place->second = std::move(hit);
  }

  std::vector<WasteHit> sorted() && {
    std::vector<WasteHit> hits;
    for (auto& [code, hit] : best_) hits.push_back(std::move(hit));
    std::sort(hits.begin(), hits.end(), [](const WasteHit& a, const WasteHit& b) {
      return a.score != b.score ? a.score > b.score : a.code->digits < b.code->digits;
    });
    return hits;
  }

 private:
  std::map<const WasteCode*, WasteHit> best_;
};

void add_classes(const WasteList& list, const Taxonomy& taxonomy, std::string_view folded, Day day, Hits& hits) {
  const auto found = taxonomy.recognise(folded, kMostClasses);
  for (const Recognised& recognised : found) {
    // A class that fits half as well as the best is what nobody meant.
    if (recognised.score * 2 < found.front().score) break;
    int place = 0;
    for (const WasteCode* code : waste_codes_of(list, *taxonomy.find(recognised.material), day)) {
      hits.offer({code, recognised.score * kClassWeight - place++, recognised.material});
    }
  }
}

void add_labels(const WasteList& list, std::string_view folded, Day day, Hits& hits) {
  const auto typed = telling_words(folded);
  if (typed.empty()) return;
  for (const WasteCode& code : list.codes()) {
    if (!code.valid.contains(day)) continue;
    int best = 0;
    for (const std::string& label : code.folded_labels) best = std::max(best, label_score(telling_words(label), typed));
    if (best > 0) hits.offer({&code, best, {}});
  }
}

}  // namespace

std::vector<WasteHit> search_waste_codes(const WasteList& list, const Taxonomy& taxonomy, std::string_view folded,
                                         Day day) {
  Hits hits;
  add_classes(list, taxonomy, folded, day, hits);
  add_labels(list, folded, day, hits);
  auto found = std::move(hits).sorted();
  // What only its group's words lead to counts when nothing else does; else a word would bring whole groups.
  const auto speaks = [](const WasteHit& hit) {
    return !hit.material.empty() || !hit.code->label.best(Language::nl).empty();
  };
  if (std::any_of(found.begin(), found.end(), speaks)) std::erase_if(found, std::not_fn(speaks));
  return found;
}

std::vector<const WasteCode*> waste_codes_below(const WasteList& list, std::string_view digits) {
  std::vector<const WasteCode*> found;
  for (const WasteCode& code : list.codes()) {
    if (code.digits.starts_with(digits)) found.push_back(&code);
  }
  return found;
}

std::vector<std::string> materials_meant(const Taxonomy& taxonomy, std::string_view typed, std::string_view folded) {
  std::vector<std::string> meant;
  if (const auto code = read_waste_code(typed); code && code->digits.size() == kSixDigits) {
    for (const MaterialClass& item : taxonomy.classes()) {
      const bool has_code =
          std::any_of(item.waste_codes.begin(), item.waste_codes.end(),
                      [&](const std::string& named) { return std::string_view(named).starts_with(code->digits); });
      if (has_code) meant.push_back(item.id);
    }
    return meant;
  }
  const auto found = taxonomy.recognise(folded, kMostClasses);
  for (const Recognised& recognised : found) {
    if (recognised.score == found.front().score) meant.push_back(recognised.material);
  }
  return meant;
}

std::vector<const WasteCode*> waste_codes_of(const WasteList& list, const MaterialClass& material, Day day) {
  std::vector<const WasteCode*> valid;
  for (const std::string& named : material.waste_codes) {
    const WasteCode* code = list.on(std::string_view(named).substr(0, kSixDigits), day);
    if (code != nullptr && written(*code) == named) valid.push_back(code);
  }
  return valid;
}

}  // namespace kringwerk::materials
