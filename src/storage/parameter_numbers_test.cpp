#include "storage/parameter_numbers.h"

#include <doctest/doctest.h>

#include "storage/connection.h"

using namespace kringwerk::storage;

TEST_CASE("parameters are renamed in code only") {
  CHECK(numbered_for_postgres("SELECT ?1, ?2 WHERE x = ?12") == "SELECT $1, $2 WHERE x = $12");
  CHECK(numbered_for_postgres("SELECT '?1' || ?1") == "SELECT '?1' || $1");
  CHECK(numbered_for_postgres("SELECT 'it''s ?1', ?2") == "SELECT 'it''s ?1', $2");
  CHECK(numbered_for_postgres("SELECT \"?1\" , ?1") == "SELECT \"?1\" , $1");
  CHECK(numbered_for_postgres("SELECT ?1 -- ?2 'x\n , ?3") == "SELECT $1 -- ?2 'x\n , $3");
  CHECK(numbered_for_postgres("SELECT /* ?1 ' */ ?1") == "SELECT /* ?1 ' */ $1");
  CHECK(numbered_for_postgres("") == "");
}

TEST_CASE("an unclosed literal hides the rest") {
  CHECK(numbered_for_postgres("SELECT ?1, 'open ?2") == "SELECT $1, 'open ?2");
  CHECK(numbered_for_postgres("SELECT ?1 -- ?2") == "SELECT $1 -- ?2");
}

TEST_CASE("what the two stores would number differently is refused") {
  CHECK_THROWS_AS(numbered_for_postgres("SELECT ?"), Error);
  CHECK_THROWS_AS(numbered_for_postgres("SELECT ?, ?1"), Error);
  CHECK_THROWS_AS(numbered_for_postgres("SELECT $1"), Error);
  CHECK_THROWS_AS(check_parameter_numbers("SELECT $1"), Error);
  CHECK_NOTHROW(check_parameter_numbers("SELECT '$1 ?', ?1"));
}

TEST_CASE("the pieces together are the text") {
  const std::string sql = "a 'b' \"c\" -- d\n /* e */ f 'g''h'";
  std::string joined;
  for (const SqlPiece& piece : sql_pieces(sql)) joined += piece.text;
  CHECK(joined == sql);
}
