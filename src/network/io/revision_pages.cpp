#include <algorithm>

#include "network/io/image_words.h"
#include "network/io/load_revisions.h"
#include "network/io/network_pages.h"
#include "network/io/proposal_mail.h"
#include "network/io/show_revisions.h"
#include "network/io/submit_revision.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;
using storage::Connection;

constexpr int kMostWaiting = 200;
constexpr std::chrono::days kOwnShown{30};

Day today_in_brussels(const Services& services) {
  return text::brussels_day(services.now());
}

/// Everything the page of one change shows.
struct RevisionFacts {
  RevisionRow row;
  RevisedRecord record;
  bool is_there = false;  ///< the record exists
  RecordImage current;
  ReferenceNames names;
  std::map<std::string, std::string, std::less<>> titles;
};

std::optional<RevisionFacts> load_facts(Connection& connection, const Services& services, const web::Call& call) {
  const Day today = today_in_brussels(services);
  auto row = load_revision(connection, {site::visit_of(call).actor, today}, call.id<RevisionTag>("revision"));
  if (!row) return std::nullopt;
  RevisionFacts facts{std::move(*row), {}, false, {}, {}, {}};
  const RevisedKind* kind = find_revised_kind(facts.row.revision.record);
  facts.record = record_of(connection, facts.row.revision, today);
  if (const auto now = kind->load(connection, facts.row.revision.record_id, today)) {
    facts.is_there = true;
    facts.current = now->image;
  }
  facts.names = load_reference_names(connection, kind->shape(), {&facts.row.revision.before, &facts.row.revision.after},
                                     call.language);
  facts.titles = load_source_titles(connection);
  return facts;
}

NamesShown names_for(const access::Actor& actor, const RevisedRecord& record) {
  return may_change(actor, record) || actor.holds(access::Role::auditor) ? NamesShown::yes : NamesShown::no;
}

void show_difference(const ImageReading& reading, const RevisionFacts& facts, web::Model& model) {
  const Revision& revision = facts.row.revision;
  const RevisedKind* kind = find_revised_kind(revision.record);
  const auto all = differences(revision.before, revision.after);
  for (const FieldShape& field : kind->shape().fields) {
    const auto one =
        std::find_if(all.begin(), all.end(), [&](const FieldDifference& other) { return other.field == field.name; });
    if (one == all.end()) continue;
    web::Model& line = model.add("DIFFERENCE");
    line.set("LABEL", field_label(reading.services, reading.language, revision.record, field.name));
    for (const FactRow& row : one->gone) show_fact_row(reading, field, row, line.add("GONE"));
    for (const FactRow& row : one->come) show_fact_row(reading, field, row, line.add("COME"));
    line.show_if(one->gone.empty(), "NOTHING_BEFORE").show_if(one->come.empty(), "NOTHING_AFTER");
  }
}

void show_people(const Services& services, Language language, const RevisionFacts& facts, NamesShown names,
                 web::Model& model) {
  const Revision& revision = facts.row.revision;
  model.set("STATE", revision_state_words(services, language, revision.state));
  constexpr std::array<std::string_view, 5> kTones{"TONE_WAITING", "TONE_GOOD", "TONE_BAD", "TONE_PLAIN", "TONE_PLAIN"};
  model.show(kTones[static_cast<std::size_t>(revision.state)]);
  model.set("BY", proposer_words(services, language, facts.row, names));
  model.set("WHEN", text::moment(language, revision.proposed_at));
  const bool is_decided_by_other = revision.decided_by && revision.decided_by != revision.proposed_by;
  if (is_decided_by_other && revision.decided_at) {
    const std::string who = names == NamesShown::yes && !facts.row.decider.empty()
                                ? facts.row.decider
                                : services.texts.get(language, "network.changes.by.hub");
    model.add("DECIDED").set("WHO", who).set("AT", text::moment(language, *revision.decided_at));
  }
  if (!revision.remark.empty()) model.add("REMARK").set("TEXT", revision.remark);
  if (!revision.reason.empty()) model.add("REASON").set("TEXT", revision.reason);
  if (revision.undoes) model.add("UNDOES").set("ADDRESS", site::address(language, revision_path(*revision.undoes)));
}

/// Fields that would be in the way, so that who decides knows before pressing.
void show_overtaken(const Services& services, Language language, const RevisionFacts& facts, web::Model& model) {
  const Revision& revision = facts.row.revision;
  if (revision.state != RevisionState::proposed || !facts.is_there) return;
  const Rebased rebased = rebase({revision.before, revision.after}, facts.current);
  if (rebased.overtaken.empty()) return;
  web::Model& warning = model.add("OVERTAKEN");
  for (const std::string& field : rebased.overtaken)
    warning.add("OVERTAKEN_FIELD").set("LABEL", field_label(services, language, revision.record, field));
}

