#pragma once

#include <optional>
#include <string>
#include <vector>

#include "guidance/handle_case.h"
#include "storage/connection.h"

/// Questions as the people of a hub see them. Every query holds the condition of the policy table.
namespace kringwerk::guidance {

struct CaseReader {
  const access::Actor& actor;
  Day today;
};

/// open: received or in progress. late: open after the promised day.
enum class CaseFilter { open, late, received, in_progress, answered, closed, all };
inline constexpr std::array<std::string_view, 7> kCaseFilterKeys{"open",     "late",   "received", "in_progress",
                                                                 "answered", "closed", "all"};
enum class CaseOrder { due, newest, oldest };
inline constexpr std::array<std::string_view, 3> kCaseOrderKeys{"due", "newest", "oldest"};

struct CaseQuery {
  CaseFilter filter = CaseFilter::open;
  CaseOrder order = CaseOrder::due;
  std::optional<network::HubId> hub;
  int first = 0;
  int most = 50;
};

/// A case with the names a list needs. `about` is empty without an offer, or when the offer may not be shown.
struct CaseRow {
  Case found;
  std::string hub_name;
  LocalText about;
  bool about_is_public = false;  ///< has a page
};
struct CaseList {
  std::vector<CaseRow> rows;
  std::int64_t total = 0;
};
CaseList load_case_list(storage::Connection& connection, const CaseReader& reader, const CaseQuery& query);

/// nullopt for a case that the reader may not see and for one that does not exist alike.
std::optional<CaseRow> load_case_row(storage::Connection& connection, const CaseReader& reader, CaseId id);

/// Oldest first, with the names of person and hub.
struct CaseEntryRow {
  CaseEntry entry;
  std::string person_name;
  std::string hub_name;
};
std::vector<CaseEntryRow> load_case_entries(storage::Connection& connection, CaseId id);

}  // namespace kringwerk::guidance
