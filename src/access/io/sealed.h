#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kringwerk::access {

/// `text` encrypted for a TEXT column, so that a copy of the database without the key tells nothing: XChaCha20-Poly1305
/// (libsodium) with a random nonce, as base64url. `key`: 32 bytes kept outside the database (site::Keys::records).
/// `context` says where it belongs, "table.column:id" ("second_factor.secret:601"): moved elsewhere it does not open.
/// The same text gives another result each time; its length can be told. Any thread.
std::string seal(std::string_view key, std::string_view context, std::string_view text);

/// The text again; nullopt when key, context or a single bit differs.
std::optional<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed);

}  // namespace kringwerk::access
