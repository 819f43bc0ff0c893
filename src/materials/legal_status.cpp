#include "materials/legal_status.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

/// The questions with this answer.
std::vector<LegalQuestion> answered(const LegalAnswers& answers, const std::vector<LegalQuestion>& questions,
                                    LegalAnswer answer) {
  std::vector<LegalQuestion> found;
  for (const LegalQuestion question : questions) {
    if (answers.to(question) == answer) found.push_back(question);
  }
  return found;
}

/// What fails the conditions of an article, or all of them hold, or something is not known.
struct Conditions {
  LegalStatus fulfilled;
  LegalReason all_hold;
  LegalReason one_fails;
  int article;
};

Conditions conditions_of(Origin origin) {
  switch (origin) {
    case Origin::made:
      return {LegalStatus::product, LegalReason::made_to_be_used, LegalReason::discarded, 3};
    case Origin::used:
      return {LegalStatus::product, LegalReason::used_again, LegalReason::discarded, 3};
    case Origin::residue:
      return {LegalStatus::by_product, LegalReason::all_of_by_product, LegalReason::no_by_product, 5};
    case Origin::recovered:
      return {LegalStatus::end_of_waste, LegalReason::all_of_end_of_waste, LegalReason::still_waste, 6};
    case Origin::unknown:
      break;
  }
  return {LegalStatus::unknown, LegalReason::not_known, LegalReason::discarded, 3};
}

}  // namespace

std::vector<LegalQuestion> legal_questions(Origin origin) {
  using enum LegalQuestion;
  if (origin == Origin::residue) return {discard, certain, direct, integral, lawful};
  if (origin == Origin::recovered) return {treated, purpose, market, standards, harmless};
  return {discard};
}

std::optional<LegalHint> legal_hint(const LegalAnswers& answers) {
  if (!answers.origin) return std::nullopt;
  // To discard is answered the other way round: a yes makes it waste.
  if (answers.to(LegalQuestion::discard) == LegalAnswer::yes && *answers.origin != Origin::recovered) {
    return LegalHint{LegalStatus::waste, LegalReason::discarded, 3, {LegalQuestion::discard}};
  }
  const Conditions conditions = conditions_of(*answers.origin);
  std::vector<LegalQuestion> questions = legal_questions(*answers.origin);
  const bool is_whole = std::all_of(questions.begin(), questions.end(),
                                    [&](LegalQuestion question) { return answers.to(question).has_value(); });
  auto unknown = answered(answers, questions, LegalAnswer::unknown);
  std::erase(questions, LegalQuestion::discard);
  auto failing = answered(answers, questions, LegalAnswer::no);
  if (!failing.empty()) {
    return LegalHint{LegalStatus::waste, conditions.one_fails, conditions.article, std::move(failing)};
  }
  if (!is_whole) return std::nullopt;
  if (!unknown.empty() || *answers.origin == Origin::unknown) {
    return LegalHint{LegalStatus::unknown, LegalReason::not_known, conditions.article, std::move(unknown)};
  }
  return LegalHint{conditions.fulfilled, conditions.all_hold, conditions.article, {}};
}

}  // namespace kringwerk::materials
