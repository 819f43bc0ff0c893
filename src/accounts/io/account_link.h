#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "storage/connection.h"

/// Links in mails that open once: whoever follows one reads the mailbox of its address.
namespace kringwerk::accounts {

enum class LinkPurpose { make_account, new_password };
inline constexpr std::chrono::minutes kLinkLasts{60};

/// The secret of a new link; only its hash is kept.
std::string make_link(storage::Connection& transaction, LinkPurpose purpose, const std::string& email, Instant now);
/// The address it was sent to, while it opens.
std::optional<std::string> email_of_link(storage::Connection& connection, LinkPurpose purpose, std::string_view secret,
                                         Instant now);
/// Ends this link and all others for the same purpose and address; false when it had ended.
bool use_link(storage::Connection& transaction, LinkPurpose purpose, std::string_view secret, Instant now);

}  // namespace kringwerk::accounts
