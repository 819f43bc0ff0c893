#include "access/mail_limit.h"

#include <doctest/doctest.h>

namespace kringwerk::access {

TEST_CASE("five mails an hour to one mailbox, twenty a day from one address") {
  CHECK(check_mail_limit({4, 19}).empty());
  const Violations mailbox = check_mail_limit({5, 19});
  REQUIRE(mailbox.size() == 1);
  CHECK(mailbox[0].rule == "access.too_many_for_mailbox");
  CHECK(mailbox[0].field == "email");
  const Violations both = check_mail_limit({5, 20});
  REQUIRE(both.size() == 2);
  CHECK(both[1].rule == "access.too_many_from_address");
}

}  // namespace kringwerk::access
