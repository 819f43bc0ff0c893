#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kringwerk::storage {

/// A stretch of SQL: code, or something whose inside means nothing (literal, quoted name, comment).
struct SqlPiece {
  enum class Kind { code, opaque };
  Kind kind = Kind::code;
  std::string_view text;
};

/// The pieces of `sql` in order; together they are `sql` again. An unclosed literal or comment runs to the end.
std::vector<SqlPiece> sql_pieces(std::string_view sql);

/// `?1 ?2 …` as PostgreSQL wants it: `$1 $2 …`. Throws Error{other} on a bare `?` and on `$1`, which SQLite would
/// number by its own order, silently.
std::string numbered_for_postgres(std::string_view sql);

/// The same check without the rewriting, so that SQLite refuses what PostgreSQL cannot run.
void check_parameter_numbers(std::string_view sql);

}  // namespace kringwerk::storage
