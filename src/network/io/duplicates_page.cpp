#include <algorithm>
#include <charconv>
#include <set>

#include "network/enterprise_number.h"
#include "network/io/duplicate_access.h"
#include "network/io/load_duplicates.h"
#include "network/io/load_organisation_records.h"
#include "network/io/load_places.h"
#include "network/io/merge_pages.h"
#include "network/io/page_words.h"
#include "network/io/save_merge.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::network {

namespace {

using site::Services;
using storage::Connection;

constexpr std::size_t kMostPairs = 20'000;
constexpr std::size_t kPairsPerPage = 20;
constexpr std::size_t kMostOld = 50;

/// A pair as its page shows it.
struct ShownPair {
  OrganisationRecord low;
  OrganisationRecord high;
  std::vector<LikenessReason> reasons;
  bool may_merge = false;  ///< both are the reader's to change
};

struct ShownDistinct {
  DistinctPair pair;
  std::string low_name;
  std::string high_name;
};

struct DuplicatesView {
  std::vector<ShownPair> pairs;
  std::vector<ShownDistinct> distinct;
  std::vector<Merge> merges;
  std::map<std::string, std::string> places;  ///< name of a municipality by NIS code
};

void load_decided(Connection& connection, const Caretaking& care, const DuplicateBook& book, DuplicatesView& view) {
  for (DistinctPair& pair : load_distinct_pairs(connection)) {
    const auto* low = book.find(pair.low);
    const auto* high = book.find(pair.high);
    if (low == nullptr || high == nullptr) continue;
    if (care.may_change(pair.low) || care.may_change(pair.high))
      view.distinct.push_back({std::move(pair), low->name, high->name});
  }
  for (Merge& merge : load_merges(connection))
    if (may_see(care, merge) && view.merges.size() < kMostOld) view.merges.push_back(std::move(merge));
}

DuplicatesView load_duplicates_view(Connection& connection, const access::Actor& actor, Day today, Language language) {
  DuplicatesView view;
  const DuplicateBook book(connection, actor, today);
  const Caretaking care(connection, actor, today);
  std::set<std::pair<OrganisationId, OrganisationId>> distinct;
  for (const DistinctPair& pair : load_distinct_pairs(connection)) distinct.insert({pair.low, pair.high});
  for (GuardPair& pair : book.pairs(kMostPairs)) {
    const OrganisationId low{pair.low};
    const OrganisationId high{pair.high};
    const bool may_low = care.may_change(low);
    const bool may_high = care.may_change(high);
    if ((!may_low && !may_high) || distinct.contains({low, high})) continue;
    view.pairs.push_back({*book.find(low), *book.find(high), std::move(pair.reasons), may_low && may_high});
  }
  load_decided(connection, care, book, view);
  for (const Municipality& municipality : load_municipalities(connection))
    view.places[municipality.nis.code] = municipality.name.best(language);
  return view;
}

void show_organisation(const Services& services, Language language, const DuplicatesView& view,
                       const OrganisationRecord& record, web::Model& cell) {
  cell.set("ADDRESS", site::address(language, "/organisations/" + record.id.text())).set("NAME", record.name);
  cell.set("KIND", kind_word(services, language, record.kind));
  const auto place = record.nis ? view.places.find(record.nis->code) : view.places.end();
  cell.set("PLACE", place == view.places.end() ? unknown(services, language) : place->second);
  if (record.enterprise_number) cell.add("KBO").set("NUMBER", dotted_enterprise_number(*record.enterprise_number));
  if (!record.website.empty()) cell.add("WEBSITE").set("URL", record.website);
}

void show_pair(const Services& services, Language language, const DuplicatesView& view, const ShownPair& pair,
               web::Model& table) {
  web::Model& row = table.add("PAIR");
  show_organisation(services, language, view, pair.low, row.add("FIRST"));
  show_organisation(services, language, view, pair.high, row.add("SECOND"));
  for (const LikenessReason& reason : pair.reasons)
    row.add("REASON").set("WORDS", reason_words(services, language, reason));
  row.set("LOW", pair.low.id.text()).set("HIGH", pair.high.id.text());
  const std::string both = services.texts.format(language, "network.duplicates.both",
                                                 {{"first", pair.low.name}, {"second", pair.high.name}});
  row.set("BOTH", both);
  if (pair.may_merge)
    row.add("MERGE").set("ADDRESS", site::address(language, "/duplicates/merge?survivor=" + pair.low.id.text() +
                                                                "&absorbed=" + pair.high.id.text()));
  else
    row.show("ELSEWHERE");
}

std::size_t page_asked(const web::Pairs& query, std::size_t pages) {
  const std::string_view typed = query.value("page");
  std::size_t page = 1;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), page);
  return error == std::errc{} && end == typed.data() + typed.size() ? std::clamp<std::size_t>(page, 1, pages) : 1;
}

void show_pairs(const Services& services, const web::Call& call, const DuplicatesView& view, web::Model& model) {
  if (view.pairs.empty()) {
    model.show("NO_PAIRS");
    return;
  }
  const std::size_t pages = (view.pairs.size() + kPairsPerPage - 1) / kPairsPerPage;
  const std::size_t page = page_asked(call.request.query, pages);
  web::Model& table = model.add("PAIRS");
  table.set("COUNT", services.texts.plural(call.language, "network.duplicates.count",
                                           static_cast<std::int64_t>(view.pairs.size())));
  const std::size_t end = std::min(view.pairs.size(), page * kPairsPerPage);
  for (std::size_t i = (page - 1) * kPairsPerPage; i < end; ++i)
    show_pair(services, call.language, view, view.pairs[i], table);
  if (pages == 1) return;
  const auto link = [&](std::size_t number) {
    return site::address(call.language, "/duplicates?page=" + std::to_string(number));
  };
  web::Model& links = table.add("PAGES");
  links.set("WHERE", services.texts.format(
                         call.language, "network.duplicates.page_of",
                         {{"page", static_cast<std::int64_t>(page)}, {"pages", static_cast<std::int64_t>(pages)}}));
  if (page > 1) links.add("PREVIOUS").set("ADDRESS", link(page - 1));
  if (page < pages) links.add("NEXT").set("ADDRESS", link(page + 1));
}