void show_deeds(const access::Actor& actor, const RevisionFacts& facts, web::Model& model) {
  const Revision& revision = facts.row.revision;
  const bool waits = revision.state == RevisionState::proposed;
  const bool may_decide = access::may(actor, access::Action::approve, facts_of(revision, facts.record));
  model.show_if(waits && may_decide, "DECIDE");
  model.show_if(waits && access::may(actor, access::Action::remove, facts_of(revision, facts.record)), "WITHDRAW");
  const bool can_undo = revision.state == RevisionState::approved && !revision.is_creation && facts.is_there &&
                        may_change(actor, facts.record);
  if (can_undo) model.add("UNDO").show(may_approve(actor, facts.record) ? "AT_ONCE" : "AS_PROPOSAL");
}

void show_refusal(const Services& services, Language language, const RevisionFacts& facts, const Violations& findings,
                  web::Model& model) {
  if (findings.empty()) return;
  web::Model& summary = model.add("ERRORS");
  for (Violation finding : findings) {
    for (Fact& fact : finding.facts) {
      if (finding.rule != "network.overtaken") break;
      std::string labels;
      std::string keys = std::get<std::string>(fact.value) + ";";
      while (!keys.empty()) {
        const auto end = keys.find(';');
        if (end > 0)
          labels += (labels.empty() ? "" : ", ") +
                    field_label(services, language, facts.row.revision.record, keys.substr(0, end));
        keys.erase(0, end + 1);
      }
      fact.value = labels;
    }
    summary.add("ERROR").set("FIELD", finding.field).set("MESSAGE", services.texts.finding(language, finding));
  }
  const bool is_reason = findings.front().field == "reason";
  if (is_reason) model.add("ERROR_REASON").set("MESSAGE", services.texts.finding(language, findings.front()));
}

struct RevisionAnswer {
  Violations findings;
  std::string reason;  ///< as typed
  bool is_stale = false;
};

web::Response revision_answer(const Services& services, const web::Call& call, const RevisionAnswer& answer) {
  const auto facts =
      services.database.read([&](Connection& connection) { return load_facts(connection, services, call); });
  if (!facts) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  const access::Actor& actor = site::visit_of(call).actor;
  const Revision& revision = facts->row.revision;
  const std::string record_path = find_revised_kind(revision.record)->path() + "/" + id_text(revision.record_id);
  web::Model model;
  model.set("HEADING", revision_title(services, language, facts->row));
  model.set("ACTION", site::address(language, revision_path(revision.id))).set("VERSION", revision.version);
  if (facts->is_there) {
    model.add("RECORD")
        .set("NAME", facts->row.title)
        .set("PAGE", site::address(language, record_path))
        .set("CHANGES", site::address(language, record_path + "/changes"));
  }
  model.set("REASON_TYPED", answer.reason).show_if(answer.is_stale, "STALE");
  show_people(services, language, *facts, names_for(actor, facts->record), model);
  show_refusal(services, language, *facts, answer.findings, model);
  show_overtaken(services, language, *facts, model);
  show_difference({services, language, facts->names, facts->titles}, *facts, model);
  show_deeds(actor, *facts, model);
  site::PageFrame frame;
  frame.index = site::PageFrame::Index::no;
  frame.title = revision_title(services, language, facts->row);
  frame.crumbs = {{services.texts.get(language, "network.changes.title"), actor.is_signed_in() ? "/changes" : ""},
                  {facts->row.title, ""}};
  const int status = answer.is_stale ? 412 : answer.findings.empty() ? 200 : 422;
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "network/change.html", model, frame, status); });
}

void show_lines(const Services& services, Language language, const std::vector<RevisionRow>& rows, NamesShown names,
                std::string_view section, web::Model& model) {
  for (const RevisionRow& row : rows) {
    web::Model& line = model.add(section);
    line.set("ADDRESS", site::address(language, revision_path(row.revision.id)));
    line.set("TITLE", revision_title(services, language, row));
    line.set("BY", proposer_words(services, language, row, names));
    line.set("WHEN", text::moment(language, row.revision.proposed_at));
    line.set("STATE", revision_state_words(services, language, row.revision.state));
    if (!row.revision.reason.empty()) line.add("REASON").set("TEXT", row.revision.reason);
  }
}

