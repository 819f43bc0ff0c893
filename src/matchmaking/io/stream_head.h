#pragma once

#include <string>

#include "matchmaking/io/chain_words.h"
#include "network/hub.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// The stream a page is about.
struct AskedStream {
  materials::Stream stream;  ///< with what is left of its amount
  materials::Amount whole;   ///< all of it
  Mass agreed;               ///< of each time
  std::string secret;        ///< of the link that leads here; empty on the public page
  access::Actor reader;
  std::string contact;                               ///< that the reader may know; else empty
  std::string entered_by;                            ///< the hub that entered it for a company; else empty
  std::vector<network::Hub> hubs;                    ///< that serve its place, real ones first
  std::map<std::string, std::string> source_titles;  ///< by key
};

/// Title, owner, badges, the hubs to ask.
void fill_head(const ChainWords& words, const AskedStream& asked, web::Model& model);
/// What is known about the stream, unknown said as unknown, and the numbers the chains are calculated with.
void fill_facts(const ChainWords& words, const AskedStream& asked, web::Model& model);
/// The address of the form in which the first serving hub, else the finder of hubs, is asked about this stream.
std::string ask_address(const ChainWords& words, const AskedStream& asked);

}  // namespace kringwerk::matchmaking
