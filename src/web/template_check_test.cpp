#include "web/template_check.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace kringwerk::web {
namespace {

// "file:line: what" of each finding, one per line; empty when the template is accepted.
std::string findings(const TemplateFiles& files, std::string_view name = "page.html") {
  const TemplateSource source = include_all(files, name);
  std::string result;
  for (const TemplateFinding& finding : check_template(source).findings) {
    result += source.place(finding.offset) + ": " + finding.what + "\n";
  }
  return result;
}

std::string findings_in(std::string text) {
  return findings({{"page.html", std::move(text)}});
}

TEST_CASE("what context-aware escaping can make safe is accepted") {
  const std::vector<std::string> accepted{
      "",
      "plain <b>text</b> & more > less",
      "<!DOCTYPE html>\n<html lang=\"{{LANG}}\"><title>[[page.title]] {{NAME}}</title></html>",
      "<p class=\"a{{#B}} b{{/B}}\">{{TEXT}}</p>",
      "<input required type=text value='{{VALUE}}'/>",
      "<option value=\"{{ID}}\"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>",
      "<option{{#SELECTED}} selected{{/SELECTED}} value=\"{{ID}}\">{{NAME}}</option>",
      "<input{{#A}} aria-invalid=\"true\"{{/A}}{{#B}} disabled{{/B}}>",
      "{{#ROWS}}<tr><td>{{NAME}}</td></tr>{{#ROWS_separator}}, {{/ROWS_separator}}{{/ROWS}}",
      "<a href=\"{{ADDRESS}}\">x</a><a href=\"{{ADDRESS}}?x={{X}}\">x</a><a href=\"/hubs/{{ID}}#{{PART}}\">x</a>",
      "<svg class=\"i\"><use href=\"[[asset:icons.svg]]#{{ICON}}\"></use></svg>",
      "<script src=\"[[asset:map.js]]\" defer></script>",
      "<script type=\"module\">import \"./a.js\";</script>",
      "{{MAP_SVG}}<main>{{BODY_HTML}}</main>",
      "<textarea name=\"t\">{{TEXT}}</textarea>",
      "<div data-model=\"{{JSON}}\" hidden></div>",
      "{{! a note with <b> and \" inside }}<p title=\"[[page.title]]\">x</p>",
      "<button aria-label=\"[[page.close]]\">\u00D7</button>"};
  for (const std::string& text : accepted) {
    CAPTURE(text);
    CHECK(findings_in(text) == "");
  }
}

struct Refused {
  std::string text;
  std::string what;  // part of the finding
};

void check_all(const std::vector<Refused>& table) {
  for (const Refused& refused : table) {
    CAPTURE(refused.text);
    const std::string found = findings_in(refused.text);
    CAPTURE(found);
    CHECK(found.find(refused.what) != std::string::npos);
  }
}

TEST_CASE("markers other than plain variables, sections and notes are refused") {
  check_all({{"{{X:none}}", "only variables in CAPITALS"},
             {"{{X:h}}", "only variables in CAPITALS"},
             {"{{x}}", "only variables in CAPITALS"},
             {"{{ X }}", "only variables in CAPITALS"},
             {"{{{X}}}", "only variables in CAPITALS"},
             {"{{}}", "only variables in CAPITALS"},
             {"{{>PART}}", "only variables in CAPITALS"},
             {"{{%AUTOESCAPE context=\"JAVASCRIPT\"}}", "only variables in CAPITALS"},
             {"x{{%AUTOESCAPE context=\"HTML\"}}", "only variables in CAPITALS"},
             {"{{=<% %>=}}", "only variables in CAPITALS"},
             {"{{^X}}", "only variables in CAPITALS"},
             {"{{X", "{{ without }}"},
             {"[[page.title", "[[ without ]]"},
             {"[[Title]]", "no text id"},
             {"[[title]]", "no text id"},
             {"[[asset:../x]]", "names no file"}});
}

TEST_CASE("places that no escaping makes safe are refused") {
  check_all({{"<{{TAG}}>", "in the name of a tag"},
             {"<p{{X}}>", "in the name of a tag or attribute"},
             {"<p {{X}}>", "in the name of a tag or attribute"},
             {"<p a{{X}}=\"1\">", "in the name of a tag or attribute"},
             {"<p class={{X}}>", "without quotes"},
             {"<p class=a{{X}}>", "without quotes"},
             {"<!-- {{X}} -->", "HTML comment"},
             {"<!-- x -->", "HTML comment"},
             {"<![CDATA[x]]>", "HTML comment or declaration"},
             {"<?php ?>", "begins no tag"},
             {"a < b", "begins no tag"},
             {"<!doctype {{X}}>", "inside a declaration"},
             {"<script>var a = \"{{X}}\";</script>", "inside <script>"},
             {"<script>[[page.title]]</script>", "inside <script>"},
             {"<style>a { color: {{X}} }</style>", "inside <style>"},
             {"<script><!-- </script>", "comment inside <script>"},
             {"<p style=\"width: {{X}}\">", "attribute style"},
             {"<p STYLE='x'>", "attribute style"},
             {"<p onclick=\"{{X}}\">", "event attribute onclick"},
             {"<p onclick>", "event attribute onclick"},
             {"<p{{#A}} onclick{{/A}}=\"x\">", "event attribute onclick"},
             {"<p srcdoc=\"{{X}}\">", "in the attribute srcdoc"},
             {"<button formaction=\"{{X}}\">", "in the attribute formaction"},
             {"<use xlink:href=\"{{X}}\">", "in the attribute xlink:href"},
             {"<img srcset=\"{{X}}\">", "in the attribute srcset"},
             {"<video poster=\"{{X}}\">", "in the attribute poster"},
             {"<a ping=\"{{X}}\">", "in the attribute ping"},
             {"<a ping=\"[[page.title]]\">", "in the attribute ping"},
             {"<meta http-equiv=\"refresh\">", "http-equiv"},
             {"<script src=\"{{X}}\"></script>", "address of a script"},
             {"<base href=\"/\">", "element <base>"},
             {"<iframe src=\"/\">", "element <iframe>"},
             {"<svg><set to=\"{{X}}\"></svg>", "element <set>"},
             {"<p class=\"a\"b>", "no space before"},
             {"<p \"x\">", "no attribute name begins"},
             {"<p class=a=b>", "without quotes"},
             {"<p class=\"x", "ends inside a tag"},
             {"<title>x", "ends inside a tag or text element"},
             {"\x01", "control character"},
             {"\xC3", "not UTF-8"}});
}

TEST_CASE("sections keep quotes, tags and text elements whole") {
  check_all({{"{{#A}}<p class=\"{{/A}}\">", "opens or closes"},
             {"<p class=\"a{{#A}}\" id=\"b{{/A}}\">", "opens or closes"},
             {"{{#A}}<p {{/A}}>", "opens or closes"},
             {"<p {{#A}} >{{/A}}", "opens or closes"},
             {"{{#A}}<textarea>{{/A}}</textarea>", "opens or closes"},
             {"{{#A}}<script>{{/A}}</script>", "opens or closes"},
             {"<script>{{#A}}{{/A}}</script>", "section in raw text"},
             {"<p{{#A}}x{{/A}}>", "begins with a space"},
             {"<p a{{#A}} b{{/A}}c>", "no space before"},
             {"<p a{{#A}} b{{/A}}=\"c\">", "no space before"},
             {"<p{{#A}}{{X}}{{/A}}>", "name of a tag"},
             {"{{#A}}x", "never closed"},
             {"{{#A}}{{#B}}{{/A}}{{/B}}", "while B is open"},
             {"{{/A}}", "closes no section"},
             {"{{#a}}{{/a}}", "named in CAPITALS"},
             {"<p class=a{{#A}}b{{/A}}>", "a value without quotes"}});
}

TEST_CASE("nobody but the template chooses the scheme of an address") {
  check_all({{"<a href=\"javascript:{{X}}\">", "scheme javascript"},
             {"<a href=\"JavaScript:alert(1)\">", "scheme javascript"},
             {"<a href=\"data:{{X}}\">", "begins with data:"},
             {"<a href=\"x{{X}}\">", "begins with x"},
             {"<a href=\"{{X}}{{Y}}\">", "side by side"},
             {"<a href=\"{{X}}script:{{Y}}\">", "goes on with"},
             {"<a href=\"{{#A}}/x{{/A}}{{X}}\">", "section inside an address"},
             {"<a href=\"[[asset:a.css]]{{X}}\">", "side by side"},
             {"<a href=\"[[page.title]]\">", "text in an address"},
             {"<p>[[asset:a.css]]</p>", "beginning of a quoted attribute"},
             {"<a href=\"/x[[asset:a.css]]\">", "beginning of a quoted attribute"}});
}

TEST_CASE("finished pieces stand between elements only") {
  check_all({{"<p class=\"{{X_HTML}}\">", "finished piece"},
             {"<p {{X_SVG}}>", "finished piece"},
             {"<title>{{X_HTML}}</title>", "finished piece"},
             {"<textarea>{{X_SVG}}</textarea>", "finished piece"},
             {"<script>{{X_HTML}}</script>", "finished piece"}});
}

TEST_CASE("findings name the file and line, also inside an include") {
  const TemplateFiles files{{"page.html", "one\n[[include:part.html]]\nthree\n{{X:none}}"},
                            {"part.html", "a\nb"},
                            {"bad.html", "x\n[[include:worse.html]]"},
                            {"worse.html", "\n\n<p style=\"\">"}};
  CHECK(findings(files).starts_with("page.html:4: {{X:none}}"));
  CHECK(findings(files, "bad.html").starts_with("worse.html:3: the attribute style"));
}

TEST_CASE("includes are put in between elements and end") {
  CHECK(findings({{"page.html", "[[include:none.html]]"}}) == "page.html:1: no template is called none.html\n");
  CHECK(findings({{"page.html", "\n[[include:page.html]]"}}).find("includes itself") != std::string::npos);
  CHECK(findings({{"page.html", "<p class=\"[[include:part.html]]\">"}, {"part.html", "x"}}) ==
        "part.html:1: an include inside a tag or text element\n");
  CHECK(findings({{"page.html", "<p>[[include:part.html]]</p>"},
                  {"part.html", std::string(kAutoescapePragma) + "<b>{{X}}</b>"}}) == "");
}

TEST_CASE("names are sorted and stand once; separators are no section of the model") {
  const TemplateSource source =
      include_all({{"p", "{{B}}{{#A}}{{B}}{{C}}{{#A_separator}},{{/A_separator}}{{/A}}"}}, "p");
  CHECK(check_template(source).names == std::vector<std::string>{"A", "B", "C"});
}

}  // namespace
}  // namespace kringwerk::web
