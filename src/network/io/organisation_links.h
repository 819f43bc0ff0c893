#pragma once

#include <span>
#include <string_view>

/// Every table that names organisations, and what a merge does with its rows. A contract test reads the schema and
/// fails when a table is missing here.
namespace kringwerk::network {

enum class LinkStep {
  own,    ///< part of the organisation: goes with it, comes back with it
  moves,  ///< belongs to the organisation: belongs to the one that stays
  stays,  ///< tells what was: keeps the number it has
};

struct OrganisationLink {
  std::string_view table;
  std::string_view column;          ///< that holds the organisation's number
  std::string_view condition = {};  ///< which rows mean an organisation; empty: all
  LinkStep step = LinkStep::moves;
  std::string_view numbered_by = {};  ///< column that counts the rows of one organisation; moved rows come last
  std::string_view same_when = {};    ///< columns that make two rows the same thing, between spaces: one of them stays
  std::string_view shown_as = {};     ///< "network.merge.moves.WORD" in the preview; empty: not counted there
};

/// A table that the store does not have is passed over. In the order in which rows may be put back; the organisation's
/// own row first.
std::span<const OrganisationLink> organisation_links();

}  // namespace kringwerk::network
