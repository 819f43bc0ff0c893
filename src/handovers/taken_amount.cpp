#include "handovers/taken_amount.h"

#include <algorithm>

namespace kringwerk::handovers {

namespace {

using materials::Rhythm;

/// Days times 48: whole for all of them.
std::int64_t length_of(Repeat repeat) {
  constexpr std::array<std::int64_t, 4> kLengths{0, 336, 1461, 17'532};
  return kLengths[static_cast<std::size_t>(repeat)];
}

std::optional<Repeat> repeat_of(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::week:
      return Repeat::week;
    case Rhythm::month:
      return Repeat::month;
    case Rhythm::year:
      return Repeat::year;
    case Rhythm::once:
    case Rhythm::unknown:
      break;
  }
  return std::nullopt;
}

Mass in_rhythm(Mass mass, Repeat from, Repeat to) {
  if (from == to) return mass;
  const std::int64_t length = length_of(from);
  return Mass::grams((mass.in_grams() * length_of(to) + length - 1) / length);
}

}  // namespace

Mass taken_of_stream(const Agreement& agreement, const Balance& balance, Rhythm rhythm, std::optional<Mass> whole) {
  const bool is_running = agreement.state == AgreementState::active;
  if (!is_running && agreement.state != AgreementState::ended) return {};
  if (const auto each = repeat_of(rhythm)) {
    const bool takes = is_running && agreement.repeat != Repeat::once;
    return takes ? in_rhythm(agreement.mass, agreement.repeat, *each) : Mass{};
  }
  if (!is_running) return balance.accepted;
  const Mass promised = balance.agreed.value_or(whole.value_or(agreement.mass));
  return std::max(promised, balance.accepted);
}

bool is_over(const Agreement& agreement, Day today) {
  return agreement.state == AgreementState::active && agreement.to && *agreement.to < today;
}

Agreement end_by_clock(const Agreement& agreement, Instant now) {
  Agreement ended = agreement;
  ended.state = AgreementState::ended;
  ended.changed_at = now;
  ++ended.version;
  return ended;
}

}  // namespace kringwerk::handovers
