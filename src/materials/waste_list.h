#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/result.h"
#include "base/time.h"

/// The European List of Waste (Decision 2000/532/EC) by date: the same digits may be hazardous from a day on, as
/// 16 06 04 is since 9 November 2026. What a code means legally stands in the decision; labels here are short words of
/// our own.
namespace kringwerk::materials {

/// One code with the days on which it holds.
struct WasteCode {
  std::string digits;  ///< "16 06 04", never with a star
  bool is_hazardous = false;
  Period valid;                         ///< `from` is known, `to` absent while it holds
  LocalText label;                      ///< empty: its heading has to do
  std::vector<std::string> successors;  ///< as written, for a code that ended; our reading
  bool is_confirmed = true;             ///< false: known from secondary sources
  std::string source;
  std::vector<std::string> folded_labels;  ///< text::folded, also of its headings
};

/// "16 06 04*": the digits, with the star of a hazardous one.
std::string written(const WasteCode& code);

/// A chapter ("16") or sub-chapter ("16 06").
struct WasteHeading {
  std::string code;
  LocalText label;
};

/// Two, four or six digits as people type them.
struct TypedCode {
  std::string digits;  ///< "16", "16 06" or "16 06 04"
  bool has_star = false;
};
/// "160604", "16.06.04", "16 06 04 *", "16-06"; nullopt for anything else.
std::optional<TypedCode> read_waste_code(std::string_view typed);

/// Thread rule: immutable after construction.
class WasteList {
 public:
  WasteList() = default;
  WasteList(std::vector<WasteCode> codes, std::vector<WasteHeading> headings);

  /// Ordered by digits and first day.
  const std::vector<WasteCode>& codes() const { return codes_; }
  /// Ordered by code.
  const std::vector<WasteHeading>& headings() const { return headings_; }
  const WasteHeading* heading(std::string_view code) const;
  /// The code with these digits that holds on `day`.
  const WasteCode* on(std::string_view digits, Day day) const;
  /// All that ever had these digits, oldest first.
  std::vector<const WasteCode*> versions(std::string_view digits) const;

 private:
  std::vector<WasteCode> codes_;
  std::vector<WasteHeading> headings_;
};

/// Whether something with this code ("16 06 04" or "16 06 04*"; empty: no code) is hazardous on `day`. Digits and day
/// decide, not a star written long ago. A code that does not hold on the day counts as it last did, or will first.
bool is_hazardous_on(const WasteList& list, std::string_view code, Day day);

/// What somebody typed as the code that holds on `day`, written out. Rules, all on field "waste_code":
/// materials.waste_code_unreadable, materials.waste_code_unknown {code}, materials.waste_code_ended {code}{successors},
/// materials.waste_code_not_yet {code}{from}, materials.waste_code_star {code}: as it must be written.
Result<std::string> choose_waste_code(const WasteList& list, std::string_view typed, Day day);

}  // namespace kringwerk::materials
