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
  if (draft.waste_code.empty()) return {};
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

std::string material_of(const OfferDraft& draft, const OfferContext& context) {
  if (draft.material && (draft.material->empty() || context.taxonomy.find(*draft.material) != nullptr)) {
    return *draft.material;
  }
  const auto guesses = context.taxonomy.recognise(context.folded_what, 1);
  return guesses.empty() ? std::string() : guesses.front().material;
}

Amount amount_of(const OfferDraft& draft, const MaterialClass* material) {
  Amount amount;
  amount.unit = draft.unit;
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
  Violations violations = check_amount(draft);
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
  stream.amount = amount_of(draft, context.taxonomy.find(stream.material));
  stream.nis = *context.municipality;
  stream.legal_status = draft.legal_status;
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
