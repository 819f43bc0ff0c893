#include <charconv>

#include "access/actor.h"
#include "network/io/load_organisation_list.h"
#include "network/io/network_pages.h"
#include "network/io/page_words.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::network {

namespace {

constexpr std::size_t kLinesOfPage = 50;
constexpr std::size_t kMostPages = 10'000;

std::size_t page_number(std::string_view typed) {
  std::size_t number = 1;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc{} && number >= 1 && number <= kMostPages ? number : 1;
}

bool may_make(const access::Actor& actor) {
  using access::Role;
  return actor.holds(Role::administrator) || actor.holds(Role::coordinator) || actor.holds(Role::coach);
}

void show_ways(std::size_t number, bool has_more, web::Model& model) {
  if (number == 1 && !has_more) return;
  web::Model& pages = model.add("PAGES");
  if (number > 1) pages.add("PREVIOUS").set("NUMBER", static_cast<std::int64_t>(number - 1));
  if (has_more) pages.add("NEXT").set("NUMBER", static_cast<std::int64_t>(number + 1));
}

}  // namespace

web::Response organisations_page(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const std::string words(call.request.query.value("q"));
  const std::size_t number = page_number(call.request.query.value("page"));
  auto lines = services.database.read([&](storage::Connection& connection) {
    return load_organisation_list(connection, words, {(number - 1) * kLinesOfPage, kLinesOfPage});
  });
  const bool has_more = lines.size() > kLinesOfPage;
  if (has_more) lines.pop_back();
  web::Model model;
  model.set("WORDS", words);
  model.set("HOME", site::address(language, ""));
  model.show_if(may_make(site::visit_of(call).actor), "MAKE");
  web::Model& table = model.add(lines.empty() ? "NONE" : "TABLE");
  for (const OrganisationLine& line : lines) {
    table.add("LINE")
        .set("ADDRESS", site::address(language, "/organisations/" + line.id.text()))
        .set("NAME", line.name)
        .set("KIND", kind_word(services, language, line.kind))
        .set("PLACE", line.municipality.empty() ? unknown(services, language) : line.municipality)
        .show_if(line.is_example, "EXAMPLE");
  }
  show_ways(number, has_more, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "network.list.organisation");
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "network/organisations.html", model, frame);
}

}  // namespace kringwerk::network
