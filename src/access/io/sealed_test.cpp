#include "access/io/sealed.h"

#include <doctest/doctest.h>

using kringwerk::access::open_sealed;
using kringwerk::access::seal;

namespace {

const std::string kKey(32, 'k');
constexpr std::string_view kContext = "note.text:601";

}  // namespace

TEST_CASE("what is sealed opens with its key and context, and looks different each time") {
  for (const std::string& text : {std::string(), std::string("Jo zoekt hout"), std::string(5000, 'x') + "é"}) {
    const std::string sealed = seal(kKey, kContext, text);
    CHECK(open_sealed(kKey, kContext, sealed) == text);
    CHECK(sealed != seal(kKey, kContext, text));
    CHECK(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
  }
  CHECK(seal(kKey, kContext, "hout").find("hout") == std::string::npos);
}

TEST_CASE("another key, place or character does not open it") {
  const std::string sealed = seal(kKey, kContext, "Jo zoekt hout");
  CHECK_FALSE(open_sealed(std::string(32, 'l'), kContext, sealed));
  CHECK_FALSE(open_sealed(kKey, "note.text:602", sealed));
  CHECK_FALSE(open_sealed(kKey, kContext, ""));
  CHECK_FALSE(open_sealed(kKey, kContext, sealed.substr(1)));
  CHECK_FALSE(open_sealed(kKey, kContext, sealed + "A"));
  CHECK_FALSE(open_sealed(kKey, kContext, sealed + "!"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string broken = sealed;
    broken[i] = broken[i] == 'A' ? 'B' : 'A';
    // The last character may hold bits that no byte uses; then the decoder itself refuses it.
    CHECK_FALSE(open_sealed(kKey, kContext, broken));
  }
}

TEST_CASE("a key of another length is our fault") {
  CHECK_THROWS(seal("short", kContext, "text"));
  CHECK_THROWS(open_sealed("short", kContext, "text"));
}
