#include "base/personal_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

namespace kringwerk {
namespace {

std::string kinds_in(std::string_view text) {
  std::string kinds;
  for (const FoundPersonalText& one : find_personal_text(text)) {
    kinds += one.kind == PersonalText::national_number ? 'n' : one.kind == PersonalText::email ? 'e' : 'p';
  }
  return kinds;
}

std::string digits(std::int64_t value, int width) {
  std::string text = std::to_string(value);
  return std::string(
             static_cast<std::size_t>(width) - std::min<std::size_t>(text.size(), static_cast<std::size_t>(width)),
             '0') +
         text;
}

/// A national number as the register gives them, in one of the forms people write.
struct Person {
  std::string number;
  std::string written;
};

Person any_person() {
  const auto year = *rc::gen::inRange<std::int64_t>(1900, 2030);
  const auto month = *rc::gen::inRange<std::int64_t>(0, 13) + *rc::gen::element<std::int64_t>(0, 20, 40);
  const auto day = *rc::gen::inRange<std::int64_t>(0, 32);
  const auto serial = *rc::gen::inRange<std::int64_t>(1, 999);
  const std::int64_t nine = (((year % 100) * 100 + month) * 100 + day) * 1000 + serial;
  const std::int64_t check = 97 - (year >= 2000 ? 2'000'000'000 + nine : nine) % 97;
  const std::string n = digits(nine, 9) + digits(check, 2);
  const std::string d = n.substr(0, 6);
  const std::string s = n.substr(6, 3);
  const std::string c = n.substr(9);
  const std::vector<std::string> forms{
      n,
      d + " " + s + " " + c,
      d + "-" + s + "-" + c,
      d + "-" + s + "." + c,
      n.substr(0, 2) + "." + n.substr(2, 2) + "." + n.substr(4, 2) + "-" + s + "." + c,
      n.substr(0, 2) + " " + n.substr(2, 2) + " " + n.substr(4, 2) + " " + s + " " + c,
      n.substr(0, 2) + "/" + n.substr(2, 2) + "/" + n.substr(4, 2) + " - " + s + "-" + c};
  return {n, *rc::gen::elementOf(forms)};
}

/// Words that hold numbers of other kinds.
std::string any_harmless() {
  const auto kbo = [] {
    const auto eight = *rc::gen::inRange<std::int64_t>(1'000'000, 20'000'000);
    const std::string n = digits(eight, 8) + digits(97 - eight % 97, 2);
    return *rc::gen::element<std::string>(n.substr(0, 4) + "." + n.substr(4, 3) + "." + n.substr(7), n,
                                          "BE " + n.substr(0, 4) + "." + n.substr(4, 3) + "." + n.substr(7), "BE" + n);
  };
  const auto two = [](std::int64_t least, std::int64_t most) { return digits(*rc::gen::inRange(least, most), 2); };
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return two(1, 21) + " " + two(1, 15) + " " + two(1, 99) + "*";
    case 1:
      return kbo();
    case 2:
      return std::to_string(*rc::gen::inRange(1, 999)) + "." + digits(*rc::gen::inRange(0, 999), 3) + ",50 euro";
    case 3:
      return std::to_string(*rc::gen::inRange(1000, 9999)) + " Leuven";
    case 4:
      return two(1, 32) + *rc::gen::element<std::string>("/", "-", ".", " ") + two(1, 13) + "/" +
             std::to_string(*rc::gen::inRange(1990, 2040));
    default:
      return std::to_string(*rc::gen::inRange(1, 99)) + "," + two(0, 99) + " ton";
  }
}

}  // namespace

TEST_CASE("addresses, telephone numbers and national numbers are found in the forms people write") {
  for (const char* phone : {"016 12 34 56", "016/12.34.56", "02 123 45 67", "(02) 123 45 67", "+32 470 12 34 56",
                            "0032 470 12 34 56", "0470/12.34.56", "0470 12 34 56", "0470123456", "+32(0)16 12 34 56",
                            "+31 6 1234 5678", "tel.016123456", "0470\u00A012\u00A034\u00A056"}) {
    CAPTURE(std::string(phone));
    CHECK(kinds_in(std::string("Bel ") + phone + " of kom langs. 3 ton") == "p");
  }
  for (const char* email : {"jo@bedrijf.be", "jo.van-den.berg+hub@mail.bedrijf.example", "jo(at)bedrijf.be",
                            "jo [at] bedrijf.be", "renée@café.example", "jo0470123456@bedrijf.be"}) {
    CAPTURE(std::string(email));
    CHECK(kinds_in(std::string("Mail ") + email + ", dank") == "e");
  }
  CHECK(kinds_in("85.07.30-033.28") == "n");
  CHECK(kinds_in("85073003328") == "n");
  CHECK(kinds_in("17.07.30-033.84") == "n");
  CHECK(kinds_in("85.07.30-033.29") == "");
  CHECK(kinds_in("jo@a.be, 016 12 34 56 en an@b.be") == "epe");
}

TEST_CASE("numbers of the trade are left alone") {
  for (const char* text : {"waste code 16 06 04 and 16 06 04*",
                           "KBO 0123.456.749",
                           "BE 0475.123.420",
                           "2 000 000 kg",
                           "12.500,75 euro",
                           "3000 Leuven",
                           "van 01/02/2026 tot 03-04-2026",
                           "2026-11-22 10:30",
                           "0,5 ton",
                           "ISBN 978-90-8558-101-1",
                           "maten 120 x 80 x 14,4",
                           "5 @ 3 euro",
                           "@hub",
                           "0.5-0.8 mm",
                           "BE68 5390 0754 7034",
                           "DIN 1045-2 2008",
                           "12345678901234567890",
                           "100 000 pallets per 12 maanden",
                           "01 02 03",
                           "EN 12620:2002+A1:2008"}) {
    CAPTURE(std::string(text));
    CHECK(kinds_in(text) == "");
  }
}

TEST_CASE("every national number is found in every form, and one wrong digit is not one") {
  CHECK(rc::check("found wherever it stands", [] {
    const Person person = any_person();
    const auto before = *rc::gen::element<std::string>("", "Mijn nummer is ", "rrn:", "3 ton hout. ", "é ");
    const auto after = *rc::gen::element<std::string>("", ".", ", dank", " en 3 ton");
    RC_ASSERT(kinds_in(before + person.written + after).find('n') != std::string::npos);
    RC_ASSERT(check_confidential_text("question", before + person.written + after).size() == 1);
  }));
  CHECK(rc::check("a longer number is not one", [] {
    const Person person = any_person();
    RC_ASSERT(kinds_in(person.number + "7").find('n') == std::string::npos);
  }));
}

TEST_CASE("waste codes, enterprise numbers, amounts, postcodes and days trip nothing") {
  CHECK(rc::check([] {
    std::string text = "Wij hebben ";
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) text += any_harmless() + " en ";
    RC_LOG() << text;
    RC_ASSERT(kinds_in(text) == "");
  }));
}