void show_decided(const Services& services, Language language, const DuplicatesView& view, web::Model& model) {
  if (!view.distinct.empty()) {
    web::Model& list = model.add("DISTINCT");
    for (const ShownDistinct& shown : view.distinct) {
      web::Model& row = list.add("DECIDED");
      row.set("BOTH", services.texts.format(language, "network.duplicates.both",
                                            {{"first", shown.low_name}, {"second", shown.high_name}}));
      const std::string who = shown.pair.decided_by.empty() ? unknown(services, language) : shown.pair.decided_by;
      row.set("WHO_WHEN",
              services.texts.format(language, "network.duplicates.by",
                                    {{"name", who}, {"when", text::moment(language, shown.pair.decided_at)}}));
      row.set("LOW", shown.pair.low.text()).set("HIGH", shown.pair.high.text());
    }
  }
  if (view.merges.empty()) return;
  web::Model& list = model.add("MERGES");
  for (const Merge& merge : view.merges) {
    web::Model& row = list.add("MERGED");
    row.set("ADDRESS", site::address(language, merge_path(merge.id)));
    row.set("WHAT", services.texts.format(language, "network.merged.what",
                                          {{"absorbed", merge.absorbed_name}, {"survivor", merge.survivor_name}}));
    row.set("WHEN", text::moment(language, merge.merged_at)).show_if(!merge.is_open(), "UNDONE");
  }
}

}  // namespace

std::string reason_words(const Services& services, Language language, const LikenessReason& reason) {
  const std::string id = "network.alike." + std::string(kLikenessKeys[static_cast<std::size_t>(reason.likeness)]);
  if (reason.likeness != Likeness::near_and_named_alike) {
    const bool is_number = reason.likeness == Likeness::same_number;
    return services.texts.format(language, id,
                                 {{"shared", is_number ? dotted_enterprise_number(reason.shared) : reason.shared}});
  }
  const std::string metres = text::number(language, static_cast<std::int64_t>(reason.metres));
  if (reason.letters == 0)
    return services.texts.format(language, "network.alike.near_and_same_name", {{"metres", metres}});
  return services.texts.format(
      language, id,
      {{"metres", metres}, {"letters", services.texts.plural(language, "network.alike.letters", reason.letters)}});
}

site::PageFrame duplicates_frame(const Services& services, Language language, const std::string& title) {
  site::PageFrame frame;
  frame.title = title;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "network.duplicates.title"), "/duplicates"},
                  {title, ""}};
  return frame;
}

web::Response duplicates_page(const Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Day today = text::brussels_day(services.now());
  const DuplicatesView view = services.database.read(
      [&](Connection& connection) { return load_duplicates_view(connection, actor, today, call.language); });
  web::Model model;
  model.set("ACTION", site::address(call.language, "/duplicates"));
  show_pairs(services, call, view, model);
  show_decided(services, call.language, view, model);
  site::PageFrame frame =
      duplicates_frame(services, call.language, services.texts.get(call.language, "network.duplicates.title"));
  frame.crumbs.erase(frame.crumbs.begin() + 1);
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "network/duplicates.html", model, frame); });
}

web::Response decide_duplicate(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto low = OrganisationId::parse(read.form.fields.value("low"));
  const auto high = OrganisationId::parse(read.form.fields.value("high"));
  const bool is_again = read.form.fields.value("step") == "again";
  if (!low || !high || *low == *high) return site::refused(services, call, Missing{});
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const Caretaking care(transaction, actor, text::brussels_day(services.now()));
    if (!care.may_change(*low) && !care.may_change(*high)) return Missing{};
    const auto first = load_organisation_record(transaction, *low);
    const auto second = load_organisation_record(transaction, *high);
    if (!first || !second) return Missing{};
    if (is_again)
      forget_distinct(transaction, *low, *high);
    else
      keep_distinct(transaction, *low, *high, actor.person, services.now());
    for (const auto& [one, other] : {std::pair{*low, second->name}, std::pair{*high, first->name}})
      site::record(services, transaction, call,
                   {is_again ? "organisation.perhaps_duplicate" : "organisation.no_duplicate",
                    "organisation",
                    one.value(),
                    {{"other", "", other}}});
    return Done{};
  });
  if (!done) return site::refused(services, call, done.error());
  return web::Response::see_other(site::address(call.language, "/duplicates"));
}

void add_merge_routes(web::Router& router, const Services& services) {
  using web::Method;
  const auto with = [&services](auto page) {
    return [&services, page](const web::Call& call) { return page(services, call); };
  };
  router.add({Method::get, "/{lang}/duplicates", "network.duplicates.view"}, with(duplicates_page));
  router.add({Method::post, "/{lang}/duplicates", "network.duplicates.decide"}, with(decide_duplicate));
  router.add({Method::get, "/{lang}/duplicates/merge", "network.merge.preview"}, with(merge_page));
  router.add({Method::post, "/{lang}/duplicates/merge", "network.merge.create"}, with(create_merge));
  router.add({Method::get, "/{lang}/duplicates/merges/{merge:id}", "network.merge.view"}, with(merged_page));
  router.add({Method::post, "/{lang}/duplicates/merges/{merge:id}", "network.merge.undo"}, with(undo_merge));
}

}  // namespace kringwerk::network
