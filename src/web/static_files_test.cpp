#include "web/static_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "web/style_sheet.h"

using namespace kringwerk::web;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path(fs::temp_directory_path() / ("kringwerk-static-" + std::to_string(getpid()))) {
    fs::create_directories(path / "fonts");
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const { std::ofstream{path / name} << text; }
  fs::path path;
};

Request get(std::string path, std::string accept_encoding = {}) {
  Request request;
  request.path = std::move(path);
  request.headers.emplace_back("accept-encoding", std::move(accept_encoding));
  return request;
}

}  // namespace

TEST_CASE("files stand at addresses that hold their hash") {
  const Folder folder;
  folder.write("fonts/a.woff2", "font");
  folder.write("site.css", "@font-face{src:url('fonts/a.woff2')}" + std::string(3000, ' '));
  folder.write("app.js", "let a;" + std::string(2000, ' '));
  folder.write("app.js.br", "ready");
  const StaticFiles files = StaticFiles::load(folder.path);
  const std::string font = files.address("fonts/a.woff2");
  CHECK(font.starts_with("/static/fonts/a."));
  CHECK(font.ends_with(".woff2"));
  const auto css = files.answer(get(files.address("site.css")));
  REQUIRE(css);
  CHECK(css->body.starts_with("@font-face{src:url('" + font + "')}"));
  CHECK(css->content_type == "text/css; charset=utf-8");
  CHECK(css->headers.front().second == "public, max-age=31536000, immutable");
  const auto small = files.answer(get(files.address("site.css"), "gzip"));
  CHECK(small->content_encoding == "gzip");
  CHECK(small->body.size() < 300);
  CHECK(files.answer(get(files.address("app.js"), "br"))->body == "ready");
  CHECK(files.answer(get(font, "br"))->content_encoding.empty());
  CHECK(!files.answer(get("/static/site.css")));
  CHECK(!files.answer(get("/static/app.js.br")));
  CHECK_THROWS_AS(files.address("absent.css"), std::runtime_error);
  Request post = get(font);
  post.method = Method::post;
  CHECK(!files.answer(post));
}

TEST_CASE("another content is another address") {
  const Folder folder;
  folder.write("a.txt", "one");
  const std::string before = StaticFiles::load(folder.path).address("a.txt");
  folder.write("a.txt", "two");
  CHECK(StaticFiles::load(folder.path).address("a.txt") != before);
}

TEST_CASE("a style sheet that names a missing file stops the start") {
  const Folder folder;
  folder.write("site.css", "a{background:url(missing.svg)}");
  CHECK_THROWS_AS(StaticFiles::load(folder.path), std::runtime_error);
}

TEST_CASE("addresses in style sheets") {
  const auto mark = [](std::string_view url) { return "<" + std::string(url) + ">"; };
  CHECK(with_urls("a", mark) == "a");
  CHECK(with_urls("url(a.svg) url( \"b.svg#c\" )", mark) == "url(<a.svg>) url( \"<b.svg>#c\" )");
  CHECK(with_urls("url(data:x) url(#a) url(https://a/b) url(/c) url()", mark) ==
        "url(data:x) url(#a) url(https://a/b) url(/c) url()");
  CHECK(with_urls("url(a.svg", mark) == "url(a.svg");
}
