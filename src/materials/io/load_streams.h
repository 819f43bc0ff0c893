#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "materials/stream.h"
#include "storage/connection.h"

/// Reading goes through what the actor may see: each function says for whom it is, and its query holds the condition.
namespace kringwerk::materials {

/// A public stream that is not a draft; nullopt for one that is hidden and for one that does not exist alike.
std::optional<Stream> load_public_stream(storage::Connection& connection, StreamId id);

/// The stream of a secret link, in any state.
std::optional<Stream> load_stream_by_secret(storage::Connection& connection, std::string_view secret_hash);

/// The address to write to about a stream. For the mail of the link only; never on a page.
std::string load_contact_email(storage::Connection& connection, StreamId id);

/// Goes up with every change of a stream that may be listed, in the transaction of the change.
std::int64_t load_list_version(storage::Connection& connection);

/// Public open streams that take part in matching: confirmed within their clock (offer 30 days, need 90).
std::vector<Stream> load_matchable_streams(storage::Connection& connection, Instant now);

}  // namespace kringwerk::materials
