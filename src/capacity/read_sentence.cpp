#include "capacity/read_sentence.h"

#include <algorithm>
#include <array>
#include <span>

namespace kringwerk::capacity {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 5> kKilograms{"kg", "kilo", "kilos", "kilogram", "kilogrammes"};
constexpr std::array<std::string_view, 6> kTonnes{"ton", "t", "tonne", "tonnes", "tons", "tonnen"};
constexpr std::array<std::string_view, 6> kKilometres{"km",        "kilometer",  "kilometers",
                                                      "kilometre", "kilometres", "kms"};
constexpr std::array<std::string_view, 5> kWeeks{"week", "wk", "weken", "semaine", "weeks"};
constexpr std::array<std::string_view, 19> kPlaceMarks{"van",    "rond", "rondom", "bij",  "nabij",  "in", "te",
                                                       "uit",    "near", "of",     "from", "around", "de", "d",
                                                       "autour", "pres", "a",      "dans", "at"};
constexpr std::array<std::string_view, 58> kFillers{
    "wie",  "kan",   "kunnen",   "ik",     "we",     "wij",      "wil",   "willen", "zoek",   "zoeken",
    "voor", "een",   "het",      "en",     "die",    "dat",      "laten", "er",     "binnen", "tot",
    "per",  "maand", "ongeveer", "straal", "ergens", "omgeving", "waar",  "wat",    "mijn",   "onze",
    "ons",  "mij",   "iemand",   "who",    "can",    "could",    "my",    "our",    "the",    "within",
    "for",  "some",  "in",       "to",     "where",  "qui",      "peut",  "pour",   "le",     "la",
    "les",  "des",   "du",       "un",     "une",    "moins",    "rayon", "environ"};
constexpr std::array<std::array<std::string_view, 4>, 12> kMonths{{
    {"januari", "january", "janvier", "jan"},
    {"februari", "february", "fevrier", "feb"},
    {"maart", "march", "mars", "mrt"},
    {"april", "avril", "apr", "april"},
    {"mei", "may", "mai", "mei"},
    {"juni", "june", "juin", "jun"},
    {"juli", "july", "juillet", "jul"},
    {"augustus", "august", "aout", "aug"},
    {"september", "septembre", "sep", "sept"},
    {"oktober", "october", "octobre", "okt"},
    {"november", "novembre", "nov", "november"},
    {"december", "decembre", "dec", "december"},
}};

/// Beginnings by which the forms of a verb are known, as whole words or with one of kEndings behind them.
struct WorkStem {
  std::string_view stem;
  std::string_view key;
};
constexpr std::array<WorkStem, 46> kStems{{
    {"was", "wash"},
    {"wass", "wash"},
    {"gewass", "wash"},
    {"spoel", "wash"},
    {"wash", "wash"},
    {"lav", "wash"},
    {"sorte", "sort"},
    {"sorteer", "sort"},
    {"sorter", "sort"},
    {"gesorteer", "sort"},
    {"uitsorter", "sort"},
    {"sort", "sort"},
    {"tri", "sort"},
    {"demonte", "dismantle"},
    {"demonter", "dismantle"},
    {"demonteer", "dismantle"},
    {"gedemonteer", "dismantle"},
    {"dismantl", "dismantle"},
    {"herstel", "repair"},
    {"herstell", "repair"},
    {"repare", "repair"},
    {"repareer", "repair"},
    {"reparer", "repair"},
    {"repair", "repair"},
    {"opknapp", "refurbish"},
    {"refurbish", "refurbish"},
    {"vermal", "shred"},
    {"vermaal", "shred"},
    {"shredd", "shred"},
    {"shred", "shred"},
    {"versnipper", "shred"},
    {"broy", "shred"},
    {"inzamel", "collect"},
    {"ingezamel", "collect"},
    {"ophal", "collect"},
    {"ophaal", "collect"},
    {"collect", "collect"},
    {"terugnem", "take_back"},
    {"herverpak", "repack"},
    {"herverpakk", "repack"},
    {"repack", "repack"},
    {"schoonmak", "clean"},
    {"reinig", "clean"},
    {"nettoy", "clean"},
    {"compost", "compost"},
    {"composter", "compost"},
}};
constexpr std::array<std::string_view, 15> kEndings{"",    "en",  "t",   "d",    "e",   "er", "es",  "ed",
                                                    "ing", "age", "eer", "eert", "ren", "te", "ster"};

bool is_one_of(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::chrono::month> month_of(std::string_view word) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (is_one_of(kMonths.at(i), word)) return std::chrono::month{static_cast<unsigned>(i) + 1};
  }
  return std::nullopt;
}

