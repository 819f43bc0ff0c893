#include "accounts/io/totp.h"

#include <doctest/doctest.h>

#include <vector>

#include "site/qr_code.h"

using namespace kringwerk;
using namespace kringwerk::accounts;

namespace {

const std::string kSecret = "12345678901234567890";  // RFC 6238, appendix B

Instant second(std::int64_t seconds) {
  return instant_from_ms(seconds * 1000);
}

}  // namespace

TEST_CASE("codes are those of RFC 6238, shortened to six digits") {
  const std::vector<std::pair<std::int64_t, std::string>> rows{{59, "287082"},         {1111111109, "081804"},
                                                               {1111111111, "050471"}, {1234567890, "005924"},
                                                               {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [at, code] : rows) {
    CHECK(totp_code(kSecret, at / 30) == code);
    CHECK(step_of_code(kSecret, code, second(at)) == at / 30);
  }
}

TEST_CASE("a code holds in its own step and the two beside it") {
  const std::int64_t step = 40'000'000;
  const std::string code = totp_code(kSecret, step);
  for (const auto& [offset, holds] : std::vector<std::pair<std::int64_t, bool>>{
           {-31, false}, {-30, true}, {0, true}, {29, true}, {30, true}, {59, true}, {60, false}}) {
    CAPTURE(offset);
    CHECK(step_of_code(kSecret, code, second(step * 30 + offset)).has_value() == holds);
  }
  for (const std::string_view wrong : {"", "00000", "000000", "0000000", "abcdef"}) {
    CHECK_FALSE(step_of_code(kSecret, wrong, second(step * 30)));
  }
}

TEST_CASE("a secret is told to an app by QR code or by typing") {
  CHECK(typed_totp_secret(kSecret) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  CHECK(totp_address(kSecret, "jo@hub.example") ==
        "otpauth://totp/Kringwerk:jo%40hub.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kringwerk");
  CHECK(make_totp_secret().size() == 20);
  CHECK(make_totp_secret() != make_totp_secret());
  const std::string drawing = site::draw_qr_code("otpauth://totp/x", "code").text();
  CHECK(drawing.starts_with("<svg"));
  CHECK(drawing.find("viewBox=\"0 0 33 33\"") != std::string::npos);
}
