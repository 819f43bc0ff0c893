#pragma once

#include "base/violation.h"

/// A form that sends a mail to the address somebody typed can be misused to flood that mailbox.
namespace kringwerk::access {

inline constexpr int kMostPerMailboxAnHour = 5;
inline constexpr int kMostPerAddressADay = 20;

/// How often mail was caused lately, for the mailbox typed and by the network address that types.
struct RecentMail {
  int mailbox_last_hour = 0;
  int address_last_day = 0;
};

/// Rules: access.too_many_for_mailbox {most} (field email), access.too_many_from_address {most}.
Violations check_mail_limit(const RecentMail& recent);

}  // namespace kringwerk::access