/// All changes of one record, newest first.
web::Response changes_of_record(const Services& services, const web::Call& call, const RevisedKind& kind,
                                std::int64_t id) {
  const access::Actor& actor = site::visit_of(call).actor;
  std::vector<RevisionRow> rows;
  const auto now = services.database.read([&](Connection& connection) {
    auto found = kind.load(connection, id, today_in_brussels(services));
    if (found) rows = load_revisions_of(connection, {actor, today_in_brussels(services)}, found->record);
    return found;
  });
  if (!now) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  const std::string path = kind.path() + "/" + id_text(id);
  web::Model model;
  model.set("HEADING", services.texts.format(language, "network.changes.of", {{"name", now->title}}));
  model.set("PAGE", site::address(language, path)).set("NAME", now->title);
  if (may_change(actor, now->record)) model.add("EDIT").set("EDIT_ADDRESS", site::address(language, path + "/edit"));
  web::Model& list = model.add(rows.empty() ? "NONE" : "LIST");
  show_lines(services, language, rows, names_for(actor, now->record), "CHANGE", list);
  site::PageFrame frame;
  frame.index = site::PageFrame::Index::no;
  frame.title = services.texts.format(language, "network.changes.of", {{"name", now->title}});
  frame.crumbs = {{services.texts.get(language, "network.list." + now->record.kind), kind.path()},
                  {now->title, path},
                  {services.texts.get(language, "network.changes.link"), ""}};
  return site::page(services, call, "network/changes_of.html", model, frame);
}

}  // namespace

web::Response organisation_changes_page(const Services& services, const web::Call& call) {
  return changes_of_record(services, call, organisation_kind(), call.id<OrganisationTag>("organisation").value());
}

web::Response hub_changes_page(const Services& services, const web::Call& call) {
  return changes_of_record(services, call, hub_kind(), call.id<HubTag>("hub").value());
}

web::Response changes_page(const Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  std::vector<RevisionRow> waiting;
  std::vector<RevisionRow> own;
  services.database.read([&](Connection& connection) {
    const RevisionReader reader{actor, today_in_brussels(services)};
    waiting = load_waiting_revisions(connection, reader, kMostWaiting);
    own = load_own_revisions(connection, reader, services.now() - kOwnShown);
  });
  web::Model model;
  web::Model& to_decide = model.add(waiting.empty() ? "NONE_WAITING" : "WAITING");
  show_lines(services, call.language, waiting, NamesShown::yes, "CHANGE", to_decide);
  web::Model& mine = model.add(own.empty() ? "NONE_OWN" : "OWN");
  show_lines(services, call.language, own, NamesShown::yes, "CHANGE", mine);
  if (actor.holds(access::Role::coordinator) || actor.holds(access::Role::administrator))
    model.add("MAILS").set("ADDRESS", site::address(call.language, proposal_mail_path(services, actor.person)));
  site::PageFrame frame;
  frame.index = site::PageFrame::Index::no;
  frame.title = services.texts.get(call.language, "network.changes.title");
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "network/changes.html", model, frame);
}

web::Response change_page(const Services& services, const web::Call& call) {
  return revision_answer(services, call, {});
}

web::Response change_decide(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto id = call.id<RevisionTag>("revision");
  web::FormReader reader(read.form, call.language);
  const std::string reason = reader.line("reason", web::FormReader::Presence::optional, 500);
  const auto again = [&](const Refusal& refusal) {
    const bool is_stale = std::holds_alternative<Stale>(refusal);
    const Violations findings = site::findings_of(refusal);
    if (!is_stale && findings.empty()) return site::refused(services, call, refusal);
    return revision_answer(services, call, {findings, std::string(reader.typed("reason")), is_stale});
  };
  if (!reader.violations().empty()) return again(Invalid{reader.violations()});
  const std::string_view step = read.form.fields.value("step");
  const auto version = site::version_of(call, read.form, "revision", id.text());
  if (!version) return again(version.error());
  if (step == "undo") {
    const auto undone = submit_undo(services, call, {id, *version});
    if (!undone) return again(undone.error());
    return web::Response::see_other(site::address(call.language, revision_path(undone->id)));
  }
  const auto found = std::find(kRevisionStepKeys.begin(), kRevisionStepKeys.end(), step);
  if (found == kRevisionStepKeys.end()) return site::refused(services, call, Missing{});
  const auto known = static_cast<RevisionStep>(found - kRevisionStepKeys.begin());
  const auto decided = submit_decision(services, call, id, {known, reason, *version});
  if (!decided) return again(decided.error());
  return web::Response::see_other(site::address(call.language, revision_path(id)));
}

}  // namespace kringwerk::network
