#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "materials/taxonomy.h"

namespace kringwerk::materials {

/// Taxonomy::recognise for a whole table of texts: each distinct word is compared with the words of the taxonomy once,
/// and only terms that have a word which fits are looked at. Keeps what it found for each word.
/// Thread rule: one thread. The taxonomy must outlive it.
class PhraseRecogniser {
 public:
  explicit PhraseRecogniser(const Taxonomy& taxonomy);
  /// Answers what Taxonomy::recognise answers.
  std::vector<Recognised> recognise(std::string_view folded, std::size_t most);

 private:
  /// A word of the taxonomy, and the terms that have it.
  struct KnownWord {
    std::string text;
    std::uint64_t letters = 0;
    std::vector<std::size_t> terms;
  };
  struct Term {
    std::size_t owner = 0;  ///< place of the class
    std::string_view text;
    std::vector<std::size_t> words;
  };
  using Fits = std::map<std::size_t, int>;  ///< by place of the word, none is left out

  void add(std::size_t owner, std::string_view text);
  const Fits& fits_of(std::string_view typed);
  int score(const Term& term, const Fits& fits) const;

  const Taxonomy& taxonomy_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<KnownWord> words_;
  std::vector<Term> terms_;  ///< in the order of the classes, of each in its own
  std::map<std::string, Fits, std::less<>> fits_;
};

}  // namespace kringwerk::materials
