#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/language.h"
#include "base/quantity.h"
#include "base/time.h"
#include "introductions/introduction.h"
#include "materials/stream.h"
#include "network/organisation.h"

/// Agreements: who hands over how much of what to whom, from when, for what price; and the hand-overs under them.
namespace kringwerk::handovers {

struct AgreementTag;
using AgreementId = Id<AgreementTag>;

/// The two sides of an agreement: who hands the material over and who takes it.
enum class Party { giver, taker };
inline constexpr std::array<std::string_view, 2> kPartyKeys{"giver", "taker"};
constexpr Party other(Party party) {
  return party == Party::giver ? Party::taker : Party::giver;
}

/// proposed: waits for the other side. active: both agreed; hand-overs can be registered. The rest has ended.
enum class AgreementState { proposed, active, refused, withdrawn, ended };
inline constexpr std::array<std::string_view, 5> kAgreementStateKeys{"proposed", "active", "refused", "withdrawn",
                                                                     "ended"};

/// How often the agreed mass comes.
enum class Repeat { once, week, month, year };
inline constexpr std::array<std::string_view, 4> kRepeatKeys{"once", "week", "month", "year"};

/// What the price is for. unknown: agreed elsewhere, or not yet.
enum class PriceBasis { unknown, free, tonne, handover, whole };
inline constexpr std::array<std::string_view, 5> kPriceBasisKeys{"unknown", "free", "tonne", "handover", "whole"};
constexpr bool has_amount(PriceBasis basis) {
  return basis >= PriceBasis::tonne;
}

struct Price {
  PriceBasis basis = PriceBasis::unknown;
  std::optional<Money> amount;  ///< set when the basis has one; above 0
  Party payer = Party::taker;   ///< who pays it
  friend bool operator==(const Price&, const Price&) = default;
};

inline constexpr std::size_t kLongestWhat = 120;
inline constexpr std::size_t kLongestName = 120;
inline constexpr std::size_t kLongestNote = 500;
/// Nothing on a road or a ship is heavier; a larger number is a typing error.
inline constexpr Mass kLargestMass = Mass::kilograms(100'000'000);

struct AgreementSide {
  std::optional<network::OrganisationId> organisation;  ///< absent: not in the network
  std::string name;                                     ///< as the other side knows it
  std::string email;                                    ///< that mails go to when nobody there has an account
  Language language = Language::nl;
};

struct Agreement {
  AgreementId id;
  AgreementState state = AgreementState::proposed;
  std::optional<introductions::IntroductionId> introduction;
  std::optional<materials::StreamId> offer;
  std::optional<materials::StreamId> need;
  std::string what;
  Repeat repeat = Repeat::once;
  Mass mass;  ///< in all when once, else each period
  Price price;
  Day from;
  std::optional<Day> to;
  AgreementSide giver;
  AgreementSide taker;
  Party proposed_side = Party::giver;  ///< that proposed it; the other one answers
  std::vector<std::int64_t> hubs;      ///< that brought the two together; their staff read along
  access::PersonId proposed_by;
  Instant proposed_at;
  Instant changed_at;
  std::int64_t version = 1;

  const AgreementSide& side(Party party) const { return party == Party::giver ? giver : taker; }
  AgreementSide& side(Party party) { return party == Party::giver ? giver : taker; }
  Period period() const { return {from, to}; }
};

/// Who somebody is to an agreement.
struct Standing {
  access::Actor actor;
  std::optional<Party> by_link;  ///< holds the secret link of this side
};

/// What the policy is asked, seen from one side.
access::RecordFacts facts_of(const Agreement& agreement, Party party, const Standing& standing);
/// May on either side.
bool may(const Standing& standing, access::Action action, const Agreement& agreement,
         std::string_view field = access::kRecordItself);
/// The sides for which somebody acts: of their organisations, or of their link.
std::vector<Party> parties_of(const Standing& standing, const Agreement& agreement);

}  // namespace kringwerk::handovers
