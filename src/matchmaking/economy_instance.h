#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
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

/// The records behind the positions of an instance.
struct EconomyRecords {
  std::vector<const materials::Stream*> offers{};
  std::vector<const materials::Stream*> needs{};
  std::vector<const network::Capability*> activities{};
};

/// The economy as rows for the engine, with the records behind its positions.
/// `asked`: a stream that is asked about and need not be in the economy (a draft, a stale one, one without amount). It
/// is added for this question only. Left out: streams outside the period, without known material or amount (unless
/// asked), capabilities without free capacity known to others stay in with capacity 0, capabilities without outputs are
/// no step.
struct EconomyInstance : EconomyRecords {
  matching::Instance instance;
  int asked = -1;  ///< position of `asked` among its kind
};
EconomyInstance build_instance(const Economy& economy, const materials::Stream* asked = nullptr);

/// A stream as some audiences see it. Others may see another face of it, which then has another number.
struct Seen {
  const materials::Stream* stream = nullptr;
  int number = 0;  ///< 0 to 9
  matching::Audience seen_by = matching::kEverybody;
};
/// Id of its record in the instance.
std::string id_of(const Seen& seen);
/// The same for the faces of all audiences together; the streams of `economy` are left out.
EconomyInstance build_instance(const Economy& economy, std::span<const Seen> streams);

/// "pp_rigid~washed" → {"pp_rigid", "washed"}; "pp_rigid" is as it comes.
struct ClassAndState {
  std::string material;
  std::string state;
};
ClassAndState take_apart(std::string_view id);

}  // namespace kringwerk::matchmaking
