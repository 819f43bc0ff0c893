#pragma once

#include "introductions/introduction.h"
#include "storage/connection.h"

namespace kringwerk::introductions {

/// One side as somebody may know it. What they may not know is absent.
struct SeenSide {
  SideKind kind = SideKind::offer;
  bool is_own = false;
  std::optional<materials::Stream> stream;  ///< with the fields that are shown
  std::string organisation;                 ///< its name; empty when it is not shown
  std::string place;                        ///< municipality, in Dutch as on the road signs
  std::string email;                        ///< empty when it is not shown
  LocalText title;                          ///< empty when the stream is not shown
};

/// A side as the holder of `standing` may know it: their own whole; the other one as the readers of their own side may
/// see it; and both as they see any stream when neither is theirs. Contact details when the policy shows them.
SeenSide load_seen_side(storage::Connection& connection, const Introduction& introduction, SideKind side,
                        const Standing& standing, Day today);

/// Whom the owner of a side stands for when the other side's stream is shown: an organisation of the network, or
/// anybody.
access::Actor reader_of(const std::optional<network::OrganisationId>& organisation);

}  // namespace kringwerk::introductions
