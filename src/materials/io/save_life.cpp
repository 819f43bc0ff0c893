#include "materials/io/save_life.h"

#include <array>

#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "materials/own_stream.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;

std::string_view deed_name(LifeStep step) {
  constexpr std::array<std::string_view, 8> kNames{
      "stream.status_changed", "stream.status_changed", "stream.status_changed", "stream.status_changed",
      "stream.status_changed", "stream.closed",         "stream.expired",        "stream.reopened"};
  return kNames[static_cast<std::size_t>(step)];
}

}  // namespace

Result<Stream> save_life_step(Connection& transaction, const Stream& current, const LifeChange& change,
                              const LifeDeed& deed) {
  auto next = take_step(current, change, deed.actor, deed.author.at, deed.today);
  if (!next) return next;
  if (!update_stream_state(transaction, *next)) return Stale{};
  access::Deed told{deed_name(change.step), "stream", next->id.value(), {}};
  for (const StreamChange& one : changes_between(current, *next)) {
    told.changes.push_back({std::string(one.field), one.before, one.after});
  }
  access::record_deed(transaction, deed.audit_key, deed.author, told);
  return next;
}

void save_talks_step(Connection& transaction, StreamId stream, LifeStep step, const LifeDeed& deed) {
  const auto current = load_stream_to_decide(transaction, stream);
  if (!current || find_life_rule(step, current->state) == nullptr) return;
  // A step that the table does not leave to introductions is no fault of who answered.
  static_cast<void>(save_life_step(transaction, *current, {step, std::nullopt, std::nullopt}, deed));
}

int save_expired(storage::Database& database, std::string_view audit_key, Instant now) {
  const Day today = text::brussels_day(now);
  const auto passed = database.read([&](Connection& connection) {
    std::vector<StreamId> streams;
    auto rows = connection.query(
        "SELECT stream_id FROM stream WHERE state IN ('open', 'in_talks', 'partly_agreed') AND "
        "(available_to_on < ?1 OR use_by_on < ?1) ORDER BY stream_id",
        today);
    while (rows.next()) streams.push_back(rows.get<StreamId>(0));
    return streams;
  });
  int expired = 0;
  for (const StreamId id : passed) {
    const bool is_done = database.write([&](Connection& transaction) {
      const auto current = load_stream_to_decide(transaction, id);
      if (!current || !has_passed(*current, today)) return false;
      const LifeDeed deed{LifeActor::clock, {access::ActorKind::program, {}, "expiry", now}, audit_key, today};
      return save_life_step(transaction, *current, {LifeStep::expire, std::nullopt, std::nullopt}, deed).has_value();
    });
    if (is_done) ++expired;
  }
  return expired;
}

}  // namespace kringwerk::materials
