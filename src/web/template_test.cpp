#include "web/template.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "base/ensure.h"

namespace kringwerk::web {
namespace {

const text::Texts& test_texts() {
  static const text::Texts texts = text::Texts::load(KW_SOURCE_DIR "/build/share/test-locale");
  return texts;
}

using Files = std::map<std::string, std::string>;

// A folder of templates that disappears with its test.
class Folder {
 public:
  explicit Folder(const Files& files) {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("kringwerk-templates-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((path_ / name).parent_path());
      std::ofstream(path_ / name, std::ios::binary) << text;
    }
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  Templates load(Strictness strictness = Strictness::strict) const {
    return Templates::load(
        path_, test_texts(), [](std::string_view name) { return "/static/" + std::string(name) + "?a&b"; }, strictness);
  }

 private:
  std::filesystem::path path_;
};

std::string rendered(const std::string& text, const Model& model, Language language = Language::nl) {
  return Folder(Files{{"page.html", text}}).load().render("page.html", language, model).text();
}

std::string refusal(const Files& files) {
  try {
    Folder(files).load();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("values are escaped for text and for quoted attributes") {
  Model model;
  model.set("X", "<b>\"a\" & 'b'</b> é").set("N", std::int64_t{-1200});
  CHECK(rendered("<p title=\"{{X}}\">{{X}}</p>{{N}}", model) ==
        "<p title=\"&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt; é\">&lt;b&gt;&quot;a&quot; &amp; "
        "&#39;b&#39;&lt;/b&gt; é</p>-1200");
  CHECK(rendered("<title>{{X}}</title><textarea>{{X}}</textarea>", model).find("<b>") == std::string::npos);
  CHECK(rendered("<p data-x='{{X}}'></p>", model).find("'b'") == std::string::npos);
}

TEST_CASE("a text area keeps its line ends") {
  Model model;
  model.set("X", "one\n<two>");
  CHECK(rendered("<textarea>{{X}}</textarea>", model) == "<textarea>one\n&lt;two&gt;</textarea>");
}

TEST_CASE("addresses keep their scheme") {
  Model model;
  model.set("BAD", "javascript:alert(1)").set("GOOD", "/hubs/1?a=b&c=d").set("PART", "a&b=\"c\" /é").set("EMPTY", "");
  CHECK(rendered("<a href=\"{{BAD}}\">x</a>", model) == "<a href=\"#\">x</a>");
  for (const std::string attribute : {"href", "src", "action", "cite", "longdesc"}) {
    CAPTURE(attribute);
    CHECK(rendered("<q " + attribute + "=\"{{BAD}}\"></q>", model).find("javascript") == std::string::npos);
  }
  CHECK(rendered("<a href=\"{{GOOD}}\">x</a>", model) == "<a href=\"/hubs/1?a=b&amp;c=d\">x</a>");
  CHECK(rendered("<a href=\"/?q={{PART}}\">x</a>", model) == "<a href=\"/?q=a%26b%3D%22c%22%20%2F%C3%A9\">x</a>");
  CHECK(rendered("<a href=\"{{GOOD}}&z={{PART}}\">x</a>", model) ==
        "<a href=\"/hubs/1?a=b&amp;c=d&z=a%26b%3D%22c%22%20%2F%C3%A9\">x</a>");
  model.set("PART", "a@b.be").set("PATH", "/evil.example/");
  CHECK(rendered("<a href=\"mailto:{{PART}}\">x</a>", model) == "<a href=\"mailto:a@b.be\">x</a>");
  CHECK(rendered("<a href=\"/{{PATH}}\">x</a>", model) == "<a href=\"/%2Fevil.example%2F\">x</a>");
}

TEST_CASE("drawings and finished pieces stand as they are, text never does") {
  const Folder folder(Files{{"piece.html", "<b>{{X}}</b>"}, {"page.html", "<main>{{BODY_HTML}}{{BODY_HTML}}</main>"}});
  const Templates templates = folder.load();
  Model inner;
  inner.set("X", "<i>");
  Model outer;
  outer.set("BODY_HTML", templates.render("piece.html", Language::nl, inner));
  CHECK(templates.render("page.html", Language::nl, outer).text() == "<main><b>&lt;i&gt;</b><b>&lt;i&gt;</b></main>");
  CHECK_THROWS_AS(outer.set("BODY_HTML", "<b>"), BrokenInvariant);
  CHECK_THROWS_AS(outer.set("MAP_SVG", "<svg>"), BrokenInvariant);
  CHECK_THROWS_AS(outer.set("MAP_SVG", templates.render("piece.html", Language::nl, inner)), BrokenInvariant);
  CHECK_THROWS_AS(outer.set("X", templates.render("piece.html", Language::nl, inner)), BrokenInvariant);
  CHECK_THROWS_AS(outer.set("X", drawings::Svg{}), BrokenInvariant);
  outer.set("BODY_HTML", templates.render("piece.html", Language::nl, inner));
}

TEST_CASE("sections turn per row, see their surroundings and part rows") {
  Model model;
  model.set("HUB", "Genk").show("SIGNED_IN").show_if(false, "HIDDEN");
  for (const char* name : {"hout", "textiel", "metaal"}) {
    Model& row = model.add("ROWS").set("NAME", name);
    row.add("TAGS").set("TAG", "a");
    if (std::string_view(name) == "metaal") row.set("HUB", "Aalst");
  }
  CHECK(rendered("{{#ROWS}}{{NAME}}@{{HUB}}{{#TAGS}}[{{TAG}}]{{/TAGS}}{{#SIGNED_IN}}+{{/SIGNED_IN}}"
                 "{{#ROWS_separator}}, {{/ROWS_separator}}{{/ROWS}}{{#HIDDEN}}never{{/HIDDEN}}",
                 model) == "hout@Genk[a]+, textiel@Genk[a]+, metaal@Aalst[a]+");
}

TEST_CASE("references to rows stay valid, also when the model moves") {
  Model model;
  Model& first = model.add("ROWS");
  for (int i = 0; i < 100; ++i) model.add("OTHER");
  Model moved = std::move(model);
  first.set("X", "yes");
  CHECK(rendered("{{#ROWS}}{{X}}{{/ROWS}}{{#OTHER}}{{/OTHER}}", moved) == "yes");
}

TEST_CASE("fixed words are translated and escaped; assets get their address") {
  CHECK(rendered("<p title=\"[[test.quotes]]\">[[test.plain]]</p>", Model{}, Language::fr) ==
        "<p title=\"Dites &quot;oui&quot; &amp; &lt;b&gt;&#39;non&#39;&lt;/b&gt;\">À remplir.</p>");
  CHECK(rendered("[[test.plain]]", Model{}, Language::en) == "Fill this in.");
  CHECK(rendered("<link href=\"[[asset:app.css]]\">", Model{}) == "<link href=\"/static/app.css?a&amp;b\">");
}

TEST_CASE("texts that cannot stand in a page are refused with their place") {
  CHECK(refusal({{"a/b.html", "\n[[test.dutch_only]]"}})
            .starts_with("a/b.html:2: the text test.dutch_only in en is missing"));
  CHECK(refusal({{"a.html", "[[test.braces]]"}}).find("waits for facts") != std::string::npos);
  CHECK(refusal({{"a.html", "[[test.name]]"}}).find("waits for facts") != std::string::npos);
  const std::string two = refusal({{"a.html", "{{x}}"}, {"b.html", "<p style>"}});
  CHECK(two.find("a.html:1: ") != std::string::npos);
  CHECK(two.find("\nb.html:1: ") != std::string::npos);
}

TEST_CASE("strict rendering finds what model and template disagree on") {
  const Folder folder(Files{{"page.html", "{{SET}}{{UNSET}}{{#ROWS}}x{{/ROWS}}"}});
  Model model;
  model.set("SET", "1");
  CHECK_THROWS_AS(folder.load().render("page.html", Language::nl, model), BrokenInvariant);
  CHECK(folder.load(Strictness::lenient).render("page.html", Language::nl, model).text() == "1");
  model.set("UNSET", "");
  CHECK(folder.load().render("page.html", Language::nl, model).text() == "1");
  model.show("ROSW");
  CHECK_THROWS_AS(folder.load().render("page.html", Language::nl, model), BrokenInvariant);
  CHECK(folder.load(Strictness::lenient).render("page.html", Language::nl, model).text() == "1");
  CHECK_THROWS_AS(folder.load().render("other.html", Language::nl, model), BrokenInvariant);
}

TEST_CASE("includes share the model, and names come from the whole") {
  const Folder folder(
      {{"partials/badge.html", "<b>{{WORD}}</b>"}, {"page.html", "[[include:partials/badge.html]]{{X}}"}});
  const Templates templates = folder.load();
  Model model;
  model.set("WORD", "voorbeeld").set("X", "");
  CHECK(templates.render("page.html", Language::nl, model).text() == "<b>voorbeeld</b>");
  CHECK(templates.names_in("page.html") == std::vector<std::string>{"WORD", "X"});
}

}  // namespace
}  // namespace kringwerk::web
