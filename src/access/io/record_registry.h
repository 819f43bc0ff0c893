#pragma once

#include <string>
#include <vector>

#include "access/role.h"

/// Where the store holds something about people, and how long it keeps what: each module registers its tables here
/// (X/io/registered_X.cpp), src/app wires them together, src/accounts/io exports, erases and tidies by them.
///
/// The statements are SQL of both stores. In them stand for values: `:person`, `:email` (in lower case), `:mailbox`
/// (its hash in mail_attempt), `:now` (milliseconds), `:today` (day), `:before` (milliseconds, end of the time to
/// keep), and for conditions `{rows}` and `{theirs}`.
namespace kringwerk::access {

/// What an erasure does with rows about somebody.
enum class ErasureEffect {
  removed,  ///< the rows go
  emptied,  ///< what is about the person goes, the rest stays without a name
  kept,     ///< the rows stay; they hold no more than the number of a person without name
};

/// Rows of one table that are about somebody.
struct PersonalRows {
  std::string record_class;  ///< key of data/retention.toml
  std::string table;
  std::string key;                  ///< column with the whole number that names a row; empty: not held one by one
  std::string theirs;               ///< condition: which rows are about the person
  std::vector<std::string> told;    ///< columns that the export tells
  std::vector<std::string> untold;  ///< columns about people that it does not: hashes, secrets, other people
  ErasureEffect effect = ErasureEffect::removed;
  /// In order. `{rows}`: theirs without those under a legal hold; `{theirs}`: all of them.
  std::vector<std::string> erase;
};

/// Rows that are kept for a time. The condition that counts them is the condition that removes them.
struct RetainedRows {
  std::string record_class;  ///< key of data/retention.toml
  std::string table;
  std::string key;                ///< as in PersonalRows
  std::string since;              ///< column with the moment from which the time counts, milliseconds
  std::string due;                ///< condition beside `since <= :before`; empty for none
  std::vector<std::string> tidy;  ///< in order; `{rows}`: those that are due and not under a legal hold
};

/// A column whose name sounds like a person's and that is about none.
struct ImpersonalColumn {
  std::string table;
  std::string column;  ///< "*": all of the table
  std::string why;
};

struct RecordRegistry {
  std::vector<PersonalRows> personal;
  std::vector<RetainedRows> retained;
  std::vector<ImpersonalColumn> impersonal;
};

}  // namespace kringwerk::access
