#include <algorithm>

#include "access/io/secrets.h"
#include "network/enterprise_number.h"
#include "network/io/duplicate_access.h"
#include "network/io/load_places.h"
#include "network/io/merge_pages.h"
#include "network/io/page_words.h"
#include "network/io/save_merge.h"
#include "site/make_once.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;
using storage::Connection;

/// The two, as the reader may see them.
struct MergePlan {
  LoadedParty survivor;
  LoadedParty absorbed;
  bool shows_contact = false;
  std::map<std::string, std::int64_t> moves;
  std::map<std::string, std::string> places;
  MergeChoices choices;
  Violations findings;
  bool is_stale = false;
};

struct Wanted {
  OrganisationId survivor;
  OrganisationId absorbed;
};

std::optional<Wanted> wanted_in(const web::Pairs& fields) {
  const auto survivor = OrganisationId::parse(fields.value("survivor"));
  const auto absorbed = OrganisationId::parse(fields.value("absorbed"));
  if (!survivor || !absorbed) return std::nullopt;
  return Wanted{*survivor, *absorbed};
}

/// What the form says, else what is proposed.
MergeChoices choices_in(const web::Pairs& fields, MergeChoices choices) {
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i) {
    const auto field = static_cast<MergeField>(i);
    const auto side = std::find(kMergeSideKeys.begin(), kMergeSideKeys.end(),
                                fields.value("side_" + std::string(kMergeFieldKeys[i])));
    if (side == kMergeSideKeys.end()) continue;
    const auto chosen = static_cast<MergeSide>(side - kMergeSideKeys.begin());
    if (chosen != MergeSide::both || can_keep_both(field)) choices.of(field) = chosen;
  }
  return choices;
}

std::optional<MergePlan> load_plan(Connection& connection, const access::Actor& actor, Day today,
                                   const Wanted& wanted) {
  const Caretaking care(connection, actor, today);
  if (!care.may_change(wanted.survivor) || !care.may_change(wanted.absorbed)) return std::nullopt;
  auto survivor = load_party(connection, wanted.survivor);
  auto absorbed = load_party(connection, wanted.absorbed);
  if (!survivor || !absorbed) return std::nullopt;
  MergePlan plan{*std::move(survivor), *std::move(absorbed), false, {}, {}, {}, {}, false};
  plan.shows_contact = care.may_read_contact(wanted.survivor) && care.may_read_contact(wanted.absorbed);
  plan.choices = first_choices(plan.survivor.party.record, plan.absorbed.party.record);
  plan.findings = check_merge(plan.survivor.party, plan.absorbed.party);
  return plan;
}

std::string merge_list_words(const Services& services, Language language, std::string_view list,
                             const std::vector<std::string>& keys) {
  std::string words;
  for (const std::string& key : keys) {
    const std::string id = "network." + std::string(list) + "." + key;
    words += (words.empty() ? "" : ", ") + (services.texts.has(language, id) ? services.texts.get(language, id) : key);
  }
  return words;
}

std::string merge_value_words(const Services& services, Language language, const MergePlan& plan, MergeField field,
                              const OrganisationRecord& record) {
  switch (field) {
    case MergeField::name:
      return record.name;
    case MergeField::kind:
      return kind_word(services, language, record.kind);
    case MergeField::enterprise_number:
      return record.enterprise_number ? dotted_enterprise_number(*record.enterprise_number) : std::string();
    case MergeField::place: {
      const auto place = record.nis ? plan.places.find(record.nis->code) : plan.places.end();
      std::string town = place == plan.places.end() ? std::string() : place->second;
      if (!record.position) return town;
      return services.texts.format(language, "network.merge.with_site",
                                   {{"place", town},
                                    {"lat", text::number(language, record.position->lat, 4)},
                                    {"lon", text::number(language, record.position->lon, 4)}});
    }
    case MergeField::website:
      return record.website;
    case MergeField::email:
      return record.email;
    case MergeField::languages:
      return merge_list_words(services, language, "language", record.languages);
    case MergeField::sectors:
      return merge_list_words(services, language, "sector", record.sectors);
    case MergeField::note:
      break;
  }
  return record.note;
}

