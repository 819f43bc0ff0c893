#include "network/io/submit_revision.h"

#include <algorithm>

#include "network/io/load_revisions.h"
#include "network/io/proposal_mail.h"
#include "network/io/save_revision.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using access::Actor;
using storage::Connection;

/// What was typed, checked, with where each fact comes from.
struct Understood {
  RecordImage image;
  std::string remark;
};

/// A finding of a rule has the names of the rows that were typed: rows are the same.
Result<Understood> understand(Connection& connection, const RevisedKind& kind, std::int64_t id, const web::Form& form,
                              const std::vector<const RecordImage*>& known, Language language, Day today) {
  TypedForm typed = read_edit_form(connection, kind.shape(), form, language);
  const TypedOrigin origin = read_origin(form.fields);
  const ReadSource said = read_typed_source(origin.said, today);
  Violations findings = typed.violations;
  auto checked = kind.check(connection, typed.image, id, today);
  if (!checked) {
    const auto* invalid = std::get_if<Invalid>(&checked.error());
    if (invalid == nullptr) return checked.error();
    // A control has its first finding only: words that mean nothing are no missing value.
    for (const Violation& finding : invalid->violations) {
      const bool is_told = std::any_of(findings.begin(), findings.end(),
                                       [&](const Violation& other) { return other.field == finding.field; });
      if (!is_told) findings.push_back(finding);
    }
  }
  append(findings, said.violations);
  if (!findings.empty()) return Invalid{std::move(findings)};
  const std::string source = key_of(said.source);
  Understood understood{with_origins(kind.shape(), *checked, known, source), origin.remark};
  renew_sources(understood.image, origin.renewed, source);
  return understood;
}

std::string_view deed_of(const Revision& revision) {
  const bool is_hub = revision.record == "hub";
  if (revision.state == RevisionState::proposed) return is_hub ? "hub.change_proposed" : "organisation.change_proposed";
  if (revision.state == RevisionState::refused) return is_hub ? "hub.change_refused" : "organisation.change_refused";
  if (revision.state == RevisionState::withdrawn)
    return is_hub ? "hub.change_withdrawn" : "organisation.change_withdrawn";
  if (revision.is_creation) return is_hub ? "hub.created" : "organisation.created";
  if (revision.undoes) return is_hub ? "hub.change_undone" : "organisation.change_undone";
  return is_hub ? "hub.changed" : "organisation.changed";
}

/// The trail says which fields; what they were and became stands in the revision.
void tell(const site::Services& services, Connection& transaction, const web::Call& call, const Revision& revision) {
  access::Deed deed{deed_of(revision), revision.record, revision.record_id, {}};
  for (const FieldDifference& one : differences(revision.before, revision.after))
    deed.changes.push_back({one.field, {}, {}});
  site::record(services, transaction, call, deed);
}

/// Makes the record what an approved revision says.
void apply(Connection& transaction, const RevisedKind& kind, const Revision& revision, Instant now) {
  kind.save(transaction, revision.record_id, revision.after, now);
  if (revision.undoes) mark_undone(transaction, *revision.undoes);
}

Result<Revision> replace_waiting(Connection& transaction, Revision waiting, Revision made) {
  waiting.before = std::move(made.before);
  waiting.after = std::move(made.after);
  waiting.remark = std::move(made.remark);
  waiting.proposed_at = made.proposed_at;
  ++waiting.version;
  if (!update_revision(transaction, waiting)) return Stale{};
  return waiting;
}

}  // namespace

RevisedRecord record_of(Connection& connection, const Revision& revision, Day today) {
  if (const RevisedKind* kind = find_revised_kind(revision.record)) {
    if (auto now = kind->load(connection, revision.record_id, today)) {
      if (revision.hub) now->record.hubs.push_back(revision.hub->value());
      return std::move(now->record);
    }
  }
  RevisedRecord record{revision.record, revision.record_id, {}};
  if (revision.hub) record.hubs = {revision.hub->value()};
  return record;
}

std::optional<EditedNow> load_edited(Connection& connection, const RevisedKind& kind, std::int64_t id,
                                     const Actor& actor, Day today) {
  auto now = kind.load(connection, id, today);
  if (!now || !may_change(actor, now->record)) return std::nullopt;
  EditedNow edited{std::move(*now), {}, {}, false};
  edited.may_approve = may_approve(actor, edited.now.record);
  edited.own_waiting = load_own_waiting(connection, actor.person, edited.now.record);
  edited.image = edited.own_waiting
                     ? rebase({edited.own_waiting->before, edited.own_waiting->after}, edited.now.image).image
                     : edited.now.image;
  return edited;
}

