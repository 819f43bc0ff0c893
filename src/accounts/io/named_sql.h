#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/io/record_registry.h"
#include "base/time.h"
#include "storage/connection.h"

namespace kringwerk::accounts {

/// The person whom an export or erasure is about: the account and the mailbox that it proved to be theirs.
struct DataSubject {
  access::PersonId person;
  std::string email;  ///< in lower case
};

/// The values that the statements of access/io/record_registry.h name.
class NamedValues {
 public:
  NamedValues& set(std::string_view name, std::int64_t value);
  NamedValues& set(std::string_view name, std::string value);

  /// Runs a statement in which `:name` stand for values; one that is not set breaks an invariant.
  storage::Rows query(storage::Connection& connection, std::string_view sql) const;
  std::int64_t execute(storage::Connection& transaction, std::string_view sql) const;

 private:
  struct Named {
    std::string name;
    std::string text;
    std::int64_t number = 0;
    bool is_number = false;
  };
  std::pair<std::string, std::vector<storage::Value>> numbered(std::string_view sql) const;
  std::vector<Named> values_;
};

/// person, email, mailbox, now and today.
NamedValues values_of(const DataSubject& subject, Instant now);

/// `text` with every `{name}` replaced.
std::string with_condition(std::string_view text, std::string_view name, std::string_view condition);

/// Whether nothing holds a row of the class: `table` as it is named in the query, `key` its number, which may be empty.
/// Wants `:today`.
std::string not_held(std::string_view record_class, std::string_view table, std::string_view key);

}  // namespace kringwerk::accounts
