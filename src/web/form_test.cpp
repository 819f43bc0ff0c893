#include "web/form.h"

#include <doctest/doctest.h>

#include <array>

#include "web/multipart.h"
#include "web/typed_text.h"

using namespace kringwerk;
using namespace kringwerk::web;

namespace {

Request posted(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  if (!type.empty()) request.headers.emplace_back("content-type", std::move(type));
  request.body = std::move(body);
  return request;
}

ReadForm url_encoded(std::string body) {
  return read_form(posted("application/x-www-form-urlencoded; charset=UTF-8", std::move(body)));
}

std::string rules(const Violations& violations) {
  std::string text;
  for (const Violation& violation : violations) text += violation.rule + ":" + violation.field + " ";
  return text;
}

std::string part(const std::string& disposition, const std::string& content) {
  return "--b\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
}

ReadForm multipart(const std::string& body, const FormLimits& limits = {}) {
  return read_form(posted("multipart/form-data; boundary=b", body), limits);
}

Form form_of(std::string name, std::string value) {
  return {Pairs{{{std::move(name), std::move(value)}}}, {}};
}

}  // namespace

TEST_CASE("url-encoded forms") {
  const ReadForm read = url_encoded("naam=Jan+%C3%89&&leeg=&naam=2&los");
  CHECK(read.violations.empty());
  CHECK(read.form.fields.value("naam") == "Jan \u00c9");
  CHECK(read.form.fields.all("naam").size() == 2);
  CHECK(read.form.fields.first("los") == "");
  CHECK(url_encoded("").violations.empty());
}

TEST_CASE("faults of url-encoded forms keep the rest") {
  const ReadForm bad = url_encoded("a=%ff&b=2&c=%zz&%ff=1");
  CHECK(rules(bad.violations) == "web.text_not_utf8:a web.form_malformed: web.text_not_utf8: ");
  CHECK(bad.form.fields.value("b") == "2");
  std::string many;
  for (int i = 0; i < 2001; ++i) many += "a=1&";
  const ReadForm full = url_encoded(many);
  CHECK(rules(full.violations) == "web.form_too_many_fields: ");
  CHECK(full.form.fields.list().size() == 2000);
  CHECK(rules(read_form(posted("application/json", "{}")).violations) == "web.form_unsupported_type: ");
  CHECK(rules(read_form(posted("", "a=1")).violations) == "web.form_unsupported_type: ");
  CHECK(read_form(posted("", "")).violations.empty());
}

TEST_CASE("multipart forms") {
  const std::string file =
      "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../x.csv\"\r\n"
      "Content-Type: text/csv\r\n\r\na\r\n--c\r\n\r\n";
  const ReadForm read = multipart(part("form-data; name=\"a\"", "1\r\n2") + file +
                                  part("form-data; name=\"g\"; filename=\"\"", "") + "--b--\r\n");
  CHECK(rules(read.violations) == "");
  CHECK(read.form.fields.value("a") == "1\r\n2");
  REQUIRE(read.form.uploads.size() == 1);
  CHECK(read.form.uploads[0].field == "f");
  CHECK(read.form.uploads[0].name == "../x.csv");
  CHECK(read.form.uploads[0].content_type == "text/csv");
  CHECK(read.form.uploads[0].content == "a\r\n--c\r\n");
  CHECK(multipart("--b--\r\n").violations.empty());
}

