#include "materials/io/guide_pages.h"
#include "materials/legal_status.h"
#include "site/page.h"

namespace kringwerk::materials {

namespace {

class LegalWords {
 public:
  LegalWords(const site::Services& services, Language language) : services_(services), language_(language) {}
  std::string get(std::string_view name) const {
    return services_.texts.get(language_, "materials.legal." + std::string(name));
  }
  std::string under(std::string_view beginning, std::string_view key, std::string_view end = {}) const {
    return get(std::string(beginning) + "." + std::string(key) + std::string(end));
  }
  Language language() const { return language_; }

 private:
  const site::Services& services_;
  Language language_;
};

LegalAnswers read_answers(const web::Pairs& query) {
  LegalAnswers answers;
  answers.origin = value_in<Origin>(kOriginKeys, query.value("origin"));
  for (std::size_t i = 0; i < kLegalQuestionKeys.size(); ++i) {
    answers.answers[i] = value_in<LegalAnswer>(kLegalAnswerKeys, query.value(kLegalQuestionKeys[i]));
  }
  return answers;
}

void show_origins(const LegalWords& words, const LegalAnswers& answers, web::Model& model) {
  for (std::size_t i = 0; i < kOriginKeys.size(); ++i) {
    model.add("ORIGIN")
        .set("KEY", kOriginKeys[i])
        .set("LABEL", words.under("origin", kOriginKeys[i]))
        .set("HINT", words.under("origin", kOriginKeys[i], ".hint"))
        .show_if(answers.origin == static_cast<Origin>(i), "SELECTED");
  }
}

void show_questions(const LegalWords& words, const LegalAnswers& answers, web::Model& model) {
  if (!answers.origin) return;
  for (const LegalQuestion question : legal_questions(*answers.origin)) {
    const std::string_view key = key_in(kLegalQuestionKeys, question);
    web::Model& asked = model.add("QUESTION");
    asked.set("KEY", key).set("LABEL", words.under("question", key));
    asked.set("HINT", words.under("question", key, ".hint"));
    for (std::size_t i = 0; i < kLegalAnswerKeys.size(); ++i) {
      asked.add("ANSWER")
          .set("VALUE", kLegalAnswerKeys[i])
          .set("WORD", words.under("answer", kLegalAnswerKeys[i]))
          .show_if(answers.to(question) == static_cast<LegalAnswer>(i), "SELECTED");
    }
  }
}

/// What somebody has to think of with this status.
std::vector<std::string_view> follows(LegalStatus status) {
  switch (status) {
    case LegalStatus::waste:
      return {"code", "carrier", "form", "taker"};
    case LegalStatus::by_product:
      return {"proof", "statement", "changes"};
    case LegalStatus::end_of_waste:
      return {"criteria", "statement", "changes"};
    case LegalStatus::product:
      return {"as_is", "changes"};
    case LegalStatus::unknown:
      break;
  }
  return {"hub", "ovam"};
}

std::string_view look_of(LegalStatus status) {
  if (status == LegalStatus::waste) return "warn";
  return status == LegalStatus::unknown ? "info" : "ok";
}

std::string_view icon_of(LegalStatus status) {
  if (status == LegalStatus::waste) return "alert-octagon";
  return status == LegalStatus::unknown ? "info-circle" : "circle-check";
}

void show_hint(const site::Services& services, const LegalWords& words, const LegalHint& hint, web::Model& model) {
  const std::string_view status = key_in(kLegalStatusKeys, hint.status);
  const std::string_view reason = key_in(kLegalReasonKeys, hint.reason);
  web::Model& result = model.add("RESULT");
  result.set("LOOK", look_of(hint.status));
  result.set("ICON", services.asset("icons.svg") + "#i-" + std::string(icon_of(hint.status)));
  result.set("TITLE", words.under("result", status)).set("WHY", words.under("why", reason));
  result.set("ARTICLE", words.under("article", std::to_string(hint.article)));
  result.show_if(hint.status == LegalStatus::waste, "FIND_CODE");
  result.set("OFFER", site::address(words.language(), "/offers/new?legal_status=" + std::string(status)));
  if (!hint.because.empty()) {
    web::Model& list = result.add("BECAUSE");
    for (const LegalQuestion question : hint.because) {
      list.add("POINT").set("LABEL", words.under("question", key_in(kLegalQuestionKeys, question)));
    }
  }
  for (const std::string_view step : follows(hint.status)) {
    result.add("STEP").set("TEXT", words.under("follows", step));
  }
}

}  // namespace

web::Response legal_status_page(const site::Services& services, const web::Call& call) {
  const LegalWords words(services, call.language);
  const LegalAnswers answers = read_answers(call.request.query);
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  const auto hint = legal_hint(answers);
  if (hint) show_hint(services, words, *hint, model);
  bool is_begun = false;
  for (const auto& answer : answers.answers) is_begun = is_begun || answer.has_value();
  model.show_if(!hint && is_begun && answers.origin, "ASK_ON");
  show_origins(words, answers, model);
  show_questions(words, answers, model);
  model.set("SEND", words.get(answers.origin ? "show" : "next"));
  site::PageFrame frame;
  frame.title = words.get("title");
  frame.description = words.get("lead");
  frame.menu = site::MenuEntry::materials;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.materials"), "/materials"}, {frame.title, ""}};
  if (answers.origin) frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "materials/legal_status.html", model, frame);
}

void add_guide_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/waste-codes", "materials.waste_codes.view"},
             [&services](const web::Call& call) { return waste_codes_page(services, call); });
  router.add({web::Method::get, "/{lang}/legal-status", "materials.legal_status.view"},
             [&services](const web::Call& call) { return legal_status_page(services, call); });
  router.add({web::Method::get, "/{lang}/our-streams/{stream:id}/transport-data", "materials.own.transport"},
             [&services](const web::Call& call) { return transport_data_page(services, call); });
}

}  // namespace kringwerk::materials
