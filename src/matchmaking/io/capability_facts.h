#pragma once

#include <string>
#include <vector>

#include "matchmaking/io/chain_words.h"
#include "network/hub.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// The capability a page is about, whether fresh or not.
struct AskedCapability {
  network::Capability capability;
  std::vector<network::Hub> hubs;  ///< that serve its organisation's municipality, real ones first
  std::string source_title;
  bool may_change = false;  ///< the reader keeps it up to date
};

/// Title, organisation, place, badges, the hub to ask.
void fill_head(const ChainWords& words, const AskedCapability& asked, web::Model& model);
/// What goes in, what comes out, what it costs and what it needs; what is not known is said as unknown.
void fill_facts(const ChainWords& words, const AskedCapability& asked, web::Model& model);
/// The form in which the first serving hub is asked, else the finder of hubs.
std::string ask_address(const ChainWords& words, const AskedCapability& asked);

/// Whose it is, as everybody may know it.
const Participant& owner_of(const ChainWords& words, const network::Capability& capability);
/// Free capacity as a share of the weekly capacity, in steps of 10 %.
int free_percent(const network::Capability& capability);

}  // namespace kringwerk::matchmaking
