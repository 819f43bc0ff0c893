#include <algorithm>

#include "capacity/io/capacity_pages.h"
#include "capacity/io/directory_query.h"
#include "capacity/io/material_words.h"
#include "capacity/io/week_words.h"
#include "clocks/io/show_freshness.h"
#include "network/io/show_permits.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"
#include "web/request_target.h"

namespace kringwerk::capacity {

namespace {

using network::Capability;
using site::Services;
using storage::Connection;

constexpr std::size_t kRowsOfPage = 25;
constexpr int kOfferedMonths = 12;
constexpr int kOfferedWeeks = 26;

/// The directory as one reader asks it.
struct Directory {
  WorkshopList list;
  DirectoryQuery query;
  MeantQuery meant;
  FoundWorkshops found;
  Day today;
};

Directory load_directory(const Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) {
    const Day today = text::brussels_day(services.now());
    Directory directory{
        load_workshops(connection, site::visit_of(call).actor, call.language, services.now()), {}, {}, {}, today};
    directory.query = read_directory_query(call.request.query, directory.list);
    directory.meant = meant_by(connection, directory.query, directory.list, today);
    // What is asked and not understood is no question for everything.
    const bool is_understood = !directory.meant.is_material_unknown && !directory.meant.is_place_unknown;
    if (is_understood) directory.found = find_workshops(directory.list.known, directory.meant.asked, today);
    return directory;
  });
}

std::string directory_address(Language language, std::string_view path, const DirectoryQuery& query,
                              std::size_t page = 1) {
  std::string address = site::address(language, path);
  char sign = '?';
  for (const auto& [name, value] : query.parameters()) {
    address += sign + std::string(name) + "=" + web::percent_encoded(value);
    sign = '&';
  }
  if (page > 1) address += sign + std::string("page=") + std::to_string(page);
  return address;
}

/// "in maart 2027", "in week 10 (vanaf …)", "in de komende 4 weken".
std::string when_words(const Services& services, Language language, const Directory& directory) {
  const std::string& when = directory.query.when;
  if (when.empty()) return services.texts.get(language, "capacity.directory.coming_weeks");
  if (when.find('W') != std::string::npos) {
    return services.texts.format(language, "capacity.directory.in_week",
                                 {{"week", week_words(services, language, directory.meant.asked.weeks.front())}});
  }
  const auto first = *parse_day(when + "-01");
  return services.texts.format(language, "capacity.directory.in_month",
                               {{"month", month_words(services, language, first.year() / first.month())}});
}

class RowWords {
 public:
  RowWords(const Services& services, Language language, const Directory& directory)
      : services_(services),
        language_(language),
        directory_(directory),
        when_(when_words(services, language, directory)) {}

  std::string kilometres(const FoundWorkshop& found) const {
    return found.km ? text::number(language_, *found.km, 0) : std::string();
  }
  std::string place(const Capability& capability) const {
    const auto known = directory_.list.places.find(capability.id);
    return known == directory_.list.places.end() ? services_.texts.get(language_, "capacity.directory.place_unknown")
                                                 : known->second;
  }
  /// "Niet bevestigd sinds …"; empty while it counts as confirmed.
  std::string unconfirmed(const Capability& capability) const {
    return clocks::show_unconfirmed(services_, language_, directory_.list.reading,
                                    {clocks::RecordType::capability, capability.confirmed_at});
  }
  const std::string& owner(const Capability& capability) const {
    return directory_.list.owners.at(capability.organisation).name;
  }
  std::string kind(const Capability& capability) const {
    const auto term = directory_.list.terms.activity_kinds.find(capability.kind);
    return term == directory_.list.terms.activity_kinds.end() ? capability.kind : term->second.best(language_);
  }
  std::string accepts(const Capability& capability) const {
    const MaterialWords words(directory_.list.taxonomy, directory_.list.terms, language_);
    std::string list;
    for (const std::string& material : capability.accepts) list += (list.empty() ? "" : ", ") + words.name(material);
    return list;
  }
  /// Why it fits, or what it lacks.
  std::string why(const FoundWorkshop& found) const {
    const Capability& capability = *found.workshop->capability;
    std::vector<Fact> facts{{"room", text::mass(language_, found.room)}, {"when", when_}};
    if (found.km) {
      facts.push_back({"km", kilometres(found)});
      facts.push_back({"place", directory_.meant.place->name.best(language_)});
    }
    if (capability.min_batch) facts.push_back({"least", text::mass(language_, *capability.min_batch)});
    facts.push_back({"permit", directory_.query.permit});
    if (found.lack) {
      const std::string key(kLackKeys.at(static_cast<std::size_t>(*found.lack)));
      const bool is_placeless = *found.lack == Lack::distance && !found.km;
      return services_.texts.format(language_, "capacity.lack." + (is_placeless ? "place" : key), facts);
    }
    return services_.texts.format(language_, found.km ? "capacity.fit.near" : "capacity.fit.room", facts);
  }

