#include "materials/io/offer_form.h"

#include "base/personal_text.h"
#include "materials/phrase.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::materials {

namespace {

using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestWhat = 120;
constexpr std::size_t kLongestPlace = 80;
constexpr std::size_t kLongestNote = 2000;
constexpr std::size_t kLongestCode = 16;

std::string key_of(const std::optional<AmountUnit>& unit) {
  return unit ? std::string(key_in(kAmountUnitKeys, *unit)) : std::string();
}

void read_amount(web::FormReader& reader, const ReadPhrase& said, OfferDraft& draft) {
  draft.amount_unknown = reader.checked("amount_unknown");
  if (draft.amount_unknown) return;
  const auto unit = reader.choice("unit", kAmountUnitKeys, Presence::optional);
  draft.unit = unit ? static_cast<AmountUnit>(*unit) : units_of(draft.resource).front();
  const bool is_typed = !web::one_line(reader.typed("amount")).empty();
  text::Thousandths amount;
  if (is_typed || !said.unit) {
    draft.amount_thousandths = reader.thousandths("amount", Presence::optional);
  } else if (text::parse_decimal(draft.language, said.number_text, amount)) {
    draft.amount_thousandths = amount.value;
    draft.unit = *said.unit;
  }
}

}  // namespace

OfferTyped typed_in_form(const web::Pairs& fields) {
  const auto text = [&](std::string_view field) { return std::string(fields.value(field)); };
  OfferTyped typed{text("what"),
                   text("material"),
                   text("amount"),
                   text("unit"),
                   text("rhythm"),
                   text("place"),
                   text("nis"),
                   text("note"),
                   text("email"),
                   text("material_for"),
                   false,
                   {},
                   {},
                   resource_in_form(fields)};
  typed.amount_unknown = !text("amount_unknown").empty();
  typed.legal_status = text("legal_status");
  typed.waste_code = text("waste_code");
  return typed;
}

OfferTyped typed_in_query(const web::Pairs& query) {
  OfferTyped typed = typed_in_form(query);
  if (web::has_control_character(typed.what)) typed.what.clear();
  ReadPhrase said = read_phrase(typed.what);
  if (said.unit && typed.amount.empty() && has_unit(resource_named(typed.resource.resource), *said.unit)) {
    typed.amount = said.number_text;
    typed.unit = key_of(said.unit);
    if (!said.what.empty()) typed.what = said.what;
    if (typed.rhythm.empty()) typed.rhythm = key_in(kRhythmKeys, said.rhythm);
  }
  return typed;
}

OfferAnswers read_offer_form(const web::Form& form, Language language) {
  web::FormReader reader(form, language);
  OfferAnswers answers;
  OfferDraft& draft = answers.draft;
  draft.language = language;
  draft.what = reader.line("what", Presence::required, kLongestWhat);
  const ReadPhrase said = read_phrase(draft.what);
  if (!reader.typed("material").empty() && web::one_line(reader.typed("material_for")) == draft.what) {
    draft.material = reader.typed("material") == kOtherMaterial ? "" : std::string(reader.typed("material"));
  }
  const Violations of_kind = read_resource_form(form, language, draft);
  read_amount(reader, said, draft);
  const auto rhythm = reader.choice("rhythm", kRhythmKeys, Presence::optional);
  draft.rhythm = rhythm ? static_cast<Rhythm>(*rhythm) : said.rhythm;
  answers.place.typed = reader.line("place", Presence::required, kLongestPlace);
  answers.place.picked = network::Nis{std::string(reader.typed("nis"))};
  const auto status = reader.choice("legal_status", kLegalStatusKeys, Presence::optional);
  draft.legal_status = status ? static_cast<LegalStatus>(*status) : LegalStatus::unknown;
  draft.waste_code = reader.line("waste_code", Presence::optional, kLongestCode);
  draft.note = reader.paragraph("note", Presence::optional, kLongestNote);
  draft.email = reader.email("email", Presence::required);
  answers.violations = reader.violations();
  append(answers.violations, of_kind);
  // Both become public with the offer; the address typed above is where answers go.
  append(answers.violations, check_public_text("what", draft.what));
  append(answers.violations, check_public_text("note", draft.note));
  // The unit is part of the question about the amount, and its finding is shown there.
  for (Violation& violation : answers.violations) {
    if (violation.field == "unit") violation.field = "amount";
  }
  return answers;
}

std::string canonical(const OfferTyped& typed) {
  std::string text;
  for (const std::string* field :
       {&typed.what, &typed.material, &typed.amount, &typed.unit, &typed.rhythm, &typed.place, &typed.nis, &typed.note,
        &typed.email, &typed.legal_status, &typed.waste_code}) {
    text += *field + '\n';
  }
  for (const auto& [name, value] : fields_of(typed.resource)) text += *value + '\n';
  text += typed.resource.resource + '\n' + typed.resource.free_from + '\n' + typed.resource.free_to + '\n';
  return text + (typed.amount_unknown ? "1" : "0");
}

}  // namespace kringwerk::materials
