#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/violation.h"

namespace kringwerk::text {

/// The catalogues of all languages: locales/<language>/<module>.po, merged and compiled at build time.
/// A message id is a dotted name ("network.hubs.title"), never an English sentence.
/// Thread rule: immutable after load; share freely.
class Texts {
 public:
  /// `folder` holds <language>/LC_MESSAGES/kringwerk.mo. Throws std::runtime_error when a language is missing.
  static Texts load(const std::filesystem::path& folder);
  Texts(Texts&&) noexcept;
  Texts& operator=(Texts&&) noexcept;
  ~Texts();

  /// The words of `id`. A text that does not exist answers its id, so that a hole is seen and not hidden;
  /// `has` is for the check that finds holes.
  std::string get(Language language, std::string_view id) const;
  bool has(Language language, std::string_view id) const;

  /// `get` with {name} replaced by each fact: integers and doubles in the language's number format (doubles with at
  /// most two decimals), strings as they are. Unknown placeholders stay as they stand.
  std::string format(Language language, std::string_view id, const std::vector<Fact>& facts) const;

  /// Plural form for `count`, which is also the fact {n}.
  std::string plural(Language language, std::string_view id, std::int64_t count,
                     const std::vector<Fact>& facts = {}) const;

  /// The sentence of a finding.
  std::string finding(Language language, const Violation& violation) const {
    return format(language, violation.rule, violation.facts);
  }

 private:
  struct Catalogues;
  explicit Texts(std::unique_ptr<Catalogues> catalogues);
  std::unique_ptr<Catalogues> catalogues_;
};

}  // namespace kringwerk::text
