#include "materials/io/change_own_stream.h"

#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "materials/io/load_waste_list.h"
#include "materials/io/save_agreed.h"
#include "materials/io/save_stream.h"
#include "network/io/load_hubs.h"
#include "network/io/load_places.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using access::Actor;
using storage::Connection;

constexpr std::array<std::string_view, 3> kDeeds{"stream.updated", "stream.closed", "stream.reopened"};

/// What a form's findings and the place it names come to, for the decision.
struct Understood {
  Taxonomy taxonomy;
  WasteList waste_list;
  Day today;
  std::optional<network::Nis> municipality;
  Violations violations;
};

Understood understand(Connection& connection, const OwnAnswers& answers, Instant now) {
  Understood understood{load_taxonomy(connection), load_waste_list(connection), text::brussels_day(now), std::nullopt,
                        answers.violations};
  append(understood.violations, answers.offer.violations);
  append(understood.violations, answers.terms.violations);
  const auto& hub = answers.terms.terms.shared_hub;
  if (hub && !network::load_hub(connection, *hub)) {
    understood.violations.push_back({"web.not_a_choice", "shared_hub", {}});
  }
  std::vector<network::Municipality> possible;
  for (network::FoundPlace& place : network::find_places(connection, answers.offer.place.typed)) {
    possible.push_back(std::move(place.municipality));
  }
  const auto municipality = network::choose_place(answers.offer.place, possible);
  if (municipality) {
    understood.municipality = municipality->nis;
  } else if (const auto* invalid = std::get_if<Invalid>(&municipality.error())) {
    append(understood.violations, invalid->violations);
  }
  return understood;
}

OfferContext context_of(const Understood& understood, const OwnAnswers& answers, StreamId id) {
  return {understood.taxonomy,
          text::folded(answers.offer.draft.what),
          understood.municipality,
          id,
          {},
          &understood.waste_list,
          understood.today};
}

/// All findings of form and decision together; the decision's own refusal otherwise.
template <class T>
Result<T> with_findings(Result<T> decided, Violations of_form) {
  if (!decided) {
    const auto* invalid = std::get_if<Invalid>(&decided.error());
    const bool is_place = std::holds_alternative<Missing>(decided.error()) && !of_form.empty();
    if (invalid == nullptr && !is_place) return decided;
    if (invalid != nullptr) append(of_form, invalid->violations);
  }
  if (!of_form.empty()) return Invalid{std::move(of_form)};
  return decided;
}

/// A place as people read it; its number where no municipality has it.
std::string place_name(Connection& connection, const std::string& nis) {
  const auto place = network::load_municipality(connection, network::Nis{nis});
  return place ? place->name.best(Language::nl) : nis;
}

/// A hub as people read it.
std::string hub_name(Connection& connection, const std::string& id) {
  const auto hub = network::HubId::parse(id);
  const auto found = hub ? network::load_hub(connection, *hub) : std::nullopt;
  return found ? found->name : id;
}

void tell(const site::Services& services, Connection& transaction, const web::Call& call, std::string_view action,
          const Stream& stream, const std::vector<StreamChange>& changes) {
  access::Deed deed{action, "stream", stream.id.value(), {}};
  for (const StreamChange& change : changes) {
    access::FieldChange told{std::string(change.field), change.before, change.after};
    if (change.field == "place") {
      told.before = place_name(transaction, change.before);
      told.after = place_name(transaction, change.after);
    } else if (change.field == "shared_hub") {
      told.before = hub_name(transaction, change.before);
      told.after = hub_name(transaction, change.after);
    }
    deed.changes.push_back(std::move(told));
  }
  site::record(services, transaction, call, deed);
}

Result<Stream> decide_edit(Connection& transaction, const site::Services& services, const OwnStreamEdit& edit,
                           const Stream& current, const Actor& actor) {
  const Understood understood = understand(transaction, edit.answers, services.now());
  StreamEdit wanted{
      edit.answers.offer.draft, edit.answers.terms.terms, edit.step, edit.version, edit.outcome, edit.last_day};
  const EditContext context{context_of(understood, edit.answers, current.id), load_hubs_of(transaction, current)};
  auto next = edit_stream(current, wanted, context, actor, services.now());
  if (edit.step != EditStep::save) return next;
  return with_findings(std::move(next), understood.violations);
}

}  // namespace

OwnAnswers read_own_form(const web::ReadForm& read, Language language) {
  return {read_offer_form(read.form, language), read_terms_form(read.form, language), read.violations};
}

Result<std::string> create_own_stream(const site::Services& services, const web::Call& call,
                                      const site::NamedRequest& request, const NewOwnStream& made) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const Actor actor = site::actor_now(services, transaction, call);
    const Understood understood = understand(transaction, made.answers, services.now());
    const OwnStream own{made.answers.offer.draft, made.kind, made.organisation, made.answers.terms.terms};
    const auto published = with_findings(
        publish_stream(own, context_of(understood, made.answers, services.make_id<StreamTag>()), actor, services.now()),
        understood.violations);
    if (!published) return published.error();
    insert_stream(transaction, published->stream, {published->contact_email, {}});
    tell(services, transaction, call, "stream.published", published->stream,
         changes_between(Stream{}, published->stream));
    return site::address(call.language, "/our-streams/" + published->stream.id.text());
  });
}

Result<Stream> change_own_stream(const site::Services& services, const web::Call& call, const OwnStreamEdit& edit) {
  return services.database.write([&](Connection& transaction) -> Result<Stream> {
    const Actor actor = site::actor_now(services, transaction, call);
    const auto current = load_stream_to_decide(transaction, edit.stream);
    if (!current) return Missing{};
    auto next = decide_edit(transaction, services, edit, *current, actor);
    if (!next) return next;
    const std::string before = load_contact_email(transaction, edit.stream);
    const std::string& contact = edit.step == EditStep::save ? edit.answers.offer.draft.email : before;
    std::vector<StreamChange> changes = changes_between(*current, *next);
    if (contact != before) changes.push_back({"contact", {}, {}});
    if (!update_stream(transaction, *next, contact)) return Stale{};
    tell(services, transaction, call, kDeeds[static_cast<std::size_t>(edit.step)], *next, changes);
    save_amount_followed(transaction, *current,
                         {LifeActor::agreement, site::author_of(services, call), services.keys.audit,
                          text::brussels_day(services.now())});
    return next;
  });
}

}  // namespace kringwerk::materials
