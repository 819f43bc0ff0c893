#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/result.h"
#include "base/time.h"
#include "introductions/propose_introduction.h"
#include "materials/taxonomy.h"
#include "network/capability.h"
#include "network/hub.h"

/// Calls for a partner: an organisation or a hub says whom it looks for and what for; who answers is introduced.
namespace kringwerk::introductions {

struct PartnerCallTag;
using PartnerCallId = Id<PartnerCallTag>;

enum class CallState { open, found, not_found, withdrawn };
inline constexpr std::array<std::string_view, 4> kCallStateKeys{"open", "found", "not_found", "withdrawn"};

enum class CallAudience { network, everybody };
inline constexpr std::array<std::string_view, 2> kCallAudienceKeys{"network", "public"};

/// Lengths in characters, and the days for which a call may stand.
inline constexpr std::size_t kLongestCallTitle = 120;
inline constexpr std::size_t kLongestCallPurpose = 200;
inline constexpr int kLongestCallDays = 366;

/// What somebody asks. Who publishes is an organisation or a hub, never both.
struct CallDraft {
  std::optional<network::OrganisationId> organisation;
  std::optional<network::HubId> hub;
  std::string work;          ///< key of a kind of work; empty: any
  std::string partner_kind;  ///< key of a kind of organisation; empty: any
  std::string material;      ///< class of material; empty: any
  std::string title;
  std::string description;
  std::string purpose;
  Language language = Language::nl;
  Day until;  ///< the last day on which somebody may answer
  CallAudience audience = CallAudience::network;
};

struct PartnerCall {
  PartnerCallId id;
  CallDraft asked;
  CallState state = CallState::open;
  access::PersonId published_by;
  Instant published_at;
  Instant changed_at;
  std::int64_t version = 1;
};

/// What the policy is asked.
access::RecordFacts facts_of(const PartnerCall& call);
/// Whether somebody may still answer on that day.
bool takes_answers(const PartnerCall& call, Day today);

struct CallContext {
  PartnerCallId new_id;
  Day today;  ///< in Brussels
  Instant now;
};
/// By a user of the organisation or a coordinator of the hub; Missing for anybody else. Rules:
/// introductions.call_nobody (neither kind of work nor of organisation), introductions.call_until {most}.
Result<PartnerCall> publish_call(const CallDraft& draft, const CallContext& context, const access::Actor& actor);

/// How its publisher ends a call. Missing for who may not, and for an outcome that is none; Stale when it has ended or
/// another version was on the screen.
struct CallEnd {
  CallState outcome = CallState::found;
  std::int64_t version = 0;
  Instant now;
};
Result<PartnerCall> end_call(const PartnerCall& call, const CallEnd& end, const access::Actor& actor);

/// How well a workshop suits a call. exact: it does the work that is looked for, with that material; related: with a
/// class above or below it. A call for any material is suited exactly, one for any work by nobody.
enum class Suits { no, related, exact };
Suits suits(const PartnerCall& call, const network::Capability& capability, const materials::Taxonomy& taxonomy);
/// Those that suit, exact ones first, else in their order.
std::vector<network::Capability> suiting_of(const PartnerCall& call, const std::vector<network::Capability>& all,
                                            const materials::Taxonomy& taxonomy);

/// Who may be introduced as an answer: the organisations somebody works for, and for a coordinator those whose
/// workshops suit. Never the publisher itself; each once, ascending.
std::vector<network::OrganisationId> possible_partners(const PartnerCall& call, const access::Actor& actor,
                                                       const std::vector<network::Capability>& suiting);

/// The introduction to propose: who answers offers, the publisher seeks.
struct CallAnswer {
  ProposedSide partner;
  ProposedSide publisher;
  std::vector<std::int64_t> hubs;  ///< that serve both
  std::string message;
};
Proposal proposal_of(const PartnerCall& call, CallAnswer answer);

}  // namespace kringwerk::introductions
