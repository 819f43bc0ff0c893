#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/language.h"

/// What the records of a plan were called when it was made, so that its page can be read when they changed or are gone.
/// Only what the plan's audience was shown: an owner who was not named then is empty here. Free words of people
/// (titles, descriptions) are not kept.
namespace kringwerk::planning {

/// An offer, a need or an activity.
struct RecordName {
  std::string owner;         ///< name of the organisation; empty when nobody was named
  std::string organisation;  ///< its id as text; empty likewise
  std::string place;         ///< NIS code, key of PlanNames::places
  bool is_example = false;
  friend bool operator==(const RecordName&, const RecordName&) = default;
};

struct MaterialName {
  LocalText name;
  LocalText state;  ///< empty: as it comes
  std::string family;
  friend bool operator==(const MaterialName&, const MaterialName&) = default;
};

struct PlaceName {
  LocalText name;
  Point centre;
  std::vector<std::string> hubs;  ///< ids as text of the hubs that serve it; keys of PlanNames::hubs
  friend bool operator==(const PlaceName&, const PlaceName&) = default;
};

struct PlanNames {
  std::map<std::string, RecordName> records;      ///< by id in the instance
  std::map<std::string, MaterialName> materials;  ///< by id in the instance: "pp_rigid~washed"
  std::map<std::string, PlaceName> places;        ///< by NIS code
  std::map<std::string, std::string> hubs;        ///< name by id as text
  std::map<std::string, LocalText> kinds;         ///< of work, by key
  friend bool operator==(const PlanNames&, const PlanNames&) = default;
};

/// As the file names.csv, and back. Coordinates read back to the last bit. Reading a text that names_text did not write
/// breaks an invariant.
std::string names_text(const PlanNames& names);
PlanNames read_names(std::string_view text);

}  // namespace kringwerk::planning
