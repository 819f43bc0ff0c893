#include "materials/legal_status.h"

#include <doctest/doctest.h>

#include <string>

namespace kringwerk::materials {

namespace {

/// "residue discard=no certain=yes" as answers.
LegalAnswers answers(Origin origin, const std::string& said) {
  LegalAnswers made;
  made.origin = origin;
  for (std::size_t i = 0; i < kLegalQuestionKeys.size(); ++i) {
    const std::string name = std::string(kLegalQuestionKeys[i]) + "=";
    if (said.find(name + "yes") != std::string::npos) made.answers[i] = LegalAnswer::yes;
    if (said.find(name + "no") != std::string::npos) made.answers[i] = LegalAnswer::no;
    if (said.find(name + "?") != std::string::npos) made.answers[i] = LegalAnswer::unknown;
  }
  return made;
}

std::string hint(Origin origin, const std::string& said) {
  const auto found = legal_hint(answers(origin, said));
  if (!found) return "ask on";
  std::string text = std::string(key_in(kLegalStatusKeys, found->status)) + " " +
                     std::string(key_in(kLegalReasonKeys, found->reason)) + " " + std::to_string(found->article);
  for (const LegalQuestion question : found->because) text += " " + std::string(key_in(kLegalQuestionKeys, question));
  return text;
}

constexpr const char* kAllOfByProduct = "discard=no certain=yes direct=yes integral=yes lawful=yes";
constexpr const char* kAllOfEndOfWaste = "treated=yes purpose=yes market=yes standards=yes harmless=yes";

}  // namespace

TEST_CASE("nothing is said before the answers that decide are there") {
  CHECK_FALSE(legal_hint(LegalAnswers{}));
  for (const Origin origin : {Origin::made, Origin::used, Origin::residue, Origin::recovered, Origin::unknown}) {
    CHECK(hint(origin, "") == "ask on");
  }
  CHECK(hint(Origin::residue, "discard=no certain=yes direct=yes integral=yes") == "ask on");
}

TEST_CASE("what somebody discards is waste, wherever it comes from") {
  for (const Origin origin : {Origin::made, Origin::used, Origin::residue, Origin::unknown}) {
    CHECK(hint(origin, "discard=yes") == "waste discarded 3 discard");
  }
  CHECK(hint(Origin::residue, "discard=yes certain=yes direct=yes integral=yes lawful=yes") ==
        "waste discarded 3 discard");
}

TEST_CASE("made on purpose or used again is a product") {
  CHECK(hint(Origin::made, "discard=no") == "product made_to_be_used 3");
  CHECK(hint(Origin::used, "discard=no") == "product used_again 3");
  CHECK(hint(Origin::made, "discard=?") == "unknown not_known 3 discard");
}

TEST_CASE("a by-product fulfils all four conditions") {
  CHECK(hint(Origin::residue, kAllOfByProduct) == "by_product all_of_by_product 5");
  for (const char* question : {"certain", "direct", "integral", "lawful"}) {
    std::string said = kAllOfByProduct;
    const auto at = said.find(std::string(question) + "=yes") + std::string(question).size() + 1;
    CHECK(hint(Origin::residue, std::string(said).replace(at, 3, "no")) ==
          "waste no_by_product 5 " + std::string(question));
    CHECK(hint(Origin::residue, std::string(said).replace(at, 3, "?")) ==
          "unknown not_known 5 " + std::string(question));
  }
  CHECK(hint(Origin::residue, "discard=? certain=yes direct=yes integral=yes lawful=yes") ==
        "unknown not_known 5 discard");
}

TEST_CASE("end-of-waste is treated and fulfils all four conditions") {
  CHECK(hint(Origin::recovered, kAllOfEndOfWaste) == "end_of_waste all_of_end_of_waste 6");
  for (const char* question : {"treated", "purpose", "market", "standards", "harmless"}) {
    std::string said = kAllOfEndOfWaste;
    const auto at = said.find(std::string(question) + "=yes") + std::string(question).size() + 1;
    CHECK(hint(Origin::recovered, std::string(said).replace(at, 3, "no")) ==
          "waste still_waste 6 " + std::string(question));
    CHECK(hint(Origin::recovered, std::string(said).replace(at, 3, "?")) ==
          "unknown not_known 6 " + std::string(question));
  }
}

TEST_CASE("one condition that fails is enough, also while others are not known") {
  CHECK(hint(Origin::residue, "discard=? certain=no direct=?") == "waste no_by_product 5 certain");
  CHECK(hint(Origin::recovered, "market=no") == "waste still_waste 6 market");
}

TEST_CASE("an unknown origin stays unknown") {
  CHECK(hint(Origin::unknown, "discard=no") == "unknown not_known 3");
}

TEST_CASE("every origin asks what its conditions need") {
  CHECK(legal_questions(Origin::made) == std::vector<LegalQuestion>{LegalQuestion::discard});
  CHECK(legal_questions(Origin::residue).size() == 5);
  CHECK(legal_questions(Origin::recovered).size() == 5);
}

}  // namespace kringwerk::materials
