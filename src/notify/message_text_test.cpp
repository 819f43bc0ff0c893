#include <doctest/doctest.h>

#include "base/ensure.h"
#include "notify/mail_encoding.h"
#include "notify/mailer.h"

using namespace kringwerk;
using namespace kringwerk::notify;

namespace {

const Instant kNow = instant_from_ms(1795255445123);  // Saturday 21 November 2026, 10:04:05 UTC

std::string text_of(const Mail& mail, const std::string& from = "Kringwerk <post@hub.example>") {
  SmtpOptions options;
  options.from = from;
  return message_text(options, MailId{1}, mail, kNow);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = text.find("\r\n", start);
    REQUIRE(end != std::string::npos);
    lines.push_back(text.substr(start, end - start));
    start = end + 2;
  }
  return lines;
}

}  // namespace

TEST_CASE("a plain mail has the headers of RFC 5322, every line closed by CRLF") {
  const auto lines = lines_of(text_of({"an@atelier.example", "Nieuwe match", "Dag An\nTot straks", "hub@hub.example"}));
  const std::vector<std::string> expected{"Date: Sat, 21 Nov 2026 10:04:05 +0000",
                                          "From: Kringwerk <post@hub.example>",
                                          "To: an@atelier.example",
                                          "Reply-To: hub@hub.example",
                                          "Subject: Nieuwe match",
                                          "Message-ID: <0000000000001@hub.example>",
                                          "Auto-Submitted: auto-generated",
                                          "MIME-Version: 1.0",
                                          "Content-Type: text/plain; charset=utf-8",
                                          "Content-Transfer-Encoding: quoted-printable",
                                          "",
                                          "Dag An",
                                          "Tot straks"};
  CHECK(lines == expected);
}

TEST_CASE("a mail that nobody asked for says how to end such mails by one click") {
  const std::string text = text_of({"a@b.be", "x", "y", "", "https://hub.example/nl/digest/1/c"});
  CHECK(text.find("\r\nList-Unsubscribe: <https://hub.example/nl/digest/1/c>\r\n") != std::string::npos);
  CHECK(text.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != std::string::npos);
  CHECK(text_of({"a@b.be", "x", "y", ""}).find("List-Unsubscribe") == std::string::npos);
}

TEST_CASE("a sender's name with a comma or an accent does not break the header") {
  CHECK(text_of({"a@b.be", "x", "y", ""}, "Café, de Kring <post@hub.example>")
            .find("From: =?UTF-8?Q?Caf=C3=A9=2C_de_Kring?= <post@hub.example>\r\n") != std::string::npos);
  CHECK(text_of({"a@b.be", "x", "y", ""}, "post@hub.example").find("From: post@hub.example\r\n") != std::string::npos);
}

TEST_CASE("no value can add a header") {
  CHECK_THROWS_AS(text_of({"a@b.be\r\nBcc: all@b.be", "x", "y", ""}), BrokenInvariant);
  CHECK_THROWS_AS(text_of({"a@b.be", "x", "y", "a@b.be\nBcc: all@b.be"}), BrokenInvariant);
  CHECK_THROWS_AS(text_of({"a@b.be", "x", "y", ""}, "Kring\r\n <post@hub.example\r\nX: y>"), BrokenInvariant);
  CHECK(text_of({"a@b.be", "x\r\nBcc: all@b.be", "y", ""}).find("\r\nBcc") == std::string::npos);
}

TEST_CASE("a subject that is not plain ASCII becomes folded encoded words") {
  CHECK(header_words("één match", HeaderPlace::subject) == "=?UTF-8?Q?=C3=A9=C3=A9n_match?=");
  CHECK(header_words("=?UTF-8?Q?x?=", HeaderPlace::subject) == "=?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fx=3F=3D?=");
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "€";
  const auto lines = lines_of("Subject: " + header_words(subject, HeaderPlace::subject) + "\r\n");
  CHECK(lines.size() == 7);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CHECK(lines[i].size() <= 76);
    CHECK(lines[i].ends_with("=E2=82=AC?="));
    if (i > 0) CHECK(lines[i].starts_with(" =?UTF-8?Q?=E2=82=AC"));
  }
}

TEST_CASE("a body is quoted-printable") {
  CHECK(quoted_printable("") == "");
  CHECK(quoted_printable("één = 1\n") == "=C3=A9=C3=A9n =3D 1\r\n");
  CHECK(quoted_printable("space at the end \r\n\r\ntab\t\n.\n") == "space at the end=20\r\n\r\ntab=09\r\n.\r\n");
  CHECK(quoted_printable(std::string(76, 'x')) == std::string(76, 'x') + "\r\n");
  CHECK(quoted_printable(std::string(77, 'x')) == std::string(75, 'x') + "=\r\nxx\r\n");
  for (const std::string& line : lines_of(quoted_printable(std::string(500, '\xE9')))) CHECK(line.size() <= 76);
}
