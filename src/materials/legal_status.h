#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "materials/stream.h"

/// What a stream probably is before the law, from a few answers. A hint, never a decision: the holder answers for it.
/// Source: Directive 2008/98/EC, article 3(1) waste, 5(1) by-product, 6(1) end-of-waste.
namespace kringwerk::materials {

/// How the stream came to be.
enum class Origin { made, used, residue, recovered, unknown };
inline constexpr std::array<std::string_view, 5> kOriginKeys{"made", "used", "residue", "recovered", "unknown"};

enum class LegalAnswer { yes, no, unknown };
inline constexpr std::array<std::string_view, 3> kLegalAnswerKeys{"yes", "no", "unknown"};

/// discard: does the holder discard it, want to or have to (3.1)? By-product (5.1): further use certain; direct,
/// without more than normal industrial practice; integral part of the production process; lawful and without harm.
/// End-of-waste (6.1): recovered; used for a purpose; market or demand; requirements and standards met; no harm.
enum class LegalQuestion { discard, certain, direct, integral, lawful, treated, purpose, market, standards, harmless };
inline constexpr std::array<std::string_view, 10> kLegalQuestionKeys{
    "discard", "certain", "direct", "integral", "lawful", "treated", "purpose", "market", "standards", "harmless"};

struct LegalAnswers {
  std::optional<Origin> origin;
  std::array<std::optional<LegalAnswer>, kLegalQuestionKeys.size()> answers;  ///< by question
  std::optional<LegalAnswer> to(LegalQuestion question) const { return answers[static_cast<std::size_t>(question)]; }
};

/// The questions that matter for an origin, in the order in which they are asked.
std::vector<LegalQuestion> legal_questions(Origin origin);

enum class LegalReason {
  made_to_be_used,      ///< product
  used_again,           ///< product: second-hand
  all_of_by_product,    ///< by-product
  all_of_end_of_waste,  ///< end-of-waste
  discarded,            ///< waste
  no_by_product,        ///< waste: a condition of article 5 fails
  still_waste,          ///< waste: a condition of article 6 fails
  not_known             ///< unknown: an answer that decides is not known
};
inline constexpr std::array<std::string_view, 8> kLegalReasonKeys{
    "made_to_be_used", "used_again",    "all_of_by_product", "all_of_end_of_waste",
    "discarded",       "no_by_product", "still_waste",       "not_known"};

struct LegalHint {
  LegalStatus status = LegalStatus::unknown;
  LegalReason reason = LegalReason::not_known;
  int article = 3;                     ///< of Directive 2008/98/EC
  std::vector<LegalQuestion> because;  ///< answers that decided against, or are not known
};
/// nullopt while a question that could decide has no answer; "I do not know" is an answer. One answer that makes it
/// waste is enough.
std::optional<LegalHint> legal_hint(const LegalAnswers& answers);

}  // namespace kringwerk::materials
