#include "storage/events.h"

#include <algorithm>
#include <chrono>

namespace kringwerk::storage {

namespace {

constexpr std::chrono::minutes kLookBack{1};

std::vector<Event> read_events(Rows rows) {
  std::vector<Event> events;
  while (rows.next()) {
    events.push_back({rows.get<EventId>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2), rows.get<Instant>(3)});
  }
  return events;
}

}  // namespace

void announce(Connection& transaction, EventId id, std::string_view kind, std::int64_t subject_id, Instant now) {
  transaction.execute("INSERT INTO outbox_event (event_id, kind, subject_id, at_ms) VALUES (?1, ?2, ?3, ?4)", id, kind,
                      subject_id, now);
}

std::vector<Event> events_after(Connection& connection, EventId last, int most) {
  return read_events(connection.query(
      "SELECT event_id, kind, subject_id, at_ms FROM outbox_event WHERE event_id > ?1 ORDER BY event_id LIMIT ?2", last,
      most));
}

std::int64_t forget_events(Connection& transaction, Instant before) {
  return transaction.execute("DELETE FROM outbox_event WHERE at_ms < ?1", before);
}

EventReader::EventReader(Instant start) : newest_(start) {}

std::vector<Event> EventReader::news(Connection& connection) {
  std::vector<Event> events = read_events(connection.query(
      "SELECT event_id, kind, subject_id, at_ms FROM outbox_event WHERE at_ms >= ?1 ORDER BY at_ms, event_id",
      newest_ - kLookBack));
  std::erase_if(events, [this](const Event& event) { return heard_.contains(event.id); });
  for (const Event& event : events) {
    heard_.emplace(event.id, event.at);
    newest_ = std::max(newest_, event.at);
  }
  std::erase_if(heard_, [this](const auto& entry) { return entry.second < newest_ - kLookBack; });
  return events;
}

}  // namespace kringwerk::storage
