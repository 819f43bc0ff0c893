#include "digests/io/digest_store.h"

#include <map>

#include "materials/agreed_amount.h"
#include "materials/io/load_streams.h"

namespace kringwerk::digests {

namespace {

using materials::StreamId;
using storage::Connection;
using storage::Rows;

/// Columns of an account's reader; its row may lack.
constexpr std::string_view kPersonReader =
    "SELECT person.person_id, person.email, person.language, digest_reader.reader_id, digest_reader.rhythm, "
    "digest_reader.last_sent_ms, digest_reader.version, CASE WHEN EXISTS (SELECT 1 FROM role_grant held WHERE "
    "held.person_id = person.person_id AND held.state = 'effective' AND held.from_on <= ?1 AND "
    "(held.to_on IS NULL OR held.to_on >= ?1)) THEN 1 ELSE 0 END FROM person "
    "LEFT JOIN digest_reader ON digest_reader.person_id = person.person_id ";

void read_row(const Rows& rows, int first, Reader& reader) {
  if (rows.is_null(first)) return;
  reader.id = rows.get<ReaderId>(first);
  reader.rhythm = parse_rhythm(rows.text(first + 1)).value_or(Rhythm::never);
  reader.last_sent = rows.get<std::optional<Instant>>(first + 2);
  reader.version = rows.int64(first + 3);
}

Reader person_reader(const Rows& rows) {
  Reader reader;
  reader.person = rows.get<access::PersonId>(0);
  reader.email = rows.get<std::string>(1);
  reader.language = parse_language(rows.text(2)).value_or(Language::nl);
  read_row(rows, 3, reader);
  reader.has_role = rows.get<bool>(7);
  return reader;
}

/// The streams that are open and belong to a user of their organisation.
void add_of_organisations(Connection& connection, Day today, std::vector<std::pair<Reader, StreamId>>& found) {
  Rows rows = connection.query(
      std::string(kPersonReader)
              .replace(std::string(kPersonReader).find(" FROM person"), 12, ", s.stream_id FROM person") +
          "JOIN role_grant g ON g.person_id = person.person_id AND g.role = 'organisation_user' AND "
          "g.state = 'effective' AND g.from_on <= ?1 AND (g.to_on IS NULL OR g.to_on >= ?1) "
          "JOIN stream s ON s.organisation_id = g.scope_id "
          "WHERE person.state = 'active' AND s.state IN ('open', 'in_talks', 'partly_agreed') AND s.is_agreed = 0 "
          "ORDER BY s.stream_id, person.person_id",
      day_text(today));
  while (rows.next()) found.emplace_back(person_reader(rows), rows.get<StreamId>(8));
}

/// The streams of an address that belongs to no organisation; an account with that address is its reader.
void add_of_addresses(Connection& connection, Day today, std::vector<std::pair<Reader, StreamId>>& found) {
  struct Address {
    Reader reader;
    StreamId stream;
    bool is_account = false;
  };
  std::vector<Address> addresses;
  {
    Rows rows = connection.query(
        "SELECT lower(s.contact_email), s.language, r.reader_id, r.rhythm, r.last_sent_ms, r.version, s.stream_id, "
        "CASE WHEN EXISTS (SELECT 1 FROM person p WHERE lower(p.email) = lower(s.contact_email) AND p.state = "
        "'active') "
        "THEN 1 ELSE 0 END "
        "FROM stream s "
        "LEFT JOIN digest_reader r ON r.person_id IS NULL AND r.email = lower(s.contact_email) "
        "WHERE s.organisation_id IS NULL AND s.contact_email <> '' AND s.state IN ('open', 'in_talks', "
        "'partly_agreed') AND s.is_agreed = 0 "
        "ORDER BY s.stream_id");
    while (rows.next()) {
      Address one;
      one.reader.email = rows.get<std::string>(0);
      one.reader.language = parse_language(rows.text(1)).value_or(Language::nl);
      read_row(rows, 2, one.reader);
      one.stream = rows.get<StreamId>(6);
      one.is_account = rows.get<bool>(7);
      addresses.push_back(std::move(one));
    }
  }
  for (Address& one : addresses) {
    if (one.is_account) {
      Rows rows =
          connection.query(std::string(kPersonReader) + "WHERE lower(person.email) = ?2 AND person.state = 'active'",
                           day_text(today), one.reader.email);
      if (rows.next()) one.reader = person_reader(rows);
    }
    found.emplace_back(std::move(one.reader), one.stream);
  }
}

using KnownMatches = std::map<std::pair<std::int64_t, std::int64_t>, Matches>;
KnownMatches load_known(Connection& connection) {
  KnownMatches known;
  Rows rows = connection.query("SELECT reader_id, stream_id, matches FROM digest_known");
  while (rows.next()) known[{rows.int64(0), rows.int64(1)}] = parse_matches(rows.text(2));
  return known;
}

}  // namespace

materials::Audience audience_of(const Reader& reader) {
  using enum materials::Audience::Reach;
  return {reader.has_role ? network : everyone, {}};
}

std::int64_t load_progress(Connection& connection) {
  Rows rows = connection.query("SELECT version FROM digest_progress");
  rows.next();
  return rows.int64(0);
}

bool move_progress(Connection& transaction, std::int64_t before, std::int64_t after) {
  return transaction.execute("UPDATE digest_progress SET version = ?2 WHERE version = ?1", before, after) == 1;
}

std::vector<Watched> load_watched(Connection& connection, Day today) {
  std::vector<std::pair<Reader, StreamId>> found;
  add_of_organisations(connection, today, found);
  add_of_addresses(connection, today, found);
  const KnownMatches known = load_known(connection);
  std::vector<Watched> watched;
  for (auto& [reader, id] : found) {
    if (reader.rhythm == Rhythm::never) continue;
    auto stream = materials::load_stream_to_decide(connection, id);
    if (!stream) continue;
    stream->amount = materials::open_amount(stream->amount, stream->agreed);
    Watched one{std::move(reader), *std::move(stream), false, {}};
    const auto at = known.find({one.reader.id.value(), id.value()});
    one.is_known = at != known.end();
    if (one.is_known) one.known = at->second;
    watched.push_back(std::move(one));
  }
  return watched;
}

std::optional<Reader> load_reader_of(Connection& connection, access::PersonId person, Day today) {
  Rows rows = connection.query(std::string(kPersonReader) + "WHERE person.person_id = ?2 AND person.state = 'active'",
                               day_text(today), person);
  return rows.next() ? std::optional<Reader>{person_reader(rows)} : std::nullopt;
}

std::optional<Reader> load_reader(Connection& connection, ReaderId id, Day today) {
  std::optional<access::PersonId> person;
  Reader reader;
  {
    Rows rows = connection.query(
        "SELECT reader_id, rhythm, last_sent_ms, version, person_id, email, language FROM digest_reader "
        "WHERE reader_id = ?1",
        id);
    if (!rows.next()) return std::nullopt;
    read_row(rows, 0, reader);
    person = rows.get<std::optional<access::PersonId>>(4);
    reader.email = rows.get<std::string>(5);
    reader.language = parse_language(rows.text(6)).value_or(Language::nl);
  }
  return person ? load_reader_of(connection, *person, today) : std::optional<Reader>{std::move(reader)};
}

ReaderId keep_reader(Connection& transaction, const Reader& reader, ReaderId fresh) {
  if (reader.id.is_set()) return reader.id;
  {
    Rows rows = reader.person
                    ? transaction.query("SELECT reader_id FROM digest_reader WHERE person_id = ?1", *reader.person)
                    : transaction.query("SELECT reader_id FROM digest_reader WHERE person_id IS NULL AND email = ?1",
                                        reader.email);
    if (rows.next()) return rows.get<ReaderId>(0);
  }
  transaction.execute(
      "INSERT INTO digest_reader (reader_id, person_id, email, language, rhythm, last_sent_ms, version) "
      "VALUES (?1, ?2, ?3, ?4, ?5, NULL, 1)",
      fresh, reader.person, reader.person ? std::string() : reader.email, language_code(reader.language),
      key_of(reader.rhythm));
  return fresh;
}

void keep_known(Connection& transaction, ReaderId reader, const Watched& watched, const Matches& known) {
  transaction.execute(
      "INSERT INTO digest_known (reader_id, stream_id, matches) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (reader_id, stream_id) DO UPDATE SET matches = excluded.matches",
      reader, watched.stream.id, text_of(known));
}

void queue_match(Connection& transaction, ReaderId reader, StreamId stream, const News& news, Instant now) {
  transaction.execute(
      "INSERT INTO digest_match (reader_id, stream_id, other_id, news, queued_at_ms) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (reader_id, stream_id, other_id) DO NOTHING",
      reader, stream, news.other, kNewsKeys[static_cast<std::size_t>(news.kind)], now);
}

std::vector<WaitingMatch> load_waiting(Connection& connection, ReaderId reader) {
  std::vector<WaitingMatch> waiting;
  Rows rows = connection.query(
      "SELECT stream_id, other_id, news, queued_at_ms FROM digest_match WHERE reader_id = ?1 "
      "ORDER BY stream_id, other_id",
      reader);
  while (rows.next()) {
    waiting.push_back({rows.get<StreamId>(0), rows.int64(1),
                       rows.text(2) == kNewsKeys[1] ? NewsKind::better : NewsKind::appeared, rows.get<Instant>(3)});
  }
  return waiting;
}

std::vector<ReaderId> load_readers_waiting(Connection& connection) {
  std::vector<ReaderId> readers;
  Rows rows = connection.query("SELECT DISTINCT reader_id FROM digest_match ORDER BY reader_id");
  while (rows.next()) readers.push_back(rows.get<ReaderId>(0));
  return readers;
}

void forget_waiting(Connection& transaction, ReaderId reader, const std::vector<WaitingMatch>& told) {
  for (const WaitingMatch& match : told) {
    transaction.execute("DELETE FROM digest_match WHERE reader_id = ?1 AND stream_id = ?2 AND other_id = ?3", reader,
                        match.stream, match.other);
  }
}

bool mark_told(Connection& transaction, const Reader& reader, std::optional<Instant> sent) {
  return transaction.execute(
             "UPDATE digest_reader SET last_sent_ms = COALESCE(?3, last_sent_ms), version = version + 1 "
             "WHERE reader_id = ?1 AND version = ?2",
             reader.id, reader.version, sent) == 1;
}

bool set_rhythm(Connection& transaction, const Reader& reader, Rhythm rhythm) {
  if (transaction.execute("UPDATE digest_reader SET rhythm = ?3, version = version + 1 "
                          "WHERE reader_id = ?1 AND version = ?2",
                          reader.id, reader.version, key_of(rhythm)) != 1) {
    return false;
  }
  if (rhythm == Rhythm::never) {
    transaction.execute("DELETE FROM digest_match WHERE reader_id = ?1", reader.id);
    transaction.execute("DELETE FROM digest_known WHERE reader_id = ?1", reader.id);
  }
  return true;
}

}  // namespace kringwerk::digests
