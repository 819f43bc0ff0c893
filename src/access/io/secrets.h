#pragma once

#include <string>
#include <string_view>

namespace kringwerk::access {

/// A new secret for a link (access/secret.h), from the operating system's generator. Any thread.
std::string make_secret();

/// The secret of the record that one submission makes. `form_key` is the secret hidden in the form: the same form sent
/// again with the same content makes the same secret and so the same record; other content makes another.
std::string secret_of_submission(std::string_view form_key, std::string_view content);

/// What is stored of a secret: SHA-256, hexadecimal. Secrets have 128 random bits, so a plain hash cannot be searched.
std::string hash_of_secret(std::string_view secret);

}  // namespace kringwerk::access
