#include "introductions/io/report_page.h"

#include "drawings/share_bar.h"
#include "introductions/io/load_outcomes.h"
#include "introductions/io/show_introductions.h"
#include "materials/io/load_materials.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

enum class Span { quarter, year, all };
constexpr std::array<std::string_view, 3> kSpanKeys{"quarter", "year", "all"};
constexpr std::array<int, 2> kSpanDays{91, 365};

struct ReportView {
  Dimension dimension = Dimension::reason;
  Span span = Span::year;
  ReportFilter filter;
  std::vector<network::Hub> hubs;
  std::map<std::string, LocalText> materials;  ///< those that occur
  Report report;
};

Instant begin_of(Span span, Instant now) {
  if (span == Span::all) return Instant{};
  return now - std::chrono::days{kSpanDays.at(static_cast<std::size_t>(span))};
}

ReportView load_view(const site::Services& services, const web::Call& call) {
  const web::Pairs& typed = call.request.query;
  ReportView view;
  view.dimension = materials::value_in<Dimension>(kDimensionKeys, typed.value("by")).value_or(Dimension::reason);
  view.span = materials::value_in<Span>(kSpanKeys, typed.value("span")).value_or(Span::year);
  view.filter.reason = materials::value_in<Reason>(kReasonKeys, typed.value("reason"));
  view.filter.limit = materials::value_in<LimitedBy>(kLimitedByKeys, typed.value("limit"));
  if (!typed.value("material").empty()) view.filter.material = std::string(typed.value("material"));
  if (const auto hub = network::HubId::parse(typed.value("hub"))) view.filter.hub = hub->value();
  return services.database.read([&](Connection& connection) {
    const auto outcomes = load_counted_outcomes(connection, begin_of(view.span, services.now()));
    const materials::Taxonomy taxonomy = materials::load_taxonomy(connection);
    view.materials.clear();
    for (const CountedOutcome& outcome : outcomes) {
      const auto* material = taxonomy.find(outcome.material);
      if (material != nullptr) view.materials[outcome.material] = material->name;
    }
    view.hubs = network::load_hubs(connection);
    view.report = count_outcomes(outcomes, view.dimension, view.filter);
    return view;
  });
}

std::string row_words(const site::Services& services, Language language, const ReportView& view,
                      const std::string& key) {
  const auto words = [&](const std::string& id) { return services.texts.get(language, id); };
  switch (view.dimension) {
    case Dimension::reason:
      return words("introductions.reason." + key);
    case Dimension::limit:
      return words("introductions.limit." + key);
    case Dimension::material: {
      const auto found = view.materials.find(key);
      return found == view.materials.end() ? words("introductions.report.no_material") : found->second.best(language);
    }
    case Dimension::hub:
      for (const network::Hub& hub : view.hubs) {
        if (std::to_string(hub.id.value()) == key) return hub.name;
      }
      return key;
    case Dimension::quarter:
      break;
  }
  const auto dash = key.find('-');
  return services.texts.format(language, "introductions.report.quarter",
                               {{"year", key.substr(0, dash)}, {"number", key.substr(dash + 1)}});
}

std::string count_words(const site::Services& services, Language language, const Told& told) {
  if (told.is_small) return services.texts.get(language, "introductions.report.small");
  return text::number(language, told.count);
}

std::string report_address(Language language, const ReportView& view, std::string_view path, Dimension dimension) {
  std::string address = site::address(language, path) +
                        "?by=" + std::string(materials::key_in(kDimensionKeys, dimension)) +
                        "&span=" + std::string(materials::key_in(kSpanKeys, view.span));
  if (view.filter.reason) address += "&reason=" + std::string(materials::key_in(kReasonKeys, *view.filter.reason));
  if (view.filter.limit) address += "&limit=" + std::string(materials::key_in(kLimitedByKeys, *view.filter.limit));
  if (view.filter.material && view.materials.contains(*view.filter.material)) {
    address += "&material=" + *view.filter.material;
  }
  if (view.filter.hub) address += "&hub=" + network::HubId{*view.filter.hub}.text();
  return address;
}

