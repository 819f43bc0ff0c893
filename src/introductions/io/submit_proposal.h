#pragma once

#include "introductions/propose_introduction.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// The two streams and the workshops between them, as an address or a form names them.
struct ProposedPair {
  materials::StreamId offer;
  materials::StreamId need;
  std::vector<network::CapabilityId> steps;
  LimitedBy limited_by = LimitedBy::unknown;
  std::vector<std::optional<Mass>> step_amounts;  ///< through each of them in a week; as many as steps
};

/// "offer", "need", "steps" (ids with commas), "limit" and "kg" (whole kilograms a week, with commas); nullopt when
/// they name no offer and need.
std::optional<ProposedPair> read_pair(const web::Pairs& typed);
/// The same as the end of an address: "?offer=…".
std::string pair_query(const ProposedPair& pair);
/// What "kg" says.
std::string step_kilograms(const ProposedPair& pair);

/// Everything the decision asks about a pair; nullopt when the reader may not see both, or a workshop is not there.
std::optional<Proposal> load_proposal(storage::Connection& connection, const site::Services& services,
                                      const access::Actor& reader, const ProposedPair& pair);

/// Where an introduction's own mail goes: the stream's address for answers, else somebody who works for the
/// organisation, else `hub`'s mailbox, else the network's.
struct Mailbox {
  std::string email;
  Language language = Language::nl;
};
struct MailboxQuestion {
  std::optional<materials::StreamId> stream;
  std::optional<network::OrganisationId> organisation;
  std::optional<network::HubId> hub;
};
Mailbox load_mailbox_of(storage::Connection& connection, const site::Services& services,
                        const MailboxQuestion& question);

/// Keeps what was proposed, with its links, mails to the sides that are asked, and the deed "introduction.proposed".
/// For every way to make an introduction; in the caller's transaction.
void keep_introduction(storage::Connection& transaction, const site::Services& services, const web::Call& call,
                       const Introduction& made);

/// Proposes once; answers the address of the introduction. `violations` are those of the form.
struct PairProposal {
  ProposedPair pair;
  std::string message;
  Violations violations;
};
Result<std::string> submit_proposal(const site::Services& services, const web::Call& call,
                                    const site::NamedRequest& request, const PairProposal& proposed);

/// The secret of a side's link: in its mails alone, the same in each of them.
std::string secret_of_side(const site::Services& services, IntroductionId id, SideKind side);

}  // namespace kringwerk::introductions
