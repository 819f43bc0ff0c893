#include "materials/phrase_recogniser.h"

#include <algorithm>
#include <set>

#include "materials/word_fit.h"

namespace kringwerk::materials {

PhraseRecogniser::PhraseRecogniser(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {
  const auto& classes = taxonomy.classes();
  for (std::size_t owner = 0; owner < classes.size(); ++owner)
    for (const std::string& term : classes[owner].folded_terms) add(owner, term);
}

void PhraseRecogniser::add(std::size_t owner, std::string_view text) {
  Term term{owner, text, {}};
  for (const std::string_view word : words_in(text)) {
    auto place = places_.find(word);
    if (place == places_.end()) {
      place = places_.emplace(word, words_.size()).first;
      words_.push_back({std::string(word), letters_of(word), {}});
    }
    words_[place->second].terms.push_back(terms_.size());
    term.words.push_back(place->second);
  }
  terms_.push_back(std::move(term));
}

const PhraseRecogniser::Fits& PhraseRecogniser::fits_of(std::string_view typed) {
  const auto [found, is_new] = fits_.try_emplace(std::string(typed));
  if (!is_new) return found->second;
  const SpelledWord spelled{typed, letters_of(typed)};
  for (std::size_t place = 0; place < words_.size(); ++place) {
    const Strength strength = word_fit(spelled, SpelledWord{words_[place].text, words_[place].letters});
    if (strength != none) found->second.emplace(place, strength);
  }
  return found->second;
}

int PhraseRecogniser::score(const Term& term, const Fits& fits) const {
  int score = 0;
  for (const std::size_t place : term.words) {
    const auto fit = fits.find(place);
    if (fit == fits.end()) return 0;
    score += fit->second * static_cast<int>(words_[place].text.size());
  }
  return score;
}

std::vector<Recognised> PhraseRecogniser::recognise(std::string_view folded, std::size_t most) {
  Fits best;
  std::set<std::size_t> touched;
  for (const std::string_view typed : words_in(folded)) {
    for (const auto& [place, strength] : fits_of(typed)) {
      const auto [known, is_new] = best.emplace(place, strength);
      known->second = std::max(known->second, strength);
      if (is_new) touched.insert(words_[place].terms.begin(), words_[place].terms.end());
    }
  }
  std::map<std::size_t, Recognised> by_class;
  for (const std::size_t place : touched) {
    const Term& term = terms_[place];
    const int reached = score(term, best);
    if (reached == 0) continue;
    Recognised& surest = by_class[term.owner];
    if (reached > surest.score) surest = {taxonomy_.classes()[term.owner].id, reached, std::string(term.text)};
  }
  std::vector<Recognised> found;
  for (auto& [owner, recognised] : by_class) found.push_back(std::move(recognised));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace kringwerk::materials
