#pragma once

#include <optional>
#include <string>

#include "materials/draft_offer.h"

/// A coordinator enters an offer or a need for a company, visibly so; the company confirms it by the link in its mail.
namespace kringwerk::materials {

struct EnteredStream {
  StreamKind kind = StreamKind::offer;
  network::HubId hub;                                   ///< in whose name it is entered
  std::optional<network::OrganisationId> organisation;  ///< absent when the network does not know the company
};

/// The draft in the company's name, with who entered it. Missing unless `actor` coordinates that hub.
Result<Stream> enter_for_company(const Stream& draft, const EnteredStream& entered, const access::Actor& actor);

/// Whether the link of the mail may go out once more: only while it is a draft, to who entered it; else Missing.
Result<Stream> send_again(const Stream& draft, const access::Actor& actor);

/// Taken back before the company confirmed: closed, its link opens nothing. Conflict when it is no draft any more,
/// Missing to everybody but who entered it.
Result<Stream> take_back(const Stream& draft, const access::Actor& actor);

}  // namespace kringwerk::materials