TEST_CASE("any text may be looked through, and findings stand in it in order") {
  CHECK(rc::check([](const std::string& text) {
    std::size_t done = 0;
    for (const FoundPersonalText& one : find_personal_text(text)) {
      RC_ASSERT(one.offset >= done);
      RC_ASSERT(one.length > 0U);
      done = one.offset + one.length;
      RC_ASSERT(done <= text.size());
    }
  }));
}

TEST_CASE("findings name field and kind and never tell the whole value") {
  const Violations found = check_public_text("note", "jo@bedrijf.be of 0470 12 34 56, 85.07.30-033.28");
  REQUIRE(found.size() == 3);
  CHECK(found[0] == Violation{"privacy.national_number", "note", {}});
  CHECK(found[1] == Violation{"privacy.email_in_text", "note", {{"found", std::string("j…@b….be")}}});
  CHECK(found[2] == Violation{"privacy.phone_in_text", "note", {{"found", std::string("…56")}}});
  CHECK(check_confidential_text("question", "jo@bedrijf.be of 0470 12 34 56").empty());
  CHECK(check_public_text("note", "Tien ton hout").empty());
}

TEST_CASE("masks keep the first letters and the country") {
  CHECK(masked_email("jo@bedrijf.be") == "j…@b….be");
  CHECK(masked_email("é@ü.example") == "é…@ü….example");
  CHECK(masked_email("jo") == "…");
  CHECK(masked_email("@x.be") == "…");
  CHECK(masked_email("") == "…");
  CHECK(masked_phone("+32 470 12 34 56") == "…56");
  CHECK(masked_phone("12345") == "…");
}

}  // namespace kringwerk