void show_merge_field(const Services& services, Language language, const MergePlan& plan, MergeField field,
                      web::Model& model) {
  const OrganisationRecord& stays = plan.survivor.party.record;
  const OrganisationRecord& goes = plan.absorbed.party.record;
  const std::string key(kMergeFieldKeys[static_cast<std::size_t>(field)]);
  const std::string label = services.texts.get(language, "network.merge.field." + key);
  if (!is_different(field, stays, goes)) {
    const std::string value = merge_value_words(services, language, plan, field, stays);
    if (!value.empty()) model.add("EQUAL").set("LABEL", label).set("VALUE", value);
    return;
  }
  web::Model& row = model.add("FIELD");
  row.set("LABEL", label).set("KEY", key);
  const auto option = [&](MergeSide side, const std::string& value, const std::string& whose) {
    web::Model& choice = row.add("OPTION");
    choice.set("KEY", key).set("VALUE", kMergeSideKeys[static_cast<std::size_t>(side)]);
    choice.set("TEXT", value.empty() ? unknown(services, language) : value).set("WHOSE", whose);
    choice.show_if(plan.choices.of(field) == side, "CHECKED");
  };
  const auto of = [&](const OrganisationRecord& record) {
    return services.texts.format(language, "network.merge.of", {{"name", record.name}});
  };
  option(MergeSide::survivor, merge_value_words(services, language, plan, field, stays), of(stays));
  option(MergeSide::absorbed, merge_value_words(services, language, plan, field, goes), of(goes));
  if (!can_keep_both(field)) return;
  MergeChoices both;
  both.of(field) = MergeSide::both;
  option(MergeSide::both, merge_value_words(services, language, plan, field, merged_record(stays, goes, both)),
         services.texts.get(language, "network.merge.both"));
}

void show_moves(const Services& services, Language language, const MergePlan& plan, web::Model& model) {
  if (plan.moves.empty()) model.show("NOTHING_MOVES");
  for (const auto& [what, number] : plan.moves)
    model.add("MOVE").set("WORDS", services.texts.plural(language, "network.merge.moves." + what, number));
}

web::Response show_plan(const Services& services, const web::Call& call, const MergePlan& plan) {
  const Language language = call.language;
  const OrganisationRecord& stays = plan.survivor.party.record;
  const OrganisationRecord& goes = plan.absorbed.party.record;
  web::Model model;
  const auto path = [](OrganisationId id) { return "/organisations/" + id.text(); };
  model.set("ACTION", site::address(language, "/duplicates/merge")).set("KEY", access::make_secret());
  model.set("STAYS", stays.name).set("STAYS_ADDRESS", site::address(language, path(stays.id)));
  model.set("GOES", goes.name).set("GOES_ADDRESS", site::address(language, path(goes.id)));
  model.set("SURVIVOR", stays.id.text()).set("ABSORBED", goes.id.text());
  model.set("VERSION", plan.survivor.version).set("OTHER_VERSION", plan.absorbed.version);
  model.set("SWAP",
            site::address(language, "/duplicates/merge?survivor=" + goes.id.text() + "&absorbed=" + stays.id.text()));
  model.set("LIST", site::address(language, "/duplicates"));
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i) {
    const auto field = static_cast<MergeField>(i);
    if (field != MergeField::email || plan.shows_contact) show_merge_field(services, language, plan, field, model);
  }
  show_moves(services, language, plan, model);
  model.show_if(plan.is_stale, "STALE").show_if(plan.findings.empty(), "POSSIBLE");
  if (!plan.findings.empty()) {
    web::Model& note = model.add("BLOCKED");
    for (const Violation& finding : plan.findings)
      note.add("FINDING").set("MESSAGE", services.texts.finding(language, finding));
  }
  const int status = plan.is_stale ? 412 : call.request.method == web::Method::post ? 422 : 200;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "network/merge.html", model,
                      duplicates_frame(services, language, services.texts.get(language, "network.merge.title")),
                      status);
  });
}

