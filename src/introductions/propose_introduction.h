#pragma once

#include "base/result.h"
#include "introductions/introduction.h"

/// Proposing an introduction. Every way to make one ends here: a chain of the engine, a call for a partner.
namespace kringwerk::introductions {

/// One side as it is proposed. `shown_to_other`: what the other side may know of it, which decides whether it can be
/// introduced at all; a side without stream shows its title.
struct ProposedSide {
  std::optional<materials::StreamId> stream;
  std::optional<network::OrganisationId> organisation;
  std::string title;
  std::string email;
  Language language = Language::nl;
  bool is_ended = false;          ///< the stream is closed, expired or not yet confirmed
  bool is_shown_to_other = true;  ///< the other side may see the stream
};

struct Proposal {
  Origin origin = Origin::chain;
  ProposedSide offer;
  ProposedSide need;
  std::vector<network::CapabilityId> steps;
  std::vector<std::optional<Mass>> step_amounts;  ///< through each of them in a week; may be empty
  std::vector<std::int64_t> hubs;                 ///< of both streams
  std::string material;
  LimitedBy limited_by = LimitedBy::unknown;
  std::string message;
  bool is_open_already = false;  ///< the same two streams are being introduced
};

struct ProposalContext {
  IntroductionId new_id;
  Day today;  ///< in Brussels
  Instant now;
};

/// Days that somebody has for an answer, Monday to Friday; and after "later".
inline constexpr int kAnswerWorkingDays = 5;
inline constexpr int kLaterWorkingDays = 20;

/// By the owner of one of the two, or by a coordinator; which of them is decided by the policy. The owner's own side
/// says yes by proposing. Missing for anybody else. Rules: introductions.same_owner, introductions.stream_ended {side},
/// introductions.hidden_from_other, introductions.already_open.
Result<Introduction> propose_introduction(const Proposal& proposal, const ProposalContext& context,
                                          const access::Actor& actor);

}  // namespace kringwerk::introductions