Result<Revision> submit_edit(const site::Services& services, const web::Call& call, const RecordEdit& edit) {
  auto submitted = services.database.write([&](Connection& transaction) -> Result<Revision> {
    const Actor actor = site::actor_now(services, transaction, call);
    const Day today = text::brussels_day(services.now());
    const auto edited = load_edited(transaction, edit.kind, edit.id, actor, today);
    if (!edited) return Missing{};
    if (edited->now.version != edit.version) return Stale{};
    auto understood = understand(transaction, edit.kind, edit.id, edit.form, {&edited->now.image, &edited->image},
                                 call.language, today);
    if (!understood) return understood.error();
    WantedChange wanted;
    wanted.id = services.make_id<RevisionTag>();
    wanted.before = edited->now.image;
    wanted.after = std::move(understood->image);
    wanted.remark = std::move(understood->remark);
    auto made = make_revision(wanted, edited->now.record, actor, services.now());
    if (!made) return made;
    if (edited->own_waiting && made->state == RevisionState::proposed) {
      made = replace_waiting(transaction, *edited->own_waiting, std::move(*made));
      if (!made) return made;
    } else {
      insert_revision(transaction, *made);
      if (made->state == RevisionState::approved) apply(transaction, edit.kind, *made, services.now());
      if (made->state == RevisionState::proposed)
        queue_proposal_mails(transaction, services, *made, edited->now.record);
    }
    tell(services, transaction, call, *made);
    return made;
  });
  if (submitted && submitted->state == RevisionState::proposed) services.mail_waits();
  return submitted;
}

Result<std::string> submit_creation(const site::Services& services, const web::Call& call,
                                    const site::NamedRequest& request, const RecordCreation& creation) {
  auto made_at = site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const Actor actor = site::actor_now(services, transaction, call);
    const Day today = text::brussels_day(services.now());
    RevisedRecord record{std::string(creation.kind.shape().record), services.new_id(), {}};
    if (creation.hub) record.hubs = {creation.hub->value()};
    auto understood = understand(transaction, creation.kind, record.id, creation.form, {}, call.language, today);
    if (!understood) return understood.error();
    WantedChange wanted;
    wanted.id = services.make_id<RevisionTag>();
    wanted.after = std::move(understood->image);
    wanted.remark = std::move(understood->remark);
    wanted.is_creation = true;
    wanted.hub = creation.hub;
    const auto made = make_revision(wanted, record, actor, services.now());
    if (!made) return made.error();
    insert_revision(transaction, *made);
    if (made->state == RevisionState::approved) apply(transaction, creation.kind, *made, services.now());
    if (made->state == RevisionState::proposed) queue_proposal_mails(transaction, services, *made, record);
    tell(services, transaction, call, *made);
    if (made->state == RevisionState::proposed) return site::address(call.language, "/changes/" + made->id.text());
    return site::address(call.language, creation.kind.path() + "/" + id_text(record.id));
  });
  if (made_at) services.mail_waits();
  return made_at;
}

Result<Revision> submit_decision(const site::Services& services, const web::Call& call, RevisionId id,
                                 const RevisionDecision& decision) {
  return services.database.write([&](Connection& transaction) -> Result<Revision> {
    const Actor actor = site::actor_now(services, transaction, call);
    const Day today = text::brussels_day(services.now());
    const auto row = load_revision(transaction, {actor, today}, id);
    if (!row) return Missing{};
    const Revision& proposed = row->revision;
    auto decided = decide_revision(proposed, decision, record_of(transaction, proposed, today), actor, services.now());
    if (!decided) return decided;
    const RevisedKind* kind = find_revised_kind(proposed.record);
    if (decided->state == RevisionState::approved) {
      const auto now = kind->load(transaction, proposed.record_id, today);
      if (!now && !proposed.is_creation) return Missing{};
      const RecordImage current = now ? now->image : RecordImage{};
      auto image = approved_image(proposed, current);
      if (!image) return image.error();
      auto checked = kind->check(transaction, *image, proposed.record_id, today);
      if (!checked) return checked.error();
      decided->before = current;
      decided->after = std::move(*checked);
    }
    if (!update_revision(transaction, *decided)) return Stale{};
    if (decided->state == RevisionState::approved) apply(transaction, *kind, *decided, services.now());
    tell(services, transaction, call, *decided);
    return decided;
  });
}

Result<Revision> submit_undo(const site::Services& services, const web::Call& call, const Undoing& undoing) {
  auto undone = services.database.write([&](Connection& transaction) -> Result<Revision> {
    const Actor actor = site::actor_now(services, transaction, call);
    const Day today = text::brussels_day(services.now());
    const auto row = load_revision(transaction, {actor, today}, undoing.id);
    if (!row) return Missing{};
    const RevisedKind* kind = find_revised_kind(row->revision.record);
    const auto now = kind->load(transaction, row->revision.record_id, today);
    if (!now || !may_change(actor, now->record)) return Missing{};
    if (row->revision.version != undoing.version) return Stale{};
    auto wanted = undo_of(row->revision, now->image);
    if (!wanted) return wanted.error();
    wanted->id = services.make_id<RevisionTag>();
    const auto checked = kind->check(transaction, wanted->after, row->revision.record_id, today);
    if (!checked) return checked.error();
    auto made = make_revision(*wanted, now->record, actor, services.now());
    if (!made) return made;
    insert_revision(transaction, *made);
    if (made->state == RevisionState::approved) apply(transaction, *kind, *made, services.now());
    if (made->state == RevisionState::proposed) queue_proposal_mails(transaction, services, *made, now->record);
    tell(services, transaction, call, *made);
    return made;
  });
  if (undone && undone->state == RevisionState::proposed) services.mail_waits();
  return undone;
}

}  // namespace kringwerk::network
