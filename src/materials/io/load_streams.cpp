#include "materials/io/load_streams.h"

#include "materials/io/stream_columns.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

std::optional<Stream> first_of(Rows rows) {
  return rows.next() ? std::optional<Stream>{read_stream(rows)} : std::nullopt;
}

}  // namespace

std::optional<Stream> load_public_stream(Connection& connection, StreamId id) {
  return first_of(connection.query(
      std::string(kSelectStream) + "WHERE s.stream_id = ?1 AND s.visibility = 'public' AND s.state <> 'draft'", id));
}

std::optional<Stream> load_stream_by_secret(Connection& connection, std::string_view secret_hash) {
  return first_of(
      connection.query(std::string(kSelectStream) + "WHERE s.secret_hash = ?1 AND s.secret_hash <> ''", secret_hash));
}

std::string load_contact_email(Connection& connection, StreamId id) {
  Rows rows = connection.query("SELECT contact_email FROM stream WHERE stream_id = ?1", id);
  return rows.next() ? rows.get<std::string>(0) : std::string();
}

std::int64_t load_list_version(Connection& connection) {
  Rows rows = connection.query("SELECT version FROM stream_list_version");
  rows.next();
  return rows.get<std::int64_t>(0);
}

std::vector<Stream> load_matchable_streams(Connection& connection, Instant now) {
  std::vector<Stream> streams;
  Rows rows = connection.query(
      std::string(kSelectStream) +
          "WHERE s.visibility = 'public' AND s.state IN ('open', 'partly_agreed') AND s.material_id IS NOT NULL AND "
          "s.confirmed_at_ms > CASE s.kind WHEN 'offer' THEN ?1 ELSE ?2 END ORDER BY s.stream_id",
      now - std::chrono::days{fresh_days(StreamKind::offer)}, now - std::chrono::days{fresh_days(StreamKind::need)});
  while (rows.next()) streams.push_back(read_stream(rows));
  return streams;
}

}  // namespace kringwerk::materials
