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

/// The second half of a link that only a mail carries: who has the secret alone (the browser that filled in the form)
/// cannot make it, so following the link proves that the mailbox was read. 26 characters as a secret has, the same
/// every time for one `key` (32 bytes, kept outside the database) and secret.
std::string mail_code(std::string_view key, std::string_view secret);
/// In constant time.
bool is_mail_code(std::string_view expected, std::string_view given);

}  // namespace kringwerk::access
