#pragma once

#include <string>

#include "access/io/load_history.h"
#include "site/services.h"
#include "web/form.h"

namespace kringwerk::accounts {

/// The filter of the audit page as it was typed, and what it means.
struct TypedHistoryFilter {
  std::string person;  ///< e-mail address or id
  std::string record;
  std::string record_id;
  std::string action;
  std::string from;
  std::string to;
  access::HistoryFilter meaning;
  /// web.not_a_day (from, to); audit.person_unknown (person); audit.record_unknown (record_id).
  Violations violations;

  bool is_set() const { return !(person + record + record_id + action + from + to).empty(); }
  /// "person=…&record=…", percent-encoded, for links; empty when nothing is set.
  std::string query() const;
};

/// Reads the fields person, record, record_id, action, from and to.
TypedHistoryFilter read_history_filter(storage::Connection& connection, const web::Pairs& fields, Language language);

/// The moment a day begins in Brussels.
Instant start_of_day(Day day);

}  // namespace kringwerk::accounts
