#include "network/io/duplicate_access.h"
#include "network/io/merge_pages.h"
#include "network/io/page_words.h"
#include "network/io/save_merge.h"
#include "site/history.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;
using storage::Connection;

struct MergedView {
  Merge merge;
  std::map<std::string, std::int64_t> since;
  std::vector<std::int64_t> hubs;
  std::optional<Merge> covering;
  Violations findings;
};

std::optional<MergedView> load_merged(const Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Day today = text::brussels_day(services.now());
  return services.database.read([&](Connection& connection) -> std::optional<MergedView> {
    auto merge = load_merge(connection, call.id<MergeTag>("merge"));
    if (!merge) return std::nullopt;
    MergedView view{*merge, {}, {}, load_open_merge_of(connection, merge->survivor), {}};
    const OrganisationId found = load_survivor_of(connection, merge->survivor).value_or(merge->survivor);
    const Caretaking care(connection, actor, today);
    Merge as_it_is = *merge;
    as_it_is.survivor = found;
    if (!may_see(care, as_it_is)) return std::nullopt;
    view.hubs = load_hubs_of_organisation(connection, found, today);
    if (merge->is_open() && !view.covering)
      view.since = load_belongings_since(connection, merge->survivor, actor, today, merge->merged_at);
    return view;
  });
}

void show_open(const Services& services, Language language, const MergedView& view, web::Model& model) {
  if (view.covering) {
    web::Model& covered = model.add("COVERED");
    covered.set("NAME", view.covering->survivor_name);
    covered.set("ADDRESS", site::address(language, merge_path(view.covering->id)));
    return;
  }
  web::Model& undo = model.add("UNDO");
  undo.set("VERSION", view.merge.version);
  undo.set("STAYING",
           services.texts.format(language, "network.merged.staying", {{"survivor", view.merge.survivor_name}}));
  undo.show_if(view.since.empty(), "NOTHING");
  for (const auto& [what, number] : view.since)
    undo.add("SINCE").set("WORDS", services.texts.plural(language, "network.merge.moves." + what, number));
}

void show_undone(const Services& services, Language language, const Merge& merge, web::Model& model) {
  web::Model& note = model.add("UNDONE");
  note.set("WHEN", text::moment(language, *merge.undone_at));
  note.set("ABSORBED", merge.absorbed_name);
  note.set("ABSORBED_ADDRESS", site::address(language, "/organisations/" + merge.absorbed.text()));
  if (merge.kept_columns.empty()) return;
  std::string fields;
  for (const std::string& column : merge.kept_columns) {
    const std::string id = "network.merged.column." + column;
    fields +=
        (fields.empty() ? "" : ", ") + (services.texts.has(language, id) ? services.texts.get(language, id) : column);
  }
  note.add("KEPT").set("WORDS", services.texts.format(language, "network.merged.kept", {{"fields", fields}}));
}

web::Response show_merged(const Services& services, const web::Call& call, const MergedView& view, int status) {
  const Language language = call.language;
  const Merge& merge = view.merge;
  web::Model model;
  const std::string title = services.texts.format(
      language, "network.merged.what", {{"absorbed", merge.absorbed_name}, {"survivor", merge.survivor_name}});
  model.set("TITLE", title).set("WHEN", text::moment(language, merge.merged_at));
  model.set("ACTION", site::address(language, merge_path(merge.id)));
  model.set("SURVIVOR", merge.survivor_name);
  model.set("SURVIVOR_ADDRESS", site::address(language, "/organisations/" + merge.survivor.text()));
  model.set("OLD_ADDRESS", site::address(language, "/organisations/" + merge.absorbed.text()));
  model.set("LIST", site::address(language, "/duplicates"));
  if (merge.is_open())
    show_open(services, language, view, model);
  else
    show_undone(services, language, merge, model);
  for (const Violation& finding : view.findings)
    model.add("FINDING").set("MESSAGE", services.texts.finding(language, finding));
  const site::RecordHistory both{
      "organisation", merge.survivor.value(), merge.survivor.value(), view.hubs, {merge.absorbed.value()}};
  if (const auto history = site::show_history(services, call, both)) model.add("HISTORY").set("HISTORY_HTML", *history);
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "network/merged.html", model, duplicates_frame(services, language, title),
                      status);
  });
}

Result<Merge> take_apart(const Services& services, Connection& transaction, const web::Call& call,
                         const web::Form& form) {
  auto merge = load_merge(transaction, call.id<MergeTag>("merge"));
  if (!merge) return Missing{};
  const access::Actor actor = site::actor_now(services, transaction, call);
  const Caretaking care(transaction, actor, text::brussels_day(services.now()));
  Merge as_it_is = *merge;
  as_it_is.survivor = load_survivor_of(transaction, merge->survivor).value_or(merge->survivor);
  if (!may_see(care, as_it_is)) return Missing{};
  if (!merge->is_open()) return *std::move(merge);
  const auto version = site::version_of(call, form, "merge", merge->id.text());
  if (!version) return version.error();
  if (*version != merge->version) return Stale{};
  merge->undone_by = actor.person;
  const auto kept = unmerge_organisations(transaction, *merge, services.now());
  if (!kept) return kept.error();
  for (const auto& [id, other] :
       {std::pair{merge->survivor, merge->absorbed_name}, std::pair{merge->absorbed, merge->survivor_name}})
    site::record(services, transaction, call,
                 {"organisation.unmerged", "organisation", id.value(), {{"merged_with", other, ""}}});
  return *std::move(merge);
}

}  // namespace

std::string merge_path(MergeId merge) {
  return "/duplicates/merges/" + merge.text();
}

web::Response merged_page(const Services& services, const web::Call& call) {
  const auto view = load_merged(services, call);
  return view ? show_merged(services, call, *view, 200) : site::refused(services, call, Missing{});
}

web::Response undo_merge(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto done = services.database.write(
      [&](Connection& transaction) { return take_apart(services, transaction, call, read.form); });
  if (done) return web::Response::see_other(site::address(call.language, merge_path(done->id)));
  auto view = load_merged(services, call);
  const Violations findings = site::findings_of(done.error());
  if (!view || findings.empty()) return site::refused(services, call, done.error());
  view->findings = findings;
  return show_merged(services, call, *view, 422);
}

}  // namespace kringwerk::network
