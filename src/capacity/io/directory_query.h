#pragma once

#include <string>
#include <utility>
#include <vector>

#include "capacity/io/load_workshops.h"
#include "network/io/load_places.h"
#include "web/request.h"

namespace kringwerk::capacity {

/// The address of the directory: its filters as text that is safe to show again. What is no choice is left out, so that
/// a mangled address still answers a list.
struct DirectoryQuery {
  std::string asked;   ///< the sentence that the filters were read from
  std::string work;    ///< key of a kind of work
  std::string what;    ///< words for a material
  std::string place;   ///< as typed
  std::string radius;  ///< whole kilometres
  std::string when;    ///< "2027-03", "2027-W10", or empty: the coming four weeks
  std::string amount;  ///< whole kilograms
  std::string permit;
  std::string hub;
  std::size_t page = 1;

  /// Name and value of each filter that is set, without the page.
  std::vector<std::pair<std::string_view, std::string>> parameters() const;
};
DirectoryQuery read_directory_query(const web::Pairs& query, const WorkshopList& list);

/// What the filters mean.
struct MeantQuery {
  AskedWork asked;
  std::string material;                        ///< id of the class that was recognised
  std::optional<network::Municipality> place;  ///< absent: none asked, or not known
  bool is_place_unknown = false;
  bool is_material_unknown = false;
};
MeantQuery meant_by(storage::Connection& connection, const DirectoryQuery& query, const WorkshopList& list, Day today);

/// The filters that a sentence asks for. Its place is the first possible one that is a place.
DirectoryQuery read_question(storage::Connection& connection, const std::string& sentence, const WorkshopList& list,
                             Language language, Day today);

}  // namespace kringwerk::capacity
