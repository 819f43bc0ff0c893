#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/io/audit_chain.h"

/// The audit trail as people read it: newest first, names instead of numbers.
namespace kringwerk::access {

/// Who reads. The query itself asks what they may see (policy record `audit_line`): auditors and administrators all,
/// everybody the own deeds; of one record also those who `record_organisation` and `record_hubs` belong to.
struct HistoryReader {
  std::string session;  ///< Actor::session
  Day today;            ///< in Brussels
  std::optional<std::int64_t> record_organisation;
  std::vector<std::int64_t> record_hubs;
};

/// Which lines; what is not set is not asked.
struct HistoryFilter {
  std::optional<PersonId> person;  ///< who did it
  std::string record;
  std::optional<std::int64_t> record_id;
  std::vector<std::int64_t> former_ids;  ///< of records that went up in that one
  std::string action;
  std::optional<Instant> from;   ///< this moment and later
  std::optional<Instant> until;  ///< before this moment
};

struct HistoryLine {
  AuditLine line;
  enum class Author { visitor, link_holder, person, erased_person, unknown_person, program };
  Author author = Author::visitor;
  std::string name;  ///< of a person whose account is there
  std::vector<FieldChange> changes;
  bool is_detail_erased = false;  ///< there were changes; somebody had them erased
};

struct HistoryPart {
  std::vector<HistoryLine> lines;
  std::int64_t older = 0;  ///< the cursor of what comes after; 0: nothing
};

/// At most `most` lines below the line number `before` (0: from the newest).
struct HistoryPage {
  std::int64_t before = 0;
  std::int64_t most = 25;
};
HistoryPart load_history(storage::Connection& connection, const HistoryReader& reader, const HistoryFilter& filter,
                         HistoryPage page);

/// How many lines the filter finds, counted up to `most`.
std::int64_t count_history(storage::Connection& connection, const HistoryReader& reader, const HistoryFilter& filter,
                           std::int64_t most);

/// What the trail knows, for the choices of a filter, ascending.
std::vector<std::string> load_history_records(storage::Connection& connection);
std::vector<std::string> load_history_actions(storage::Connection& connection);

/// The person of an account by e-mail address (folded to lower case) or by the text of its id.
std::optional<PersonId> find_history_person(storage::Connection& connection, std::string_view typed);

}  // namespace kringwerk::access