 private:
  const Services& services_;
  Language language_;
  const Directory& directory_;
  std::string when_;
};

void show_row(const RowWords& words, Language language, const FoundWorkshop& found, web::Model& row) {
  const Capability& capability = *found.workshop->capability;
  const Language named = capability.name.best_language(language);
  const std::string path = site::address(language, "/capabilities/" + capability.id.text());
  row.set("ADDRESS", path).set("CALENDAR", path + "/calendar");
  row.set("NAME", capability.name.exact(named)).set("NAME_LANG", language_code(named));
  row.set("KIND", words.kind(capability)).set("OWNER", words.owner(capability)).set("PLACE", words.place(capability));
  row.set("OWNER_ADDRESS", site::address(language, "/organisations/" + capability.organisation.text()));
  row.set("ACCEPTS", words.accepts(capability)).set("WHY", words.why(found));
  row.set("COST", text::money(language, capability.cost_per_tonne));
  row.show_if(capability.is_example, "EXAMPLE");
  if (const std::string since = words.unconfirmed(capability); !since.empty())
    row.show("MUTED").add("UNCONFIRMED").set("SINCE", since);
}

struct FilterOption {
  std::string key;
  std::string label;
};

void show_filter(const std::vector<FilterOption>& options, const std::string& chosen, std::string_view section,
                 web::Model& model) {
  for (const FilterOption& option : options) {
    model.add(section).set("KEY", option.key).set("LABEL", option.label).show_if(option.key == chosen, "CHOSEN");
  }
}

std::vector<FilterOption> when_options(const Services& services, Language language, const Directory& directory,
                                       bool as_weeks) {
  std::vector<FilterOption> options;
  if (!as_weeks) {
    auto month = directory.today.year() / directory.today.month();
    for (int i = 0; i < kOfferedMonths; ++i, month += std::chrono::months{1}) {
      options.push_back({day_text(month / 1).substr(0, 7), month_words(services, language, month)});
    }
    return options;
  }
  Day monday = network::monday_of(directory.today);
  for (int i = 0; i < kOfferedWeeks; ++i, monday = plus_days(monday, network::kDaysOfWeek)) {
    const network::IsoWeek week = network::iso_week(monday);
    const std::string digits = std::to_string(week.number);
    options.push_back({std::to_string(week.year) + "-W" + (digits.size() < 2 ? "0" : "") + digits,
                       week_words(services, language, monday)});
  }
  return options;
}

/// Certificates and permits: what chains know by its name, the rest as it was written.
std::vector<FilterOption> permit_options(const Services& services, Language language, const WorkshopList& list) {
  std::set<std::string> all;
  for (const KnownWorkshop& workshop : list.known) {
    all.insert(workshop.permits.begin(), workshop.permits.end());
    all.insert(workshop.capability->permits.begin(), workshop.capability->permits.end());
    all.insert(workshop.capability->certificates.begin(), workshop.capability->certificates.end());
  }
  std::vector<FilterOption> options;
  for (const std::string& one : all) options.push_back({one, network::permit_name(services.texts, language, one)});
  std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.label < b.label; });
  return options;
}

void show_filters(const Services& services, Language language, const Directory& directory, web::Model& model) {
  const DirectoryQuery& query = directory.query;
  model.set("ASKED", query.asked).set("WHAT", query.what).set("FROM_PLACE", query.place);
  model.set("RADIUS", query.radius).set("KG", query.amount);
  std::vector<FilterOption> works;
  for (const auto& [key, name] : directory.list.terms.activity_kinds) works.push_back({key, name.best(language)});
  std::sort(works.begin(), works.end(), [](const auto& a, const auto& b) { return a.label < b.label; });
  show_filter(works, query.work, "WORK_OPTION", model);
  show_filter(when_options(services, language, directory, false), query.when, "MONTH_OPTION", model);
  show_filter(when_options(services, language, directory, true), query.when, "WEEK_OPTION", model);
  show_filter(permit_options(services, language, directory.list), query.permit, "PERMIT_OPTION", model);
  std::vector<FilterOption> hubs;
  for (const auto& [id, name] : directory.list.hubs) hubs.push_back({id_text(id), name});
  show_filter(hubs, query.hub, "HUB_OPTION", model);
  model.show_if(!query.permit.empty() || !query.hub.empty(), "MORE_OPEN");
  if (!query.asked.empty()) model.show("WAS_READ");
  if (directory.meant.is_place_unknown) model.add("PLACE_UNKNOWN").set("TYPED", query.place);
  if (directory.meant.is_material_unknown) model.add("MATERIAL_UNKNOWN").set("TYPED", query.what);
  if (!directory.meant.material.empty()) {
    const MaterialWords words(directory.list.taxonomy, directory.list.terms, language);
    model.add("UNDERSTOOD").set("MATERIAL", words.name(directory.meant.material));
  }
}

