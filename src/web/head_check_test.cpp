#include "web/head_check.h"

#include <doctest/doctest.h>

#include "web/request_head.h"

using namespace kringwerk::web;

TEST_CASE("the head ends at the empty line, whatever ends the lines") {
  CHECK(head_length("GET / HTTP/1.1\r\n\r\nbody", 0) == 18);
  CHECK(head_length("GET / HTTP/1.1\n\nbody", 0) == 16);
  CHECK(head_length("GET / HTTP/1.1\n\r\nbody", 0) == 17);
  CHECK(!head_length("GET / HTTP/1.1\r\nHost: a\r\n", 0));
  CHECK(!head_length("GET / HTTP/1.1\r\nHost: a\r\n\r", 0));
}

TEST_CASE("a head searched in pieces ends at the same place") {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest";
  std::size_t searched = 0;
  std::optional<std::size_t> found;
  for (std::size_t size = 1; size <= text.size() && !found; ++size) {
    found = head_length(std::string_view{text}.substr(0, size), searched);
    searched = size - std::min<std::size_t>(2, size);
  }
  CHECK(found == head_length(text, 0));
}

TEST_CASE("faults of a head are named") {
  const std::vector<std::pair<std::string, std::string>> table{{"G\r\nA: b\r\n\r\n", ""},
                                                               {"G\r\nA:\r\n\r\n", ""},
                                                               {"G\nA: b\n\n", "bare_line_feed"},
                                                               {"G\r\nA: b\n\r\n", "bare_line_feed"},
                                                               {"G\r\nA: b\rc\r\n\r\n", "bare_carriage_return"},
                                                               {"G\r\nA: b\r\r\n\r\n", "bare_carriage_return"},
                                                               {"G\r\nA: b\r\n c\r\n\r\n", "folded_line"},
                                                               {"G\r\n\tA: b\r\n\r\n", "folded_line"},
                                                               {" G\r\n\r\n", "folded_line"},
                                                               {"G\r\nA : b\r\n\r\n", "space_before_colon"},
                                                               {"G\r\n: b\r\n\r\n", "empty_name"},
                                                               {"G\r\nA b\r\n\r\n", "no_colon"},
                                                               {std::string("G\r\nA: \0\r\n\r\n", 11), "nul"}};
  for (const auto& [head, fault] : table) CHECK_MESSAGE(head_fault(head).value_or("") == fault, head);
}

TEST_CASE("faults of the framing") {
  using Row = std::pair<HeaderList, std::string>;
  const std::vector<Row> table{
      {{{"host", "a"}}, ""},
      {{{"host", "[::1]:80"}, {"content-length", "7"}}, ""},
      {{{"host", "a"}, {"transfer-encoding", "Chunked"}}, ""},
      {{}, "no_host"},
      {{{"host", ""}}, "bad_host"},
      {{{"host", "a/b"}}, "bad_host"},
      {{{"host", "a"}, {"host", "a"}}, "two_hosts"},
      {{{"host", "a"}, {"content-length", "7"}, {"content-length", "7"}}, "two_content_lengths"},
      {{{"host", "a"}, {"content-length", "7,7"}}, "bad_content_length"},
      {{{"host", "a"}, {"content-length", "-1"}}, "bad_content_length"},
      {{{"host", "a"}, {"content-length", ""}}, "bad_content_length"},
      {{{"host", "a"}, {"content-length", "18446744073709551616"}}, "bad_content_length"},
      {{{"host", "a"}, {"transfer-encoding", ""}}, "bad_encoding"},
      {{{"host", "a"}, {"transfer-encoding", "chunked,chunked"}}, "bad_encoding"},
      {{{"host", "a"}, {"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}, "bad_encoding"},
      {{{"host", "a"}, {"transfer-encoding", "chunked"}, {"content-length", "1"}}, "length_and_encoding"}};
  for (const auto& [headers, fault] : table) CHECK_MESSAGE(framing_of(headers, 1).fault.value_or("") == fault, fault);
  CHECK(framing_of({{"transfer-encoding", "chunked"}}, 0).fault == "encoding_in_old_version");
  CHECK(!framing_of({}, 0).fault);
  CHECK(framing_of({{"host", "a"}, {"content-length", "42"}}, 1).content_length == 42);
}

TEST_CASE("a head is taken over or refused with a status") {
  const auto status = [](std::string method, std::string target, HeaderList more = {}) {
    Request request;
    more.emplace_back("host", "Here");
    return take_head(request, {std::move(method), std::move(target), 1, std::move(more)}, 100).status;
  };
  CHECK(status("GET", "/") == 0);
  CHECK(status("GET", "http://hERE/x") == 0);
  CHECK(status("GET", "http://there/x") == 400);
  CHECK(status("get", "/") == 501);
  CHECK(status("CONNECT", "a:1") == 501);
  CHECK(status("GET", "*") == 400);
  CHECK(status("POST", "/", {{"content-length", "100"}}) == 0);
  CHECK(status("POST", "/", {{"content-length", "101"}}) == 413);
  CHECK(status("POST", "/", {{"expect", "100-Continue"}}) == 0);
  CHECK(status("POST", "/", {{"expect", "200"}}) == 417);
}
