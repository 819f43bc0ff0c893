#include "drawings/svg_writer.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "drawings/svg_scan.h"

namespace kringwerk::drawings {

TEST_CASE("numbers have one decimal at most, rounded half away from zero") {
  CHECK(svg_number(3) == "3");
  CHECK(svg_number(12.54) == "12.5");
  CHECK(svg_number(12.25) == "12.3");
  CHECK(svg_number(-0.25) == "-0.3");
  CHECK(svg_number(-0.04) == "0");
  CHECK(svg_number(-12) == "-12");
}

TEST_CASE("text cannot leave its place") {
  CHECK(svg_escape("<b a='1' c=\"2\"> & é") == "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt; &amp; é");
  CHECK(svg_escape(std::string("a\x01\x1f"
                               "b\n")) == "ab\n");
}

TEST_CASE("a fragment is nested and escaped") {
  SvgWriter writer;
  writer.open("svg").set("aria-label", "\"><script>").open("text").set("x", 1.5).text("a<b").close();
  writer.open("path").close().close();
  CHECK(writer.finish().text() ==
        "<svg aria-label=\"&quot;&gt;&lt;script&gt;\"><text x=\"1.5\">a&lt;b</text><path/></svg>");
}

TEST_CASE("misuse of the writer is our own fault") {
  SvgWriter unclosed;
  unclosed.open("g");
  CHECK_THROWS_AS(unclosed.finish(), BrokenInvariant);
  SvgWriter late;
  late.open("g").text("x");
  CHECK_THROWS_AS(late.set("id", "a"), BrokenInvariant);
  SvgWriter empty;
  CHECK_THROWS_AS(empty.close(), BrokenInvariant);
}

TEST_CASE("the scanner of the tests refuses what is unsound") {
  CHECK(is_sound("<svg><g id=\"a\"/></svg>"));
  CHECK_FALSE(is_sound("<svg><g></svg>"));
  CHECK_FALSE(is_sound("<svg a=\"1\" a=\"2\"/>"));
  CHECK_FALSE(is_sound("<svg>a & b</svg>"));
  CHECK_FALSE(is_sound("<svg a=\"<\"/>"));
  CHECK_FALSE(is_sound("<svg style=\"fill:red\"/>"));
  CHECK_FALSE(is_sound("<svg><g id=\"a\"/><g id=\"a\"/></svg>"));
  CHECK_FALSE(is_sound("<svg><path fill=\"url(#nowhere)\"/></svg>"));
}

}  // namespace kringwerk::drawings