std::optional<MergePlan> load_shown_plan(const Services& services, const web::Call& call, const Wanted& wanted) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Day today = text::brussels_day(services.now());
  return services.database.read([&](Connection& connection) {
    auto plan = load_plan(connection, actor, today, wanted);
    if (!plan) return plan;
    plan->moves = load_belongings(connection, wanted.absorbed, actor, today);
    for (const Municipality& municipality : load_municipalities(connection))
      plan->places[municipality.nis.code] = municipality.name.best(call.language);
    return plan;
  });
}

struct SentMerge {
  Wanted wanted;
  std::int64_t version = 0;
  std::string other_version;
  const web::Pairs& fields;
};

void tell_merge(const Services& services, Connection& transaction, const web::Call& call, const Merge& merge,
                const MergePlan& plan, const OrganisationRecord& merged) {
  std::vector<access::FieldChange> changes{{"merged_with", "", merge.absorbed_name}};
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i)
    if (is_different(static_cast<MergeField>(i), plan.survivor.party.record, merged))
      changes.push_back({"merged_" + std::string(kMergeFieldKeys[i]), "", ""});
  site::record(services, transaction, call, {"organisation.merged", "organisation", merge.survivor.value(), changes});
  site::record(
      services, transaction, call,
      {"organisation.absorbed", "organisation", merge.absorbed.value(), {{"merged_with", "", merge.survivor_name}}});
}

Result<std::string> merge_now(const Services& services, Connection& transaction, const web::Call& call,
                              const SentMerge& sent) {
  const auto done = load_open_merge_of(transaction, sent.wanted.absorbed);
  const access::Actor actor = site::actor_now(services, transaction, call);
  const Day today = text::brussels_day(services.now());
  if (done && done->survivor == sent.wanted.survivor && may_see(Caretaking(transaction, actor, today), *done))
    return site::address(call.language, merge_path(done->id));
  auto plan = load_plan(transaction, actor, today, sent.wanted);
  if (!plan) return Missing{};
  if (sent.version != plan->survivor.version || sent.other_version != std::to_string(plan->absorbed.version))
    return Stale{};
  if (!plan->findings.empty()) return Invalid{plan->findings};
  const OrganisationRecord& stays = plan->survivor.party.record;
  const OrganisationRecord& goes = plan->absorbed.party.record;
  Merge merge;
  merge.id = services.make_id<MergeTag>();
  merge.survivor = stays.id;
  merge.absorbed = goes.id;
  merge.survivor_name = stays.name;
  merge.absorbed_name = goes.name;
  merge.merged_by = actor.person;
  merge.merged_at = services.now();
  const OrganisationRecord merged = merged_record(stays, goes, choices_in(sent.fields, plan->choices));
  merge_organisations(transaction, merge, merged);
  tell_merge(services, transaction, call, merge, *plan, merged);
  return site::address(call.language, merge_path(merge.id));
}

}  // namespace

web::Response merge_page(const Services& services, const web::Call& call) {
  const auto wanted = wanted_in(call.request.query);
  const auto plan = wanted ? load_shown_plan(services, call, *wanted) : std::nullopt;
  return plan ? show_plan(services, call, *plan) : site::refused(services, call, Missing{});
}

web::Response create_merge(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto wanted = wanted_in(read.form.fields);
  if (!wanted) return site::refused(services, call, Missing{});
  const auto version = site::version_of(call, read.form, "organisation", wanted->survivor.text());
  if (!version) return site::refused(services, call, version.error());
  const SentMerge sent{*wanted, *version, std::string(read.form.fields.value("other_version")), read.form.fields};
  if (sent.other_version.empty()) return site::refused(services, call, Unversioned{});
  const auto made = site::make_once(
      services, *request, [&](Connection& transaction) { return merge_now(services, transaction, call, sent); });
  if (made) return web::Response::see_other(*made);
  auto plan = load_shown_plan(services, call, *wanted);
  const bool is_stale = std::holds_alternative<Stale>(made.error());
  if (!plan || (!is_stale && site::findings_of(made.error()).empty()))
    return site::refused(services, call, made.error());
  plan->choices = choices_in(read.form.fields, plan->choices);
  plan->is_stale = is_stale;
  if (!is_stale) plan->findings = site::findings_of(made.error());
  return show_plan(services, call, *plan);
}

}  // namespace kringwerk::network
