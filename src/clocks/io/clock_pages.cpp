#include "clocks/io/clock_pages.h"

#include <algorithm>
#include <map>

#include "access/policy.h"
#include "clocks/io/load_clocks.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::clocks {

namespace {

using storage::Connection;
using Changed = std::function<void(Connection&)>;

constexpr std::string_view kClocksPath = "/freshness/clocks";
constexpr std::int64_t kWhole = 1000;
constexpr std::array<std::string_view, 11> kClockFields{
    "days_offer",      "notice_offer",      "grace_offer",      "days_need",         "notice_need",        "grace_need",
    "days_capability", "notice_capability", "grace_capability", "days_organisation", "notice_organisation"};

std::string field_of(std::string_view number, RecordType type) {
  return std::string(number) + "_" + std::string(key_of(type));
}

std::int64_t load_clocks_version(Connection& connection) {
  auto rows = connection.query("SELECT SUM(version) FROM freshness_clock");
  rows.next();
  return rows.int64(0);
}

/// What stands in the inputs of the page.
struct TypedClocks {
  std::map<std::string, std::string> text;  ///< by field
  std::int64_t version = 0;
};

TypedClocks typed_of(const Clocks& clocks, std::int64_t version) {
  TypedClocks typed;
  typed.version = version;
  for (std::size_t i = 0; i < clocks.all.size(); ++i) {
    const auto type = static_cast<RecordType>(i);
    const Clock& clock = clocks.all.at(i);
    typed.text[field_of("days", type)] = std::to_string(clock.days);
    typed.text[field_of("notice", type)] = std::to_string(clock.notice_days);
    if (clock.grace_days) typed.text[field_of("grace", type)] = std::to_string(*clock.grace_days);
  }
  return typed;
}

int whole_days(web::FormReader& reader, const std::string& field) {
  const auto thousandths = reader.thousandths(field, web::FormReader::Presence::required);
  if (!thousandths) return 0;
  constexpr std::int64_t kFarTooMany = 100'000 * kWhole;
  if (*thousandths % kWhole != 0 || std::abs(*thousandths) > kFarTooMany) {
    reader.report({"web.not_a_number", field, {}});
    return 0;
  }
  return static_cast<int>(*thousandths / kWhole);
}

struct ReadClocks {
  Clocks clocks;
  Violations violations;
};

ReadClocks read_clocks(const web::Form& form, Language language) {
  ReadClocks read;
  for (std::size_t i = 0; i < read.clocks.all.size(); ++i) {
    const auto type = static_cast<RecordType>(i);
    web::FormReader reader(form, language);
    Clock& clock = read.clocks.all.at(i);
    clock.days = whole_days(reader, field_of("days", type));
    clock.notice_days = whole_days(reader, field_of("notice", type));
    if (kShippedClocks.of(type).grace_days) clock.grace_days = whole_days(reader, field_of("grace", type));
    append(read.violations, reader.violations());
    // What could not be read says nothing about bounds.
    if (!reader.violations().empty()) continue;
    for (Violation& violation : check_clock(clock)) {
      violation.field = field_of(violation.field, type);
      read.violations.push_back(std::move(violation));
    }
  }
  return read;
}

/// The summary above the form; the inputs are in a table and say only that they are wrong.
void show_wrong_clocks(const site::Services& services, Language language, const Violations& violations,
                       web::Model& model) {
  if (violations.empty()) return;
  web::Model& summary = model.add("ERRORS");
  for (const Violation& violation : violations) {
    web::Model& line = summary.add("ERROR").set("FIELD", violation.field);
    line.set("MESSAGE", services.texts.format(language, violation.rule, violation.facts));
    line.add("LABEL").set("TEXT", services.texts.get(language, "clocks.field." + violation.field));
  }
}

web::Response clocks_page(const site::Services& services, const web::Call& call, const TypedClocks& typed,
                          const Violations& violations, int status) {
  const Language language = call.language;
  web::Model model;
  model.set("ACTION", site::address(language, kClocksPath)).set("VERSION", typed.version);
  model.set("BOARD", site::address(language, "/freshness"));
  show_wrong_clocks(services, language, violations, model);
  model.show_if(call.request.query.value("saved") == "1", "SAVED").show_if(status == 412, "STALE");
  for (std::size_t i = 0; i < kRecordTypeKeys.size(); ++i) {
    const auto type = static_cast<RecordType>(i);
    web::Model& row = model.add("CLOCK");
    row.set("NAME", services.texts.get(language, "clocks.type." + std::string(key_of(type))));
    for (const std::string_view number : {"notice", "days", "grace"}) {
      const std::string field = field_of(number, type);
      const auto value = typed.text.find(field);
      web::Model& cell =
          row.add("CELL").set("COLUMN", services.texts.get(language, "clocks.column." + std::string(number)));
      if (number == "grace" && !kShippedClocks.of(type).grace_days) {
        cell.show("NEVER");
        continue;
      }
      const bool is_wrong = std::any_of(violations.begin(), violations.end(),
                                        [&](const Violation& violation) { return violation.field == field; });
      cell.add("INPUT")
          .set("FIELD", field)
          .set("LABEL", services.texts.get(language, "clocks.field." + field))
          .set("VALUE", value == typed.text.end() ? std::string() : value->second)
          .show_if(is_wrong, "WRONG");
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "clocks.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "clocks/clocks.html", model, frame, status); });
}

web::Response show_clocks(const site::Services& services, const web::Call& call) {
  const TypedClocks typed = services.database.read(
      [&](Connection& connection) { return typed_of(load_clocks(connection), load_clocks_version(connection)); });
  return clocks_page(services, call, typed, {}, 200);
}

std::vector<access::FieldChange> changes_between(const Clocks& before, const Clocks& after, RecordType type) {
  std::vector<access::FieldChange> changes;
  const auto compare = [&](std::string_view field, std::optional<int> was, std::optional<int> is) {
    if (was == is) return;
    changes.push_back({std::string(field), was ? std::to_string(*was) : "", is ? std::to_string(*is) : ""});
  };
  compare("days", before.of(type).days, after.of(type).days);
  compare("notice", before.of(type).notice_days, after.of(type).notice_days);
  compare("grace", before.of(type).grace_days, after.of(type).grace_days);
  return changes;
}

Result<> keep_clocks(const site::Services& services, const web::Call& call, const Clocks& wanted, std::int64_t version,
                     const Changed& changed) {
  return services.database.write([&](Connection& transaction) -> Result<> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!access::may(actor, access::Action::update, {.type = "clock", .visibility = "-", .state = "-"}))
      return Missing{};
    if (load_clocks_version(transaction) != version) return Stale{};
    const Clocks before = load_clocks(transaction);
    bool is_changed = false;
    for (std::size_t i = 0; i < wanted.all.size(); ++i) {
      const auto type = static_cast<RecordType>(i);
      const auto changes = changes_between(before, wanted, type);
      if (changes.empty()) continue;
      const Clock& clock = wanted.all.at(i);
      transaction.execute(
          "UPDATE freshness_clock SET clock_days = ?2, notice_days = ?3, grace_days = ?4, version = version + 1 "
          "WHERE record_type = ?1",
          key_of(type), clock.days, clock.notice_days, clock.grace_days);
      site::record(services, transaction, call, {"clock.changed", "clock", static_cast<std::int64_t>(i + 1), changes});
      is_changed = true;
    }
    if (is_changed) changed(transaction);
    return Done{};
  });
}

web::Response change_clocks(const site::Services& services, const web::Call& call, const Changed& changed) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto version = site::version_of(call, read.form, "clocks", "all");
  if (!version) return site::refused(services, call, version.error());
  TypedClocks typed;
  typed.version = *version;
  for (const std::string_view field : kClockFields) {
    typed.text[std::string(field)] = std::string(read.form.fields.value(field));
  }
  const ReadClocks wanted = read_clocks(read.form, call.language);
  if (!wanted.violations.empty()) return clocks_page(services, call, typed, wanted.violations, 422);
  const auto kept = keep_clocks(services, call, wanted.clocks, *version, changed);
  if (!kept && std::holds_alternative<Stale>(kept.error())) {
    typed.version = services.database.read(load_clocks_version);
    return clocks_page(services, call, typed, {}, 412);
  }
  if (!kept) return site::refused(services, call, kept.error());
  return web::Response::see_other(site::address(call.language, kClocksPath) + "?saved=1");
}

}  // namespace

void add_clock_routes(web::Router& router, const site::Services& services, Changed changed) {
  router.add({web::Method::get, "/{lang}/freshness/clocks", "clocks.view"},
             [&services](const web::Call& call) { return show_clocks(services, call); });
  router.add({web::Method::post, "/{lang}/freshness/clocks", "clocks.change"},
             [&services, changed = std::move(changed)](const web::Call& call) {
               return change_clocks(services, call, changed);
             });
}

}  // namespace kringwerk::clocks
