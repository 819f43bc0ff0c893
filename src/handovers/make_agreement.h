#pragma once

#include "base/result.h"
#include "handovers/agreement.h"

/// Making an agreement and ending it. One side proposes, the other one accepts or refuses.
namespace kringwerk::handovers {

/// What somebody wrote down. What could not be read of a form is absent; its form says so already.
struct AgreementDraft {
  std::optional<introductions::IntroductionId> introduction;
  std::optional<materials::StreamId> offer;
  std::optional<materials::StreamId> need;
  Party own_side = Party::giver;
  AgreementSide giver;
  AgreementSide taker;
  std::string what;
  Repeat repeat = Repeat::once;
  std::optional<Mass> mass;
  Price price;
  std::optional<Day> from;
  std::optional<Day> to;
  std::vector<std::int64_t> hubs;

  AgreementSide& side(Party party) { return party == Party::giver ? giver : taker; }
};

struct AgreementContext {
  AgreementId new_id;
  Instant now;
};

/// By somebody who works for the organisation of the draft's own side; Missing for anybody else. Rules:
/// handovers.same_sides (field partner), handovers.mass_range (mass), handovers.end_before_start (to),
/// handovers.price_missing (price). A draft without mass or first day is Invalid without a finding of its own.
Result<Agreement> propose_agreement(const AgreementDraft& draft, const AgreementContext& context,
                                    const access::Actor& actor);

/// Who acts, on which version, when.
struct AgreementHandling {
  Standing standing;
  std::int64_t seen_version = 0;
  Instant now;
  Day today;  ///< in Brussels
};
enum class AgreementDeed { accept, refuse, withdraw, end };
inline constexpr std::array<std::string_view, 4> kAgreementDeedKeys{"accept", "refuse", "withdraw", "end"};

/// The agreement after the deed. accept and refuse: by the side that did not propose it; withdraw: by the one that did;
/// end: by either, from today on. Missing to whoever may not see it, Stale when somebody else was first, Forbidden when
/// its state does not allow the deed.
Result<Agreement> handle_agreement(const Agreement& agreement, const AgreementHandling& handling, AgreementDeed deed);

/// Whether `standing` may do `deed` now, for what a page offers.
bool may_do(const Standing& standing, const Agreement& agreement, AgreementDeed deed);

}  // namespace kringwerk::handovers
