#include "materials/own_stream.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

using access::Action;
using access::Actor;

Violations check_terms(const StreamTerms& terms) {
  const Period& period = terms.available;
  if (period.from && period.to && *period.to < *period.from) return {Violation{"materials.period_reversed", "to", {}}};
  return {};
}

void apply_terms(const StreamTerms& terms, Stream& stream) {
  stream.visibility = terms.visibility;
  stream.fields = terms.fields;
  stream.price_per_tonne = terms.price_per_tonne;
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
  apply_terms(edit.terms, next);
  if (next.state == StreamState::open) next.confirmed_at = now;
  return next;
}

Result<Stream> closed(const Stream& current) {
  if (current.state == StreamState::closed || current.state == StreamState::draft) return Conflict{};
  Stream next = current;
  next.state = StreamState::closed;
  return next;
}

Result<Stream> reopened(const Stream& current, Instant now) {
  if (current.state != StreamState::closed && current.state != StreamState::expired) return Conflict{};
  Stream next = current;
  next.state = StreamState::open;
  next.confirmed_at = now;
  return next;
}

/// "40", "12.5", "-0.05": a whole number of thousandths or hundredths as a decimal number; empty for none.
std::string decimal_text(std::optional<std::int64_t> number, int decimals) {
  if (!number) return {};
  std::string digits = std::to_string(*number < 0 ? -*number : *number);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return (*number < 0 ? "-" : "") + digits;
}

std::string text_of(const std::optional<Day>& day) {
  return day ? day_text(*day) : std::string();
}

std::string text_of(Visibility visibility) {
  return std::string(key_in(kVisibilityKeys, visibility));
}

std::optional<std::int64_t> cents_of(const Stream& stream) {
  return stream.price_per_tonne ? std::optional<std::int64_t>{stream.price_per_tonne->in_cents()} : std::nullopt;
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
  auto next = edit.step == EditStep::save    ? saved(current, edit, context, actor, now)
              : edit.step == EditStep::close ? closed(current)
                                             : reopened(current, now);
  if (next) ++next->version;
  return next;
}

std::vector<StreamChange> changes_between(const Stream& before, const Stream& after) {
  std::vector<StreamChange> changes;
  const auto compare = [&](std::string_view field, std::string was, std::string is) {
    if (was != is) changes.push_back({field, std::move(was), std::move(is)});
  };
  compare("state", std::string(key_in(kStreamStateKeys, before.state)),
          std::string(key_in(kStreamStateKeys, after.state)));
  compare("title", shown_words(before), shown_words(after));
  if (before.description != after.description) changes.push_back({"description", {}, {}});
  compare("material", before.material, after.material);
  compare("amount", decimal_text(before.amount.thousandths, 3), decimal_text(after.amount.thousandths, 3));
  compare("unit", std::string(key_in(kAmountUnitKeys, before.amount.unit)),
          std::string(key_in(kAmountUnitKeys, after.amount.unit)));
  compare("rhythm", std::string(key_in(kRhythmKeys, before.amount.rhythm)),
          std::string(key_in(kRhythmKeys, after.amount.rhythm)));
  compare("place", before.nis.code, after.nis.code);
  compare("legal_status", std::string(key_in(kLegalStatusKeys, before.legal_status)),
          std::string(key_in(kLegalStatusKeys, after.legal_status)));
  compare("waste_code", before.waste_code, after.waste_code);
  compare("from", text_of(before.available.from), text_of(after.available.from));
  compare("to", text_of(before.available.to), text_of(after.available.to));
  compare("price", decimal_text(cents_of(before), 2), decimal_text(cents_of(after), 2));
  compare("use", before.retention_step, after.retention_step);
  if (before.position != after.position) changes.push_back({"site", {}, {}});
  compare("visibility", text_of(before.visibility), text_of(after.visibility));
  compare("price_visibility", text_of(before.fields.price), text_of(after.fields.price));
  compare("site_visibility", text_of(before.fields.position), text_of(after.fields.position));
  compare("contact_visibility", text_of(before.fields.contact), text_of(after.fields.contact));
  compare("owner_visibility", text_of(before.fields.owner), text_of(after.fields.owner));
  return changes;
}

const std::string& shown_words(const Stream& stream) {
  return stream.typed_what.empty() ? stream.title.best(stream.language) : stream.typed_what;
}

}  // namespace kringwerk::materials
