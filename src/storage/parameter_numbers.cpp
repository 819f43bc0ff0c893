#include "storage/parameter_numbers.h"

#include "storage/connection.h"

namespace kringwerk::storage {

namespace {

/// Where the literal, quoted name or comment that starts at `start` ends; `start` itself when none starts there.
std::size_t opaque_end(std::string_view sql, std::size_t start) {
  const auto after = [&](std::string_view closing, std::size_t from) {
    const auto end = sql.find(closing, from);
    return end == std::string_view::npos ? sql.size() : end + closing.size();
  };
  const std::string_view rest = sql.substr(start);
  // A doubled quote inside a literal is read as two literals that touch, which comes to the same.
  if (rest.starts_with('\'')) return after("'", start + 1);
  if (rest.starts_with('"')) return after("\"", start + 1);
  if (rest.starts_with("--")) return after("\n", start + 2);
  if (rest.starts_with("/*")) return after("*/", start + 2);
  return start;
}

bool is_digit(std::string_view text, std::size_t place) {
  return place < text.size() && text[place] >= '0' && text[place] <= '9';
}

}  // namespace

std::vector<SqlPiece> sql_pieces(std::string_view sql) {
  std::vector<SqlPiece> pieces;
  std::size_t code_start = 0;
  const auto close_code = [&](std::size_t end) {
    if (end > code_start) pieces.push_back({SqlPiece::Kind::code, sql.substr(code_start, end - code_start)});
  };
  for (std::size_t place = 0; place < sql.size();) {
    const std::size_t end = opaque_end(sql, place);
    if (end == place) {
      ++place;
      continue;
    }
    close_code(place);
    pieces.push_back({SqlPiece::Kind::opaque, sql.substr(place, end - place)});
    place = code_start = end;
  }
  close_code(sql.size());
  return pieces;
}

std::string numbered_for_postgres(std::string_view sql) {
  std::string result;
  result.reserve(sql.size());
  for (const SqlPiece& piece : sql_pieces(sql)) {
    const auto start = result.size();
    result += piece.text;
    if (piece.kind == SqlPiece::Kind::opaque) continue;
    for (std::size_t place = 0; place < piece.text.size(); ++place) {
      const bool numbered = is_digit(piece.text, place + 1);
      if (piece.text[place] == '$' && numbered)
        throw Error(ErrorKind::other, "write parameters as ?1, not $1: " + std::string(sql));
      if (piece.text[place] != '?') continue;
      if (!numbered) throw Error(ErrorKind::other, "a parameter without a number: " + std::string(sql));
      result[start + place] = '$';
    }
  }
  return result;
}

void check_parameter_numbers(std::string_view sql) {
  if (sql.find_first_of("?$") != std::string_view::npos) numbered_for_postgres(sql);
}

}  // namespace kringwerk::storage
