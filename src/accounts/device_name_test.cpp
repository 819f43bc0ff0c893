#include "accounts/device_name.h"

#include <doctest/doctest.h>

using kringwerk::accounts::device_name;

TEST_CASE("a device by its browser and system") {
  CHECK(device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0") ==
        "Firefox, Windows");
  CHECK(device_name("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0") ==
        "Edge, Windows");
  CHECK(device_name("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36") ==
        "Chrome, Android");
  CHECK(device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1") ==
        "Safari, iPhone");
  CHECK(device_name("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)") == "Mac");
  CHECK(device_name("Firefox/1") == "Firefox");
  CHECK(device_name("curl/8.0") == "");
  CHECK(device_name("") == "");
}
