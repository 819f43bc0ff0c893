#pragma once

#include <array>
#include <string_view>

#include "base/result.h"
#include "materials/stream.h"

/// What a contact, or the hub on its behalf, says of a record that was due.
namespace kringwerk::freshness {

/// noted: something changed that the link cannot change; the hub reads it.
enum class Answer { confirmed, changed, noted, gone };
inline constexpr std::array<std::string_view, 4> kAnswerKeys{"confirmed", "changed", "noted", "gone"};

/// What the link can change of a stream.
struct StreamNews {
  std::optional<std::int64_t> thousandths;  ///< of the unit that it has; absent = unknown
  materials::Rhythm rhythm = materials::Rhythm::unknown;
  std::optional<Day> to;  ///< until when
};

/// The stream with one version more. Conflict when it has ended or is a draft.
Result<materials::Stream> confirm_stream(const materials::Stream& stream, Instant now);
/// It is confirmed by that as well. A figure that differs is declared, not weighed. Rules:
/// materials.amount_not_positive (amount), materials.period_reversed (to), freshness.day_past (to).
Result<materials::Stream> change_stream(const materials::Stream& stream, const StreamNews& news, Day today,
                                        Instant now);
/// Closed: it leaves lists and matching, and stays in history.
Result<materials::Stream> end_stream(const materials::Stream& stream);

}  // namespace kringwerk::freshness
