#include <doctest/doctest.h>

#include <set>
#include <string>

#include "access/io/secrets.h"
#include "access/route_policy.h"
#include "access/secret.h"
#include "base/ensure.h"

namespace kringwerk::access {
namespace {

TEST_CASE("every policy has one name and a reason") {
  std::set<std::string_view> names;
  for (const RoutePolicy& policy : route_policies()) {
    CAPTURE(policy.name);
    CHECK(names.insert(policy.name).second);
    CHECK_FALSE(policy.why.empty());
  }
  CHECK(find_route_policy("network.hub.view") != nullptr);
  CHECK(find_route_policy("network.hub") == nullptr);
}

TEST_CASE("a table of addresses with a word that is not known is not used") {
  const auto read = [](const std::string& line) {
    return read_route_policies("name,record,action,audience,why\n" + line);
  };
  const auto policies = read("stream.view,stream,read,signed_in,Why.\nhome,-,-,everyone,Why.\n");
  REQUIRE(policies.size() == 2);
  CHECK(policies[0].record == "stream");
  CHECK(policies[0].action == Action::read);
  CHECK(policies[0].audience == Audience::signed_in);
  CHECK_FALSE(policies[1].action);
  for (const char* line : {"x,river,read,everyone,Why.", "x,stream,peek,everyone,Why.", "x,stream,read,nobody,Why.",
                           "x,stream,read,everyone,", "x,-,read,everyone,Why.", "x,stream,-,everyone,Why.",
                           "x,stream,read|update,everyone,Why.", "x,stream,read,everyone", ",-,-,everyone,Why.",
                           "x,-,-,everyone,Why.\nx,-,-,everyone,Why."}) {
    CAPTURE(line);
    CHECK_THROWS_AS(read(std::string(line) + "\n"), BrokenInvariant);
  }
}

TEST_CASE("secrets differ, look like secrets and are kept as a hash") {
  std::set<std::string> secrets;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = make_secret();
    CHECK(looks_like_secret(secret));
    CHECK(secrets.insert(secret).second);
  }
  CHECK(hash_of_secret("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK_FALSE(looks_like_secret("ba7816"));
  CHECK_FALSE(looks_like_secret("ILOU56789abcdefghjkmnpqrst"));
}

TEST_CASE("the code of a mail cannot be made from the secret alone") {
  const std::string key(32, 'k');
  const std::string code = mail_code(key, "secret-a");
  CHECK(looks_like_secret(code));
  CHECK(code == mail_code(key, "secret-a"));
  CHECK(code != mail_code(key, "secret-b"));
  CHECK(code != mail_code(std::string(32, 'l'), "secret-a"));
  CHECK(is_mail_code(code, code));
  CHECK_FALSE(is_mail_code(code, mail_code(key, "secret-b")));
  CHECK_FALSE(is_mail_code(code, ""));
  CHECK_THROWS(mail_code("short", "secret-a"));
}

}  // namespace
}  // namespace kringwerk::access
