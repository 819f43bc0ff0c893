#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "matching/instance.h"
#include "matchmaking/economy.h"

namespace kringwerk::matchmaking {

/// Quality that counts where nobody said one; said on the page.
inline constexpr int kAssumedGrade = 5;
/// Amount that counts for a question about a stream whose amount is unknown; said on the page.
inline constexpr Mass kAssumedAmount = Mass::kilograms(1000);

/// What a stream counts for within the period.
struct Counted {
  matching::Kilograms kg = 0;       ///< within the period, rounded to the kilogram
  matching::Kilograms each_kg = 0;  ///< each time in the stream's own rhythm; the lot when it has none
  int grade = kAssumedGrade;
  bool is_amount_assumed = false;
  bool is_grade_assumed = false;
};

/// Recurring: mass per week × whole weeks open within the period, at least one. Once, or rhythm unknown: the lot.
/// kAssumedAmount once, when the amount is unknown. docs/matchmaking.md.
Counted count(const materials::Stream& stream, const Period& period);

/// Where a stream is for the distances: its own site where that is known, its organisation's own place when that lies
/// in the stream's municipality, else the municipality's centre. nullopt when the municipality is not known.
std::optional<Point> place_of(const Economy& economy, const materials::Stream& stream);

/// Whether the waste code of a stream is hazardous on the day it comes: today, or its first day when that is later.
bool has_hazardous_code(const Economy& economy, const materials::Stream& stream);

/// The permits that whoever takes an offer first must have declared, each once: that of the family ("hazardous-hout")
/// when its class is hazardous and still raw, or when its waste code is hazardous, whatever its state; and those it
/// names itself. What a holder of the permit makes of it is judged by its own class.
std::vector<std::string> permits_needed(const Economy& economy, const materials::Stream& offer);

/// The economy as rows for the engine, with the records behind its positions.
/// `asked`: a stream that is asked about and need not be in the economy (a draft, a stale one, one without amount). It
/// is added for this question only. Left out: streams outside the period, without known material or amount (unless
/// asked), capabilities without free capacity known to others stay in with capacity 0, capabilities without outputs are
/// no step.
struct EconomyInstance {
  matching::Instance instance;
  std::vector<const materials::Stream*> offers;        ///< by position in instance.offers
  std::vector<const materials::Stream*> needs;         ///< by position in instance.needs
  std::vector<const network::Capability*> activities;  ///< by position in instance.activities
  int asked = -1;                                      ///< position of `asked` among its kind
};
EconomyInstance build_instance(const Economy& economy, const materials::Stream* asked = nullptr);

/// "pp_rigid~washed" → {"pp_rigid", "washed"}; "pp_rigid" is as it comes.
struct ClassAndState {
  std::string material;
  std::string state;
};
ClassAndState take_apart(std::string_view id);

}  // namespace kringwerk::matchmaking
