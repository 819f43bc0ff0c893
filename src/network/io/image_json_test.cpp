#include "network/io/image_json.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::network;

TEST_CASE("an image reads back from its text, and what is no image is none") {
  RecordImage image;
  image.add("name", {{"value", "\"Kring\" <é>"}, {"source", "said|2026-11-20|https://a.be|T"}});
  image.add("sites", {{"name", "A"}});
  image.add("sites", {{"name", "B"}});
  CHECK(read_image_text(image_text(image)) == image);
  for (const char* text : {"", "[]", "{\"name\":1}", "{\"name\":[1]}", "{\"name\":[{\"value\":1}]}", "{"})
    CHECK_FALSE(read_image_text(text));
}
