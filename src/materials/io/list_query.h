#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "materials/io/stream_board.h"
#include "materials/stream_index.h"
#include "web/request.h"

namespace kringwerk::materials {

/// The colour families of materials, in the order of the legend.
inline constexpr std::array<std::string_view, 10> kFamilyKeys{"kunststof", "textiel", "hout",   "metaal", "elektro",
                                                              "voeding",   "bouw",    "papier", "glas",   "andere"};

/// The states that somebody may ask for; without one, what lives.
inline constexpr std::array<std::string_view, 6> kListedStates{"open",   "in_talks", "partly_agreed",
                                                               "agreed", "closed",   "expired"};

/// The address of a list or map: its filters and order, as text that is safe to show again. What is no choice is left
/// out, so that a mangled address still answers a list.
struct ListQuery {
  std::string words;
  std::string family;
  std::string material;
  std::string kind;
  std::string resource;
  std::string state;
  std::string province;
  std::string hub;
  std::string place;
  std::string from;     ///< a day; typed as a month: its first
  std::string to;       ///< a day; typed as a month: its last
  std::string minimum;  ///< kilograms per week, as typed
  std::string sort;
  std::string at;  ///< what the map looks at: "8.50/50.8798/4.7005", zoom, latitude, longitude
  ListCursor cursor;

  /// Name and value of each filter that is set and of the order, without the cursor and what the map looks at.
  std::vector<std::pair<std::string_view, std::string>> parameters() const;
};

/// A material that is not of the chosen family is no choice.
ListQuery read_list_query(const web::Pairs& query, const ListSnapshot& snapshot);

/// `place` is what the typed place means: empty when it means nothing.
ListRequest list_request(const ListQuery& query, const ListSnapshot& snapshot, Language language,
                         const std::vector<network::Nis>& place);

}  // namespace kringwerk::materials
