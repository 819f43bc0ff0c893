#include "web/request_target.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace kringwerk::web;

TEST_CASE("targets that mean one thing are read") {
  const std::vector<std::vector<std::string>> table{{"/", "/", "", ""},
                                                    {"/nl/hubs", "/nl/hubs", "", ""},
                                                    {"/caf%C3%A9?q=a%20b", "/caf\u00e9", "a b", ""},
                                                    {"/a+b?q=a+b", "/a+b", "a b", ""},
                                                    {"/?q=%2F..%5C", "/", "/..\\", ""},
                                                    {"/...", "/...", "", ""},
                                                    {"http://example.org", "/", "", "example.org"},
                                                    {"https://example.org:8443/x?q=1", "/x", "1", "example.org:8443"},
                                                    {"http://example.org?q=1", "/", "1", "example.org"}};
  for (const auto& row : table) {
    const auto target = parse_target(row[0]);
    REQUIRE_MESSAGE(target.has_value(), row[0]);
    CHECK(target->path == row[1]);
    CHECK(target->query.value("q") == row[2]);
    CHECK(target->authority == row[3]);
    CHECK(target->origin_form.starts_with('/'));
  }
}

TEST_CASE("targets that two programs may read in two ways are refused") {
  for (const std::string target :
       {"",        "*",      "a",       "a.org:443",  "ftp://a/", "http://", "http://user@a/", "/a b",        "/#x",
        "/%",      "/%4",    "/%zz",    "/%ff",       "/%c3",     "/%c0%af", "/%ed%a0%80",     "/%00",        "/%0a",
        "/%7f",    "/a%2fb", "/a%5Cb",  "/a\\b",      "/.",       "/..",     "/a/../b",        "/a/%2e%2e/b", "/%2e",
        "/?q=%ff", "/?q=%0", "/?q=%00", "/caf\u00e9", "/\x7f"}) {
    CHECK_MESSAGE(!parse_target(target).has_value(), target);
  }
  std::string many = "/?";
  for (int i = 0; i < 501; ++i) many += "a=1&";
  CHECK(!parse_target(many));
}

TEST_CASE("pairs keep order and repetition") {
  const auto pairs = parse_pairs("a=1&&b&a=2&=3&c=x=y", 10);
  REQUIRE(pairs);
  using List = std::vector<std::pair<std::string, std::string>>;
  CHECK(pairs->list() == List{{"a", "1"}, {"b", ""}, {"a", "2"}, {"", "3"}, {"c", "x=y"}});
  CHECK(pairs->all("a") == std::vector<std::string_view>{"1", "2"});
  CHECK(pairs->value("a") == "1");
  CHECK(!pairs->first("d"));
  CHECK(!parse_pairs("a=1&b=2", 1));
}

TEST_CASE("what is encoded decodes to itself") {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  all += "\u00e9\u20ac";
  CHECK(percent_decoded(percent_encoded(all), Plus::space) == all);
  CHECK(percent_encoded("a/b ~\u00e9") == "a%2Fb%20~%C3%A9");
}