TEST_CASE("multipart bodies that are not exactly so are refused") {
  const std::string good = part("form-data; name=\"a\"", "1");
  for (const std::string& body :
       {std::string{}, std::string("--b"), std::string("x") + good + "--b--", good, good + "--b", good + "--b--x",
        std::string("--b\n\n--b--"), part("form-data", "1") + "--b--", part("form-data; name=a", "1") + "--b--",
        part("attachment; name=\"a\"", "1") + "--b--", part("form-data; name=\"a\"; name=\"b\"", "1") + "--b--",
        part("form-data; name=\"a", "1") + "--b--", part("form-data; name=\"a\"; filename*=\"b\"", "1") + "--b--",
        part("form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "1") + "--b--",
        part("form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") + "--b--",
        part("form-data; name=\"a\r\nb\"", "1") + "--b--", std::string("--b\r\n\r\n1\r\n--b--")}) {
    CHECK_MESSAGE(rules(multipart(body).violations) == "web.form_malformed: ", body);
  }
  const std::string overlong = part("form-data; name=\"" + std::string(5000, 'a') + "\"", "1") + "--b--";
  CHECK(rules(multipart(overlong).violations) == "web.form_malformed: ");
}

TEST_CASE("limits of multipart forms") {
  const std::string file = part("form-data; name=\"f\"; filename=\"n\"", "12345");
  const ReadForm large = multipart(file + part("form-data; name=\"a\"", "1") + "--b--", {4, 4});
  CHECK(rules(large.violations) == "web.upload_too_large:f ");
  CHECK(large.violations[0].facts[1].value == std::variant<std::int64_t, double, std::string>{std::int64_t{5}});
  CHECK(large.form.fields.value("a") == "1");
  CHECK(rules(multipart(file + file + "--b--", {5, 1}).violations) == "web.form_too_many_uploads: ");
  CHECK(rules(multipart(part("form-data; name=\"a\"", "\xff") + "--b--").violations) == "web.text_not_utf8:a ");
  std::string many;
  for (int i = 0; i < 2001; ++i) many += part("form-data; name=\"a\"", "1");
  CHECK(rules(multipart(many + "--b--").violations) == "web.form_too_many_fields: ");
}

TEST_CASE("boundaries") {
  CHECK(boundary_of("multipart/form-data; boundary=x-Y_1") == "x-Y_1");
  CHECK(boundary_of("multipart/form-data; Boundary=\"a b\"; charset=utf-8") == "a b");
  for (const char* type : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
                           "multipart/form-data; boundary=a\"b", "multipart/form-data; boundary=\"a \""}) {
    CHECK_MESSAGE(!boundary_of(type), type);
  }
  CHECK(!boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
}

TEST_CASE("lines and paragraphs") {
  CHECK(one_line("  a \t\r\n b\u00a0\u2003c\u3000 ") == "a b c");
  CHECK(one_line(" \n ") == "");
  CHECK(several_lines("\r\n a \r\nb\r\rc\t\n\n") == " a\nb\n\nc");
  CHECK(!has_control_character("a\tb\nc \u00e9 \u200f"));
  for (const char* text : {"\x01", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u202e", "\u2066"}) {
    CHECK_MESSAGE(has_control_character(text), text);
  }
}

TEST_CASE("addresses") {
  CHECK(mail_address(" Jan.Peeters+hub@Voorbeeld.BE ") == "Jan.Peeters+hub@voorbeeld.be");
  CHECK(mail_address("a@b.caf\u00e9") == "a@b.caf\u00e9");
  for (const char* bad : {"", "a", "@b.be", "a@", "a@b", "a@b.", "a@.be", "a@b..be", "a b@c.be", "a@b@c.be", "a@-b.be",
                          "a@b_c.be", "a,b@c.be", "<a@b.be>", ".a@b.be", "a.@b.be"}) {
    CHECK_MESSAGE(mail_address(bad).empty(), bad);
  }
  CHECK(mail_address(std::string(65, 'a') + "@b.be").empty());
  CHECK(mail_address("a@" + std::string(250, 'b') + ".be").empty());
}

TEST_CASE("a reader collects every problem") {
  const Form form{Pairs{{{"name", "  Hub \n Leuven "},
                         {"long", "\u00e9\u00e9\u00e9"},
                         {"evil", "a\x1b[0m"},
                         {"amount", "1.250,5"},
                         {"bad_amount", "veel"},
                         {"day", "2026-02-28"},
                         {"bad_day", "2026-02-30"},
                         {"mail", "x"},
                         {"kind", "b"},
                         {"bad_kind", "z"},
                         {"tick", "on"}}},
                  {}};
  FormReader reader{form, Language::nl};
  using Presence = FormReader::Presence;
  CHECK(reader.line("name", Presence::required, 10) == "Hub Leuven");
  CHECK(reader.line("long", Presence::required, 3).size() == 6);
  CHECK(reader.thousandths("amount", Presence::required) == 1250500);
  CHECK(reader.day("day", Presence::required) == parse_day("2026-02-28"));
  constexpr std::array<std::string_view, 2> kinds{"a", "b"};
  CHECK(reader.choice("kind", kinds, Presence::required) == 1);
  CHECK(reader.checked("tick"));
  CHECK(!reader.checked("absent"));
  CHECK(reader.line("absent", Presence::optional, 5).empty());
  CHECK(reader.violations().empty());

  CHECK(reader.line("long", Presence::required, 2).empty());
  reader.line("evil", Presence::required, 50);
  reader.line("absent", Presence::required, 50);
  CHECK(!reader.thousandths("bad_amount", Presence::optional));
  CHECK(!reader.day("bad_day", Presence::optional));
  CHECK(reader.email("mail", Presence::optional).empty());
  CHECK(!reader.choice("bad_kind", kinds, Presence::optional));
  CHECK(rules(reader.violations()) ==
        "web.too_long:long web.control_character:evil web.required:absent web.not_a_number:bad_amount "
        "web.not_a_day:bad_day web.email_without_at:mail web.not_a_choice:bad_kind ");
  CHECK(reader.violations()[0].facts == std::vector<Fact>{{"longest", std::int64_t{2}}, {"found", std::int64_t{3}}});
  CHECK(reader.typed("evil") == "a\x1b[0m");
}

TEST_CASE("a secret is taken as typed") {
  const Form form = form_of("p", " w\u00e9 ");
  FormReader reader{form, Language::nl};
  CHECK(reader.secret("p", {4, 4}) == " w\u00e9 ");
  CHECK(reader.secret("p", {5, 9}).empty());
  CHECK(reader.secret("p", {1, 3}).empty());
  CHECK(reader.secret("q", {1, 3}).empty());
  CHECK(rules(reader.violations()) == "web.too_short:p web.too_long:p web.required:q ");
}
