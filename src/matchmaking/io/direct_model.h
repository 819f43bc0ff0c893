#pragma once

#include <vector>

#include "matchmaking/direct_match.h"
#include "matchmaking/io/stream_head.h"

/// Matches of what goes straight from one to the other, on the page of a stream.
namespace kringwerk::matchmaking {

/// The streams that hidden records and fields are already taken out of, with where they count as being. Those whose
/// municipality is not known are left out.
std::vector<DirectParty> parties_of(const Economy& economy, const std::vector<materials::Stream>& streams);

/// {{#DIRECT}} of templates/matchmaking/direct.html; nothing when there is neither a match nor a near-miss.
void fill_direct(const ChainWords& words, const AskedStream& asked, const DirectAnswer& answer, web::Model& model);

}  // namespace kringwerk::matchmaking
