#pragma once

#include <string_view>

#include "access/io/record_deed.h"
#include "materials/stream_life.h"
#include "storage/connection.h"
#include "storage/database.h"

/// Steps in the life of a stream, each kept with its line in the audit trail, in the list and in what matching follows.
namespace kringwerk::materials {

struct LifeDeed {
  LifeActor actor = LifeActor::owner;
  access::DeedAuthor author;  ///< its time is the step's
  std::string_view audit_key;
  Day today;  ///< in Brussels
};
/// As take_step; Stale when the stream has another version by now. Whoever asks decides before whether the actor may.
Result<Stream> save_life_step(storage::Connection& transaction, const Stream& current, const LifeChange& change,
                              const LifeDeed& deed);

/// What became of an introduction, for each of its streams: the step that the table allows, or nothing.
void save_talks_step(storage::Connection& transaction, StreamId stream, LifeStep step, const LifeDeed& deed);

/// Expires every stream whose last day has passed. Each in a transaction of its own under its version, so two processes
/// at once expire nothing twice. Answers how many.
int save_expired(storage::Database& database, std::string_view audit_key, Instant now);

}  // namespace kringwerk::materials
