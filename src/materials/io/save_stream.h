#pragma once

#include <string>
#include <string_view>

#include "materials/draft_offer.h"
#include "materials/stream.h"
#include "storage/connection.h"

namespace kringwerk::materials {

/// What stands beside a stream in its row and is shown to nobody through it.
struct StreamSecrets {
  std::string contact_email;
  std::string secret_hash;
};

/// A new stream; when it may be listed, with its list row and a higher version of the list.
void insert_stream(storage::Connection& transaction, const Stream& stream, const StreamSecrets& secrets);

/// State, confirmation and version of a stream whose version was `stream.version - 1`; the list gets a
/// higher version. False when somebody else was first.
bool update_stream_state(storage::Connection& transaction, const Stream& stream);

/// Everything of a stream that its owner may change, under the same condition on the version.
bool update_stream(storage::Connection& transaction, const Stream& stream, std::string_view contact_email);

}  // namespace kringwerk::materials
