#pragma once

#include <libpq-fe.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "matching/instance.h"

namespace kringwerk::bench {

/// Direct matches in PostgreSQL with PostGIS: the same question as for SQLite, the distance on the sphere, a prepared
/// statement over a socket. Its time is on the wall: the work is done in another process.
class PostgisMatches {
 public:
  /// Nothing when no server is named in KW_TEST_POSTGRES or it has no PostGIS; says why.
  static std::optional<PostgisMatches> open(const matching::Instance& instance) {
    const char* address = std::getenv("KW_TEST_POSTGRES");
    if (address == nullptr) {
      std::puts("PostGIS: not measured, KW_TEST_POSTGRES names no server (scripts/bench starts one)");
      return std::nullopt;
    }
    PGconn* connection = PQconnectdb(address);
    PGresult* made = PQexec(connection, "CREATE EXTENSION IF NOT EXISTS postgis");
    const bool is_there = PQresultStatus(made) == PGRES_COMMAND_OK;
    PQclear(made);
    if (!is_there) {
      std::puts("PostGIS: not measured, postgresql-15-postgis-3 is not installed (scripts/install --for bench)");
      PQfinish(connection);
      return std::nullopt;
    }
    return PostgisMatches(instance, connection);
  }
  PostgisMatches(PostgisMatches&& other) noexcept
      : instance_(other.instance_), connection_(std::exchange(other.connection_, nullptr)) {}
  PostgisMatches(const PostgisMatches&) = delete;
  PostgisMatches& operator=(const PostgisMatches&) = delete;
  ~PostgisMatches() {
    if (connection_ != nullptr) PQfinish(connection_);
  }

  int best(int position) {
    const matching::Offer& offer = instance_.offers[std::size_t(position)];
    const std::array<std::string, 7> texts{std::to_string(offer.at.lon),   std::to_string(offer.at.lat),
                                           std::to_string(offer.kg),       std::to_string(offer.material),
                                           std::to_string(offer.grade),    std::to_string(offer.window.from),
                                           std::to_string(offer.window.to)};
    std::array<const char*, 7> values{};
    for (std::size_t i = 0; i < texts.size(); ++i) values[i] = texts[i].c_str();
    PGresult* found = PQexecPrepared(connection_, "best", 7, values.data(), nullptr, nullptr, 0);
    if (PQresultStatus(found) != PGRES_TUPLES_OK) std::abort();
    const int count = PQntuples(found);
    PQclear(found);
    return count;
  }

 private:
  PostgisMatches(const matching::Instance& instance, PGconn* connection)
      : instance_(instance), connection_(connection) {
    run("CREATE TEMPORARY TABLE need (id int, material int, grade int, at geometry(Point, 4326), kg float8, first int, "
        "last int, "
        "value float8)");
    fill();
    run("CREATE INDEX ON need (material, grade)");
    run("CREATE INDEX ON need USING gist (at)");
    run("ANALYZE need");
    const matching::Policy& policy = instance.policy;
    const std::string query =
        "SELECT id, (value - " + std::to_string(policy.k_eur_per_t) + " - " + std::to_string(policy.tau_eur_per_tkm) +
        " * ST_DistanceSphere(at, ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326)) / 1000) * "
        "least(1.0, kg / $3::float8) AS score FROM need WHERE material = $4::int AND grade <= $5::int AND "
        "first <= $7::int AND last >= $6::int ORDER BY score DESC LIMIT 10";
    PQclear(PQprepare(connection_, "best", query.c_str(), 7, nullptr));
  }
  void fill() {
    PQclear(PQexec(connection_, "COPY need FROM STDIN"));
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      const matching::Need& need = instance_.needs[i];
      for (const int material : need.materials) {
        const double value = instance_.materials[std::size_t(material)].price_eur_per_t * need.retention;
        const std::string row = std::to_string(i) + "\t" + std::to_string(material) + "\t" +
                                std::to_string(need.min_grade) + "\tSRID=4326;POINT(" + std::to_string(need.at.lon) +
                                " " + std::to_string(need.at.lat) + ")\t" + std::to_string(need.kg) + "\t" +
                                std::to_string(need.window.from) + "\t" + std::to_string(need.window.to) + "\t" +
                                std::to_string(value) + "\n";
        if (PQputCopyData(connection_, row.data(), static_cast<int>(row.size())) != 1) std::abort();
      }
    }
    if (PQputCopyEnd(connection_, nullptr) != 1) std::abort();
    PGresult* result = PQgetResult(connection_);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) std::abort();
    PQclear(result);
    while ((result = PQgetResult(connection_)) != nullptr) PQclear(result);
  }
  void run(const char* sql) {
    PGresult* result = PQexec(connection_, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) std::abort();
    PQclear(result);
  }

  const matching::Instance& instance_;
  PGconn* connection_;
};

}  // namespace kringwerk::bench
