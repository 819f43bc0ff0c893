#pragma once

#include <string>
#include <string_view>

namespace kringwerk::access {

/// A new secret for a link (access/secret.h), from the operating system's generator. Any thread.
std::string make_secret();

/// What is stored of a secret: SHA-256, hexadecimal. Secrets have 128 random bits, so a plain hash cannot be searched.
std::string hash_of_secret(std::string_view secret);

}  // namespace kringwerk::access
