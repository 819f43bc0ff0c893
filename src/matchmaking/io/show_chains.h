#pragma once

#include <memory>
#include <string>
#include <vector>

#include "matching/chain.h"
#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"

/// Chains over what everybody may see and some records more, for the pages of other modules.
namespace kringwerk::matchmaking {

std::shared_ptr<const Snapshot> shown_to_all(LiveEconomy& live, Instant now);

struct ShownStep {
  std::string icon;
  std::string work;
  std::string who;
  std::string where;
  std::string address;  ///< of the page of the capability
  bool is_example = false;
};
struct ShownEnd {
  std::string title;
  Language language = Language::nl;
  std::string family_class;
  std::string where;
  std::string address;  ///< of the page of the stream, if it has one
  bool is_example = false;
};
/// One chain as one line.
struct ChainLine {
  ShownEnd from, to;
  std::vector<ShownStep> steps;
  std::string taken;    ///< "2.000 kg per maand"
  std::string used;     ///< "1.720 kg"
  std::string road_km;  ///< "34 km"
  std::string hours;    ///< of social work in one turn; empty for none
  std::string value;    ///< "€ 93"; per tonne
};
/// `chain` was found on `ground`; `snapshot` has the names of materials, places and enterprises.
ChainLine show_line(const site::Services& services, Language language, const Snapshot& snapshot,
                    const ChainGround& ground, const matching::Chain& chain);

}  // namespace kringwerk::matchmaking