void show_found(const Services& services, Language language, const Directory& directory, web::Model& model) {
  const RowWords words(services, language, directory);
  const auto& fitting = directory.found.fitting;
  const auto total = static_cast<std::int64_t>(fitting.size());
  model.set("COUNT", services.texts.plural(language, "capacity.directory.count", total));
  const std::size_t first = std::min((directory.query.page - 1) * kRowsOfPage, fitting.size());
  const std::size_t last = std::min(first + kRowsOfPage, fitting.size());
  if (first < last) {
    web::Model& rows = model.add("FITTING");
    for (std::size_t i = first; i < last; ++i) show_row(words, language, fitting[i], rows.add("ROW"));
  }
  model.show_if(fitting.empty(), "NOTHING");
  if (first > 0 || last < fitting.size()) {
    web::Model& pages = model.add("PAGES");
    const auto link = [&](const char* section, std::size_t page) {
      pages.add(section).set("ADDRESS", directory_address(language, "/capabilities", directory.query, page));
    };
    if (first > 0) link("PREVIOUS", directory.query.page - 1);
    if (last < fitting.size()) link("NEXT", directory.query.page + 1);
  }
  if (!directory.found.near.empty()) {
    web::Model& near = model.add("NEAR");
    for (const FoundWorkshop& one : directory.found.near) show_row(words, language, one, near.add("ROW"));
  }
}

}  // namespace

web::Response directory_page(const Services& services, const web::Call& call) {
  const Language language = call.language;
  const std::string sentence(call.request.query.value("q"));
  if (!sentence.empty()) {
    const auto query = services.database.read([&](Connection& connection) {
      const Day today = text::brussels_day(services.now());
      const auto list = load_workshops(connection, site::visit_of(call).actor, language, services.now());
      return read_question(connection, sentence, list, language, today);
    });
    return web::Response::see_other(directory_address(language, "/capabilities", query));
  }
  const Directory directory = load_directory(services, call);
  web::Model model;
  model.set("ACTION", site::address(language, "/capabilities"));
  model.set("HOME", site::address(language, ""));
  model.set("CSV", directory_address(language, "/capabilities/list.csv", directory.query));
  show_filters(services, language, directory, model);
  show_found(services, language, directory, model);
  model.show_if(site::visit_of(call).actor.is_signed_in(), "SIGNED_IN");
  site::PageFrame frame;
  frame.title = services.texts.get(language, "capacity.directory.title");
  frame.description = services.texts.get(language, "capacity.directory.lead");
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "capacity/directory.html", model, frame);
}

web::Response directory_csv(const Services& services, const web::Call& call) {
  const Language language = call.language;
  const Directory directory = load_directory(services, call);
  const RowWords words(services, language, directory);
  std::vector<std::string> head;
  for (const char* column :
       {"fits", "name", "work", "owner", "place", "km", "room", "accepts", "cost", "why", "unconfirmed", "page"}) {
    head.push_back(services.texts.get(language, "capacity.csv." + std::string(column)));
  }
  web::CsvFile file(head);
  const auto add = [&](const FoundWorkshop& found) {
    const Capability& capability = *found.workshop->capability;
    file.text(services.texts.get(language, found.lack ? "capacity.csv.no" : "capacity.csv.yes"));
    file.texts({capability.name.best(language), words.kind(capability), words.owner(capability)});
    file.text(words.place(capability)).decimal(found.km, 0).number(found.room.in_kilograms());
    file.text(words.accepts(capability)).cents(capability.cost_per_tonne.in_cents());
    file.text(words.why(found)).text(words.unconfirmed(capability));
    file.text(services.public_url + site::address(language, "/capabilities/" + capability.id.text())).end_line();
  };
  for (const FoundWorkshop& found : directory.found.fitting) add(found);
  for (const FoundWorkshop& found : directory.found.near) add(found);
  return web::csv_download("capabilities.csv", file.lines());
}

}  // namespace kringwerk::capacity
