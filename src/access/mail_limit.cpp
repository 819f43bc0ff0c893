#include "access/mail_limit.h"

namespace kringwerk::access {

Violations check_mail_limit(const RecentMail& recent) {
  Violations violations;
  if (recent.mailbox_last_hour >= kMostPerMailboxAnHour) {
    violations.push_back({"access.too_many_for_mailbox", "email", {{"most", std::int64_t{kMostPerMailboxAnHour}}}});
  }
  if (recent.address_last_day >= kMostPerAddressADay) {
    violations.push_back({"access.too_many_from_address", "", {{"most", std::int64_t{kMostPerAddressADay}}}});
  }
  return violations;
}

}  // namespace kringwerk::access
