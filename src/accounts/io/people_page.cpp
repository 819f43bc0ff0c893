#include "accounts/io/people_page.h"

#include <algorithm>

#include "access/policy.h"
#include "accounts/io/person_page.h"
#include "accounts/io/show_roles.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"
#include "web/request_target.h"

namespace kringwerk::accounts {

namespace {

constexpr std::int64_t kRowsOfPage = 50;
constexpr std::int64_t kMostRowsOfDownload = 20'000;
constexpr std::size_t kLongestWords = 100;

struct NamedHub {
  access::ScopedHub id;
  std::string name;
};

struct People {
  PeopleQuery query;
  PeopleList list;
  std::vector<NamedHub> hubs;  ///< to filter by
  std::int64_t page = 1;
};

std::int64_t page_in(const web::Pairs& query) {
  std::int64_t page = 0;
  for (const char c : query.value("page").substr(0, 5)) {
    if (c < '0' || c > '9') return 1;
    page = page * 10 + (c - '0');
  }
  return std::max<std::int64_t>(page, 1);
}

PeopleQuery query_in(const web::Pairs& typed) {
  PeopleQuery query;
  const std::string_view words = typed.value("q");
  if (words.size() <= kLongestWords && words.find('\0') == std::string_view::npos) query.words = words;
  query.role = access::parse_role(typed.value("role"));
  query.hub = access::ScopedHub::parse(typed.value("hub"));
  const auto order = std::find(kPeopleOrderKeys.begin(), kPeopleOrderKeys.end(), typed.value("sort"));
  if (order != kPeopleOrderKeys.end()) query.order = static_cast<PeopleOrder>(order - kPeopleOrderKeys.begin());
  return query;
}

/// All hubs for an administrator, the own ones for everybody else.
std::vector<NamedHub> load_filter_hubs(storage::Connection& connection, const access::Actor& actor) {
  const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
  const bool sees_all = actor.holds(access::Role::administrator);
  std::vector<NamedHub> hubs;
  auto rows = connection.query("SELECT hub_id, name FROM hub ORDER BY is_example, list_order, hub_id");
  while (rows.next()) {
    const bool is_own = std::find(own.begin(), own.end(), rows.int64(0)) != own.end();
    if (sees_all || is_own) hubs.push_back({rows.get<access::ScopedHub>(0), rows.get<std::string>(1)});
  }
  return hubs;
}

std::string people_address(Language language, std::string_view path, const PeopleQuery& query, std::int64_t page) {
  std::string address =
      site::address(language, path) + "?sort=" + std::string(kPeopleOrderKeys[static_cast<std::size_t>(query.order)]);
  if (!query.words.empty()) address += "&q=" + web::percent_encoded(query.words);
  if (query.role) address += "&role=" + std::string(access::key_of(*query.role));
  if (query.hub) address += "&hub=" + query.hub->text();
  if (page > 1) address += "&page=" + std::to_string(page);
  return address;
}

void show_filters(const site::Services& services, Language language, const People& people, web::Model& model) {
  model.set("WORDS", people.query.words);
  model.set("SORT", kPeopleOrderKeys[static_cast<std::size_t>(people.query.order)]);
  for (std::size_t i = 0; i < access::kRoleKeys.size(); ++i) {
    const auto role = static_cast<access::Role>(i);
    web::Model& option = model.add("ROLE_OPTION");
    option.set("KEY", access::key_of(role)).set("LABEL", role_words(services, language, role));
    option.show_if(people.query.role == role, "SELECTED");
  }
  if (people.hubs.size() < 2) return;
  web::Model& filter = model.add("HUB_FILTER");
  for (const NamedHub& hub : people.hubs) {
    web::Model& option = filter.add("HUB_OPTION");
    option.set("KEY", hub.id.text()).set("LABEL", hub.name).show_if(people.query.hub == hub.id, "SELECTED");
  }
}

/// The head of a column by which the list may be sorted.
void show_orders(Language language, const People& people, web::Model& table) {
  constexpr std::array<std::string_view, 3> kHeads{"BY_NAME", "BY_EMAIL", "BY_NEWEST"};
  for (std::size_t i = 0; i < kHeads.size(); ++i) {
    PeopleQuery query = people.query;
    query.order = static_cast<PeopleOrder>(i);
    web::Model& head = table.add(kHeads[i]);
    head.set("ADDRESS", people_address(language, "/people", query, 1));
    if (people.query.order != query.order) continue;
    head.show(query.order == PeopleOrder::newest ? "DESCENDING" : "ASCENDING");
  }
}

void show_rows(const site::Services& services, Language language, const People& people, web::Model& model) {
  web::Model& table = model.add("TABLE");
  show_orders(language, people, table);
  for (const PersonRow& person : people.list.rows) {
    web::Model& line = table.add("ROW");
    line.set("ADDRESS", site::address(language, person_path(person.id))).set("NAME", person.name);
    line.set("EMAIL", person.email).set("SINCE", text::day(language, text::brussels_day(person.created_at)));
    line.show_if(person.state == PersonState::suspended, "SUSPENDED");
    line.show_if(person.state == PersonState::active, "ACTIVE");
    line.show_if(person.state == PersonState::erased, "ERASED");
    line.show_if(person.grants.empty(), "NO_ROLE");
    for (const GrantRow& grant : person.grants) {
      web::Model& shown = line.add("GRANT");
      shown.set("WORDS", grant_words(services, language, grant));
      shown.show_if(grant.grant.state == access::GrantState::proposed, "PROPOSED");
    }
  }
}

void show_leafing(Language language, const People& people, web::Model& model) {
  const bool has_next = people.query.first + kRowsOfPage < people.list.total;
  if (people.page == 1 && !has_next) return;
  web::Model& pages = model.add("PAGES");
  const auto turn = [&](std::int64_t page) { return people_address(language, "/people", people.query, page); };
  if (people.page > 1) pages.add("PREVIOUS").set("ADDRESS", turn(people.page - 1));
  if (has_next) pages.add("NEXT").set("ADDRESS", turn(people.page + 1));
}

bool may_download(const access::Actor& actor) {
  return actor.holds(access::Role::coordinator) || actor.holds(access::Role::administrator);
}

web::Response people_page(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  People people;
  people.query = query_in(call.request.query);
  people.page = page_in(call.request.query);
  people.query.first = (people.page - 1) * kRowsOfPage;
  people.query.most = kRowsOfPage;
  services.database.read([&](storage::Connection& connection) {
    people.list = load_people(connection, {actor, text::brussels_day(services.now())}, people.query);
    people.hubs = load_filter_hubs(connection, actor);
  });
  const Language language = call.language;
  web::Model model;
  model.set("HOME", site::address(language, ""));
  model.set("COUNT", services.texts.plural(language, "accounts.people.count", people.list.total));
  show_filters(services, language, people, model);
  if (people.list.rows.empty()) {
    model.show("NOTHING");
  } else {
    show_rows(services, language, people, model);
    if (may_download(actor)) {
      model.add("DOWNLOAD").set("ADDRESS", people_address(language, "/people/list.csv", people.query, 1));
    }
  }
  show_leafing(language, people, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "accounts.people.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::page(services, call, "accounts/people.html", model, frame);
}

/// Of a person the reader may take along, one line per role, so that a spreadsheet can sort and filter.
void add_lines(const site::Services& services, Language language, const PersonRow& person, web::CsvFile& file) {
  const auto add = [&](const std::string& role, const std::string& where, const Period& period) {
    const std::string state = services.texts.get(
        language, "accounts.people.state." + std::string(kPersonStateKeys[static_cast<std::size_t>(person.state)]));
    file.texts({person.name, person.email, state, role, where}).day(period.from).day(period.to).end_line();
  };
  if (person.grants.empty()) add("", "", {});
  for (const GrantRow& row : person.grants) {
    add(role_words(services, language, row.grant.role), row.scope_name, row.grant.period);
  }
}

bool may_take_along(const access::Actor& actor, const PersonRow& person) {
  access::RecordFacts facts;
  facts.type = "person";
  facts.visibility = "-";
  facts.state = kPersonStateKeys[static_cast<std::size_t>(person.state)];
  facts.hubs = person.hubs;
  return access::may(actor, access::Action::export_data, facts);
}

web::Response people_csv(const site::Services& services, const web::Call& call) {
  PeopleQuery query = query_in(call.request.query);
  query.most = kMostRowsOfDownload;
  const web::CsvFile file = services.database.write([&](storage::Connection& transaction) {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const PeopleList list = load_people(transaction, {actor, text::brussels_day(services.now())}, query);
    web::CsvFile lines(services.texts.get(call.language, "accounts.people.csv_head"));
    for (const PersonRow& person : list.rows) {
      if (may_take_along(actor, person)) add_lines(services, call.language, person, lines);
    }
    site::record(services, transaction, call, {"people.exported", "person", 0, {}});
    return lines;
  });
  return web::csv_download("people.csv", file.lines());
}

}  // namespace

void add_people_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/people", "accounts.people.view"},
             [&services](const web::Call& call) { return people_page(services, call); });
  router.add({web::Method::get, "/{lang}/people/list.csv", "accounts.people.export"},
             [&services](const web::Call& call) { return people_csv(services, call); });
  add_person_routes(router, services);
  add_invitation_list_routes(router, services);
}

}  // namespace kringwerk::accounts