std::string_view work_of(std::string_view word, const std::vector<WorkName>& works) {
  for (const WorkName& work : works) {
    if (work.folded == word) return work.key;
  }
  for (const WorkStem& one : kStems) {
    if (word.starts_with(one.stem) && is_one_of(kEndings, word.substr(one.stem.size()))) return one.key;
  }
  return {};
}

/// Reads a sentence word by word; what is read is marked.
class SentenceReader {
 public:
  SentenceReader(const std::vector<SentenceWord>& words, const std::vector<WorkName>& works)
      : words_(words), works_(works), is_read_(words.size(), false) {}

  AskedSentence read() {
    for (std::size_t i = 0; i < words_.size(); ++i) read_number(i);
    for (std::size_t i = 0; i < words_.size(); ++i) read_word(i);
    read_places();
    read_material();
    return std::move(asked_);
  }

 private:
  void read_number(std::size_t i) {
    if (!words_[i].thousandths || is_read_[i]) return;
    const std::int64_t value = *words_[i].thousandths;
    const std::string_view next = i + 1 < words_.size() ? std::string_view(words_[i + 1].folded) : std::string_view();
    if (is_one_of(kKilograms, next) && !asked_.kilograms) {
      asked_.kilograms = value / kThousand;
      mark(i, 2);
    } else if (is_one_of(kTonnes, next) && !asked_.kilograms) {
      asked_.kilograms = value;
      mark(i, 2);
    } else if (is_one_of(kKilometres, next) && !asked_.radius_km) {
      asked_.radius_km = value / kThousand;
      mark(i, 2);
      radius_end_ = i + 2;
    } else if (i > 0 && is_one_of(kWeeks, words_[i - 1].folded)) {
      asked_.week = static_cast<int>(value / kThousand);
      mark(i - 1, 2);
    }
  }

  void read_word(std::size_t i) {
    if (is_read_[i]) return;
    const std::string_view word = words_[i].folded;
    if (const auto month = month_of(word); month && !asked_.month) {
      asked_.month = month;
      mark(i, 1);
      // "in maart": the mark belongs to the month.
      if (i > 0 && is_one_of(kPlaceMarks, words_[i - 1].folded)) mark(i - 1, 1);
    } else if (asked_.work.empty()) {
      asked_.work = work_of(word, works_);
      if (!asked_.work.empty()) mark(i, 1);
    }
  }

  bool is_free(std::size_t i) const {
    const std::string_view word = words_[i].folded;
    return !is_read_[i] && !word.empty() && !words_[i].thousandths && !is_one_of(kFillers, word) &&
           !is_one_of(kPlaceMarks, word);
  }

  void read_places() {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (is_read_[i] || !is_one_of(kPlaceMarks, words_[i].folded)) continue;
      std::string place;
      for (std::size_t at = i + 1; at < words_.size() && is_free(at); ++at) {
        place += (place.empty() ? "" : " ") + words_[at].folded;
      }
      if (place.empty()) continue;
      const bool is_behind_radius = radius_end_ > 0 && i >= radius_end_ && i <= radius_end_ + 1;
      asked_.possible_places.insert(is_behind_radius ? asked_.possible_places.begin() : asked_.possible_places.end(),
                                    place);
    }
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      // A postcode stands for a place without a word before it.
      const std::string& word = words_[i + 1].folded;
      constexpr std::size_t kPostcode = 4;
      const bool is_postcode = !is_read_[i + 1] && word.size() == kPostcode && words_[i + 1].thousandths &&
                               is_one_of(kPlaceMarks, words_[i].folded);
      if (is_postcode) asked_.possible_places.insert(asked_.possible_places.begin(), word);
    }
  }

  void read_material() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!is_free(i)) continue;
      asked_.material += (asked_.material.empty() ? "" : " ") + words_[i].folded;
    }
  }

  void mark(std::size_t from, std::size_t count) {
    for (std::size_t i = from; i < from + count && i < is_read_.size(); ++i) is_read_[i] = true;
  }

  static constexpr std::int64_t kThousand = 1000;
  const std::vector<SentenceWord>& words_;
  const std::vector<WorkName>& works_;
  std::vector<bool> is_read_;
  std::size_t radius_end_ = 0;
  AskedSentence asked_;
};

}  // namespace

AskedSentence read_sentence(const std::vector<SentenceWord>& words, const std::vector<WorkName>& works) {
  return SentenceReader(words, works).read();
}

}  // namespace kringwerk::capacity
