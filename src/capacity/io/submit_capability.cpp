#include "capacity/io/submit_capability.h"

#include <algorithm>

#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "network/io/save_calendar.h"
#include "network/io/save_capability.h"
#include "network/io/save_capability_revision.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using network::Capability;
using storage::Connection;

constexpr std::array<std::string_view, 5> kStepDeeds{"capability.updated", "capability.opened", "capability.paused",
                                                     "capability.retired", "capability.undone"};

/// The content with the place it names; a place that is none or several is a finding.
Capability with_place(Connection& connection, const ReadCapability& answers, Violations& found) {
  Capability content = answers.content;
  if (answers.place.empty()) return content;
  const auto places = network::find_places(connection, answers.place);
  if (places.size() == 1) {
    content.nis = places.front().municipality.nis;
  } else {
    found.push_back(
        {places.empty() ? "capacity.place_unknown" : "capacity.place_ambiguous", "place", {{"typed", answers.place}}});
  }
  return content;
}

template <class T>
Result<T> with_form_findings(Result<T> decided, Violations of_form) {
  if (!decided) {
    const auto* invalid = std::get_if<Invalid>(&decided.error());
    if (invalid == nullptr) return decided;
    for (const Violation& one : invalid->violations) {
      const bool is_known =
          std::any_of(of_form.begin(), of_form.end(), [&](const Violation& other) { return other.field == one.field; });
      if (!is_known) of_form.push_back(one);
    }
  }
  if (!of_form.empty()) return Invalid{std::move(of_form)};
  return decided;
}

access::Deed deed_of(std::string_view action, const Capability& capability,
                     const std::vector<CapabilityChange>& changes) {
  access::Deed deed{action, "capability", capability.id.value(), {}};
  for (const CapabilityChange& change : changes) deed.changes.push_back({change.field, change.before, change.after});
  return deed;
}

Result<Done> keep_edit(const site::Services& services, Connection& transaction, const web::Call& call,
                       const SentEdit& sent) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  const auto current = network::load_capability(transaction, sent.capability);
  if (!current) return Missing{};
  const Instant now = services.now();
  const KeepContext context{network::load_hubs_of(transaction, *current), text::brussels_day(now), now};
  KeepEdit edit{sent.step, {}, sent.version};
  Violations found;
  if (sent.step == KeepStep::save) {
    found = sent.answers.violations;
    edit.content = with_place(transaction, sent.answers, found);
  } else if (sent.step == KeepStep::undo) {
    auto before = network::load_revision_before(transaction, current->id, current->version);
    if (!before) return Conflict{};
    edit.content = std::move(*before);
  }
  const auto kept = with_form_findings(
      keep_capability(*current, edit, network::load_calendar(transaction, *current), context, actor), std::move(found));
  if (!kept) return kept.error();
  network::keep_capability_revision(transaction, *current);
  if (!network::update_capability(transaction, *kept)) return Stale{};
  network::refresh_free_capacity(transaction, {kept->id, context.today});
  const auto step = static_cast<std::size_t>(sent.step);
  site::record(services, transaction, call, deed_of(kStepDeeds.at(step), *kept, changes_between(*current, *kept)));
  return Done{};
}

}  // namespace

Result<std::string> submit_new_capability(const site::Services& services, const web::Call& call,
                                          const site::NamedRequest& request, const NewCapability& made) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!network::load_organisation(transaction, made.organisation)) return Missing{};
    Violations found = made.answers.violations;
    Capability draft = with_place(transaction, made.answers, found);
    draft.id = services.make_id<network::CapabilityTag>();
    draft.organisation = made.organisation;
    draft.source = "typed";
    const Instant now = services.now();
    const KeepContext context{network::load_hubs_of(transaction, draft), text::brussels_day(now), now};
    const auto added = with_form_findings(add_capability(std::move(draft), context, actor), std::move(found));
    if (!added) return added.error();
    network::insert_capability(transaction, *added);
    network::refresh_free_capacity(transaction, {added->id, context.today});
    site::record(services, transaction, call, deed_of("capability.created", *added, {}));
    return site::address(call.language, "/capabilities/" + added->id.text() + "/edit?saved=1");
  });
}

Result<Done> submit_capability_edit(const site::Services& services, const web::Call& call, const SentEdit& sent) {
  return services.database.write([&](Connection& transaction) { return keep_edit(services, transaction, call, sent); });
}

}  // namespace kringwerk::capacity
