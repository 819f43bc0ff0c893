#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A question in a sentence, taken apart: "Wie kan 500 kg textiel wassen binnen 20 km van Leuven in maart?"
namespace kringwerk::capacity {

/// A word of the sentence: folded (text::folded), and its value when it is a number.
struct SentenceWord {
  std::string folded;
  std::optional<std::int64_t> thousandths;
};

/// A kind of work by one of its folded names.
struct WorkName {
  std::string folded;
  std::string key;
};

struct AskedSentence {
  std::string work;                       ///< key; empty when none was read
  std::optional<std::int64_t> kilograms;  ///< whole
  std::optional<std::int64_t> radius_km;  ///< whole
  std::optional<std::chrono::month> month;
  std::optional<int> week;                   ///< ISO number
  std::vector<std::string> possible_places;  ///< words behind "van", "near", "autour de" …, most likely first
  std::string material;                      ///< words that are nothing else, those of possible places too
};

/// Words of Dutch, English and French; in doubt Dutch. Verbs count in the forms in which people ask ("wast",
/// "gewassen"). Never fails: what is not understood is left among the words of the material.
AskedSentence read_sentence(const std::vector<SentenceWord>& words, const std::vector<WorkName>& works);

}  // namespace kringwerk::capacity
