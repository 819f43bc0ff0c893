#include "materials/draft_offer.h"

#include "materials/phrase.h"

namespace kringwerk::materials {

namespace {

Violations check_amount(const OfferDraft& draft) {
  if (draft.amount_unknown) return {};
  if (!draft.amount_thousandths) return {Violation{"materials.amount_missing", "amount", {}}};
  if (*draft.amount_thousandths <= 0) return {Violation{"materials.amount_not_positive", "amount", {}}};
  const std::int64_t in_kilograms = draft.unit == AmountUnit::t ? 1000 : 1;
  if (*draft.amount_thousandths > kLargestAmountKilograms / in_kilograms * 1000) {
    return {Violation{"materials.amount_too_large", "amount", {{"largest", kLargestAmountKilograms / in_kilograms}}}};
  }
  return {};
}

/// The code as it is written today; a status that is not waste has none.
std::string read_code(const OfferDraft& draft, const OfferContext& context, Violations& violations) {
  if (draft.waste_code.empty() || !runs_in_chains(draft.resource)) return {};
  if (draft.legal_status != LegalStatus::waste && draft.legal_status != LegalStatus::unknown) {
    violations.push_back({"materials.waste_code_of_no_waste", "waste_code", {}});
    return {};
  }
  static const WasteList kNoList;
  const WasteList& list = context.waste_list == nullptr ? kNoList : *context.waste_list;
  auto code = choose_waste_code(list, draft.waste_code, context.today);
  if (code) return *code;
  append(violations, std::get<Invalid>(code.error()).violations);
  return {};
}

/// Food is of its own family; goods may turn out to be food.
bool fits(const OfferDraft& draft, const MaterialClass* material) {
  return material != nullptr && (draft.resource != Resource::food || material->family == kFamilyOfFood);
}

std::string material_of(const OfferDraft& draft, const OfferContext& context) {
  constexpr std::size_t kGuesses = 6;
  if (!runs_in_chains(draft.resource)) return {};
  if (draft.material && (draft.material->empty() || fits(draft, context.taxonomy.find(*draft.material)))) {
    return *draft.material;
  }
  for (const Recognised& guess : context.taxonomy.recognise(context.folded_what, kGuesses)) {
    if (fits(draft, context.taxonomy.find(guess.material))) return guess.material;
  }
  return {};
}

void set_resource(const OfferDraft& draft, const MaterialClass* material, Stream& stream) {
  const bool is_food = material != nullptr && material->family == kFamilyOfFood;
  stream.resource = is_food ? Resource::food : draft.resource;
  stream.facts = facts_of_kind(stream.resource, draft.facts);
  stream.available = draft.available;
  if (!runs_in_chains(stream.resource)) return;
  stream.legal_status = draft.legal_status;
}

Violations check_draft(const OfferDraft& draft, const OfferContext& context) {
  Violations found = check_amount(draft);
  std::optional<AmountUnit> unit;
  if (!draft.amount_unknown && draft.amount_thousandths) unit = draft.unit;
  append(found, check_resource({draft.resource, unit, draft.facts}, context.today));
  const Period& free = draft.available;
  if (free.from && free.to && *free.to < *free.from) found.push_back({"materials.period_reversed", "free_to", {}});
  return found;
}

Amount amount_of(const OfferDraft& draft, const MaterialClass* material) {
  Amount amount;
  amount.unit = has_unit(draft.resource, draft.unit) ? draft.unit : units_of(draft.resource).front();
  amount.rhythm = draft.rhythm;
  if (draft.amount_unknown) return amount;
  amount.thousandths = draft.amount_thousandths;
  // Nobody has weighed anything yet: a figure in the first form is an estimate.
  amount.quality = AmountQuality::estimated;
  if (draft.unit == AmountUnit::m3 && material != nullptr) amount.mass_per_unit = material->mass_per_m3;
  return amount;
}

std::string title_of(const std::string& what) {
  ReadPhrase phrase = read_phrase(what);
  if (!phrase.unit || phrase.what.empty()) return what;
  return std::move(phrase.what);
}

}  // namespace

Result<OfferDrafted> draft_offer(const OfferDraft& draft, const OfferContext& context, const access::Actor&,
                                 Instant now) {
  Violations violations = check_draft(draft, context);
  const std::string waste_code = read_code(draft, context, violations);
  if (!violations.empty()) return Invalid{std::move(violations)};
  if (!context.municipality) return Missing{};

  Stream stream;
  stream.id = context.new_id;
  stream.kind = StreamKind::offer;
  stream.state = StreamState::draft;
  stream.visibility = Visibility::everyone;
  stream.material = material_of(draft, context);
  if (!stream.material.empty()) stream.accepted = {stream.material};
  stream.typed_what = draft.what;
  stream.title.set(draft.language, title_of(draft.what));
  stream.description.set(draft.language, draft.note);
  stream.language = draft.language;
  const MaterialClass* material = context.taxonomy.find(stream.material);
  set_resource(draft, material, stream);
  stream.amount = amount_of(draft, material);
  stream.nis = *context.municipality;
  stream.waste_code = waste_code;
  stream.source = "typed";
  stream.created_at = now;
  return OfferDrafted{std::move(stream), draft.email, context.secret_hash};
}

Result<Stream> confirm_offer(const Stream& draft, const access::Actor& actor, Instant now) {
  if (actor.kind != access::ActorKind::link_holder) return Missing{};
  if (draft.state == StreamState::open) return draft;
  if (draft.state != StreamState::draft) return Conflict{};
  Stream open = draft;
  open.state = StreamState::open;
  open.confirmed_at = now;
  ++open.version;
  return open;
}

}  // namespace kringwerk::materials