void show_filters(const site::Services& services, Language language, const ReportView& view, web::Model& model) {
  const auto key_or_none = [](const auto& keys, const auto& value) {
    return value ? materials::key_in(keys, *value) : std::string_view();
  };
  model.set("BY", materials::key_in(kDimensionKeys, view.dimension));
  show_choice(services, language, kReasonKeys,
              {"REASON_OPTION", "introductions.reason.", key_or_none(kReasonKeys, view.filter.reason)}, model);
  show_choice(services, language, kLimitedByKeys,
              {"LIMIT_OPTION", "introductions.limit.", key_or_none(kLimitedByKeys, view.filter.limit)}, model);
  show_choice(services, language, kSpanKeys,
              {"SPAN_OPTION", "introductions.report.span.", materials::key_in(kSpanKeys, view.span)}, model);
  for (const network::Hub& hub : view.hubs) {
    web::Model& option = model.add("HUB_OPTION");
    option.set("KEY", hub.id.text()).set("LABEL", hub.name).show_if(view.filter.hub == hub.id.value(), "SELECTED");
  }
  for (const auto& [key, name] : view.materials) {
    web::Model& option = model.add("MATERIAL_OPTION");
    option.set("KEY", key).set("LABEL", name.best(language)).show_if(view.filter.material == key, "SELECTED");
  }
  for (const std::string_view key : kDimensionKeys) {
    const auto dimension = materials::value_in<Dimension>(kDimensionKeys, key).value();
    web::Model& tab = model.add("TAB");
    tab.set("ADDRESS", report_address(language, view, "/why-matches-fail", dimension));
    tab.set("LABEL", services.texts.get(language, "introductions.report.by." + std::string(key)));
    tab.show_if(dimension == view.dimension, "CURRENT");
  }
}

void show_rows(const site::Services& services, Language language, const ReportView& view, web::Model& model) {
  web::Model& table = model.add("TABLE");
  table.set("DOWNLOAD", report_address(language, view, "/why-matches-fail/counts.csv", view.dimension));
  table.set("WHAT", services.texts.get(language, "introductions.report.by." +
                                                     std::string(materials::key_in(kDimensionKeys, view.dimension))));
  table.show_if(view.report.has_small, "SMALL");
  // Agreements have no reason.
  const bool has_agreed = view.dimension != Dimension::reason;
  table.show_if(has_agreed, "AGREED_HEAD");
  constexpr double kPercent = 10;
  for (const ReportRow& row : view.report.rows) {
    web::Model& line = table.add("ROW");
    line.set("LABEL", row_words(services, language, view, row.key));
    line.set("REFUSED", count_words(services, language, row.refused));
    line.set("LATER", count_words(services, language, row.later));
    if (has_agreed) line.add("AGREED_CELL").set("AGREED", count_words(services, language, row.agreed));
    line.set("BAR_SVG", drawings::draw_share_bar(static_cast<int>(row.permille)));
    line.set("SHARE", row.refused.is_small
                          ? std::string("–")
                          : text::number(language, static_cast<double>(row.permille) / kPercent, 0) + "\u00a0%");
  }
}

}  // namespace

web::Response report_page(const site::Services& services, const web::Call& call) {
  const ReportView view = load_view(services, call);
  const Language language = call.language;
  web::Model model;
  model.set("ACTION", site::address(language, "/why-matches-fail"));
  model.set("WEIGHTS", site::address(language, "/weights"));
  show_filters(services, language, view, model);
  model.set("TOTAL",
            services.texts.plural(
                language, view.report.has_small ? "introductions.report.at_least" : "introductions.report.total",
                view.report.told_refusals));
  if (view.report.rows.empty()) {
    model.show("NOTHING");
  } else {
    show_rows(services, language, view, model);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "introductions.report.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::page(services, call, "introductions/report.html", model, frame);
}

web::Response report_csv(const site::Services& services, const web::Call& call) {
  const ReportView view = load_view(services, call);
  const Language language = call.language;
  web::CsvFile file(services.texts.get(language, "introductions.report.csv_head"));
  for (const ReportRow& row : view.report.rows) {
    file.text(row_words(services, language, view, row.key));
    for (const Told& told : {row.refused, row.later, row.agreed}) {
      if (told.is_small) {
        file.text(services.texts.get(language, "introductions.report.small"));
      } else {
        file.number(told.count);
      }
    }
    file.end_line();
  }
  return web::csv_download("why-matches-fail.csv", file.lines());
}

}  // namespace kringwerk::introductions
