#include "materials/own_stream.h"

#include <algorithm>

#include "materials/stream_life.h"

namespace kringwerk::materials {

namespace {

using access::Action;
using access::Actor;

Violations check_terms(const StreamTerms& terms) {
  const Period& period = terms.available;
  if (period.from && period.to && *period.to < *period.from) return {Violation{"materials.period_reversed", "to", {}}};
  return {};
}

bool is_mass(AmountUnit unit) {
  return unit == AmountUnit::kg || unit == AmountUnit::t;
}

void apply_details(const StreamDetails& details, Stream& stream) {
  if (!is_mass(stream.amount.unit) && details.mass_per_unit) stream.amount.mass_per_unit = details.mass_per_unit;
  stream.grade = details.grade;
  stream.contamination_percent = details.contamination_percent;
  stream.packaging = details.packaging;
  stream.dimensions = details.dimensions;
  if (stream.kind == StreamKind::need) stream.minimum = details.minimum;
}

void apply_terms(const StreamTerms& terms, Stream& stream) {
  const bool is_goods = runs_in_chains(stream.resource);
  if (is_goods) apply_details(terms.details, stream);
  stream.visibility = terms.visibility;
  stream.shared_hub = terms.visibility == Visibility::hub ? terms.shared_hub : std::nullopt;
  stream.fields = terms.fields;
  stream.transport = terms.details.transport;
  stream.price_per_tonne = is_goods ? terms.price_per_tonne : std::nullopt;
  stream.unit_price_thousandths = is_goods ? std::nullopt : terms.unit_price_thousandths;
  stream.position = terms.position;
  stream.available = terms.available;
  if (stream.kind == StreamKind::need) stream.retention_step = terms.retention_step;
}

/// The two-minute form's part, decided by the same rules as a draft.
Result<Stream> typed_part(const OfferDraft& draft, const StreamTerms& terms, const OfferContext& context,
                          const Actor& actor, Instant now) {
  Violations violations = check_terms(terms);
  // A waste code must hold on the day the stream comes.
  OfferContext on_the_day = context;
  on_the_day.today = std::max(context.today, terms.available.from.value_or(context.today));
  auto drafted = draft_offer(draft, on_the_day, actor, now);
  if (!drafted) {
    const auto* invalid = std::get_if<Invalid>(&drafted.error());
    if (invalid == nullptr) return drafted.error();
    append(violations, invalid->violations);
  }
  if (!violations.empty()) return Invalid{std::move(violations)};
  return std::move(drafted->stream);
}

void take_words(const Stream& typed, const Stream& current, Stream& next) {
  const Language language = typed.language;
  if (typed.typed_what != shown_words(current)) {
    next.typed_what = typed.typed_what;
    next.title = typed.title;
    next.language = language;
  }
  const std::string& described = current.description.best(current.language);
  if (typed.description.exact(language) != described) next.description = typed.description;
}

/// What was declared or weighed stays so as long as the figure stays.
void take_amount(const Amount& typed, Amount& amount) {
  const bool is_same = typed.thousandths == amount.thousandths && typed.unit == amount.unit;
  amount.rhythm = typed.rhythm;
  if (is_same) return;
  const std::optional<Mass> weight = typed.unit == amount.unit ? amount.mass_per_unit : typed.mass_per_unit;
  amount = typed;
  amount.mass_per_unit = weight;
}

void take_legal_status(const Stream& typed, Stream& next) {
  next.legal_status = typed.legal_status;
  next.waste_code = typed.waste_code;
}

void take_material(const Stream& typed, Stream& next) {
  if (typed.material == next.material) return;
  next.material = typed.material;
  next.accepted = typed.accepted;
}

Result<Stream> saved(const Stream& current, const StreamEdit& edit, const EditContext& context, const Actor& actor,
                     Instant now) {
  const auto typed = typed_part(edit.draft, edit.terms, context.offer, actor, now);
  if (!typed) return typed.error();
  Stream next = current;
  take_words(*typed, current, next);
  take_amount(typed->amount, next.amount);
  take_material(*typed, next);
  take_legal_status(*typed, next);
  next.nis = typed->nis;
  next.resource = typed->resource;
  next.facts = typed->facts;
  apply_terms(edit.terms, next);
  // The form shows the weight of a unit: emptied, it is unknown again, or what the class says.
  if (!is_mass(next.amount.unit) && !edit.terms.details.mass_per_unit) {
    next.amount.mass_per_unit = typed->amount.mass_per_unit;
  }
  const bool is_revived = next.state == StreamState::expired && !has_passed(next, context.offer.today);
  if (is_revived) next.state = StreamState::open;
  if (next.state == StreamState::open) next.confirmed_at = now;
  return next;
}

/// One of the steps that is more than saving.
Result<Stream> stepped(const Stream& current, const StreamEdit& edit, const EditContext& context, Instant now) {
  const LifeChange change =
      edit.step == EditStep::close
          ? LifeChange{LifeStep::close, edit.outcome.value_or(CloseOutcome::unknown), std::nullopt}
          : LifeChange{LifeStep::revive, std::nullopt, edit.last_day};
  return take_step(current, change, LifeActor::owner, now, context.offer.today);
}

}  // namespace

Result<OfferDrafted> publish_stream(const OwnStream& own, const OfferContext& context, const Actor& actor,
                                    Instant now) {
  auto typed = typed_part(own.draft, own.terms, context, actor, now);
  if (!typed) return typed.error();
  Stream& stream = *typed;
  stream.kind = own.kind;
  stream.organisation = own.organisation;
  stream.entered_by = actor.person;
  apply_terms(own.terms, stream);
  if (!may_do(actor, Action::create, stream, {}) || !may_do(actor, Action::approve, stream, {})) return Missing{};
  stream.state = StreamState::open;
  stream.confirmed_at = now;
  return OfferDrafted{std::move(stream), own.draft.email, context.secret_hash};
}

Result<Stream> edit_stream(const Stream& current, const StreamEdit& edit, const EditContext& context,
                           const Actor& actor, Instant now) {
  if (!may_do(actor, Action::update, current, context.hubs)) return Missing{};
  if (edit.version != current.version) return Stale{};
  if (current.state == StreamState::closed && edit.step != EditStep::reopen) return Conflict{};
  auto next =
      edit.step == EditStep::save ? saved(current, edit, context, actor, now) : stepped(current, edit, context, now);
  if (next) next->version = current.version + 1;
  return next;
}

const std::string& shown_words(const Stream& stream) {
  return stream.typed_what.empty() ? stream.title.best(stream.language) : stream.typed_what;
}

}  // namespace kringwerk::materials
