#include "freshness/io/letter_view.h"

#include <algorithm>

#include "freshness/io/write_letters.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

constexpr int kGone = 410;
constexpr int kUnprocessable = 422;

std::string decimals_of(Language language, std::int64_t thousandths) {
  constexpr std::int64_t kThousand = 1000;
  const int decimals = thousandths % kThousand == 0 ? 0 : thousandths % 100 == 0 ? 1 : thousandths % 10 == 0 ? 2 : 3;
  return text::number(language, static_cast<double>(thousandths) / kThousand, decimals);
}

std::string kind_words(const site::Services& services, Language language, const RecordKey& key) {
  return services.texts.get(language, "clocks.type." + std::string(clocks::key_of(key.type)));
}

/// The words of the first finding of a field; empty without one.
std::string wrong_with(const site::Services& services, Language language, const Violations& violations,
                       std::string_view field) {
  for (const Violation& violation : violations) {
    if (violation.field == field) return services.texts.format(language, violation.rule, violation.facts);
  }
  return {};
}

/// The fields of "changed", as they are or as they were typed.
class ChangeFields {
 public:
  ChangeFields(const site::Services& services, Language language, const OpenQuestion& question,
               const RefusedAnswer* refused)
      : services_(services), language_(language), question_(question), refused_(refused) {}

  void fill(web::Model& card) const {
    if (question_.stream) fill_stream(*question_.stream, card.add("EDIT"));
    web::Model& note = card.add("NOTE");
    note.set("NOTE_TEXT", typed("note", ""));
    show_wrong("note", note);
    note.show(question_.stream ? "INSTEAD" : "ONLY");
    card.show_if(refused_ != nullptr, "UNFOLDED");
  }

 private:
  std::string typed(std::string_view field, const std::string& now) const {
    return refused_ == nullptr ? now : std::string(refused_->typed.fields.value(field));
  }
  void show_wrong(std::string_view field, web::Model& model) const {
    if (refused_ == nullptr) return;
    const std::string words = wrong_with(services_, language_, refused_->violations, field);
    if (words.empty()) return;
    std::string section = "ERROR_" + std::string(field);
    std::transform(section.begin(), section.end(), section.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    model.add(section).set("MESSAGE", words);
  }
  void fill_stream(const materials::Stream& stream, web::Model& edit) const {
    const materials::Amount& amount = stream.amount;
    edit.set("AMOUNT", typed("amount", amount.thousandths ? decimals_of(language_, *amount.thousandths) : ""));
    edit.set("UNIT", services_.texts.get(language_, "materials.unit_short." +
                                                        std::string(key_in(materials::kAmountUnitKeys, amount.unit))));
    edit.set("TO", typed("to", stream.available.to ? day_text(*stream.available.to) : ""));
    const std::string chosen = typed("rhythm", std::string(key_in(materials::kRhythmKeys, amount.rhythm)));
    for (const std::string_view key : materials::kRhythmKeys) {
      edit.add("RHYTHM")
          .set("VALUE", key)
          .set("LABEL", services_.texts.get(language_, "materials.rhythm." + std::string(key)))
          .show_if(key == chosen, "SELECTED");
    }
    show_wrong("amount", edit);
    show_wrong("to", edit);
  }

  const site::Services& services_;
  Language language_;
  const OpenQuestion& question_;
  const RefusedAnswer* refused_;
};

std::string amount_words(const site::Services& services, Language language, const materials::Stream& stream) {
  const materials::Amount& amount = stream.amount;
  const std::string rhythm =
      services.texts.get(language, "materials.rhythm." + std::string(key_in(materials::kRhythmKeys, amount.rhythm)));
  if (!amount.thousandths) return services.texts.get(language, "freshness.letter.amount_unknown");
  return decimals_of(language, *amount.thousandths) + "\u00A0" +
         services.texts.get(language,
                            "materials.unit_short." + std::string(key_in(materials::kAmountUnitKeys, amount.unit))) +
         ", " + rhythm;
}

/// What became of a question that is open no more.
std::string outcome_words(const site::Services& services, Language language, const Letter& letter,
                          const OpenQuestion& question) {
  const auto day_of = [&](Instant at) { return text::day(language, text::brussels_day(at)); };
  if (question.question.answer) {
    return services.texts.format(
        language, "freshness.answered." + std::string(materials::key_in(kAnswerKeys, *question.question.answer)),
        {{"day", day_of(question.question.answered_at.value_or(Instant{}))}});
  }
  if (!question.record) return services.texts.get(language, "freshness.letter.ended");
  if (question.record->confirmed_at <= letter.sent_at) return services.texts.get(language, "freshness.letter.other");
  return services.texts.format(language, "freshness.letter.confirmed_since",
                               {{"day", day_of(question.record->confirmed_at)}});
}

void show_question(const site::Services& services, const web::Call& call, const Letter& letter,
                   const OpenQuestion& question, const RefusedAnswer* refused, web::Model& model) {
  const Language language = call.language;
  web::Model& card = model.add("QUESTION").set("KEY", text_of(question.question.key));
  card.set("KIND", kind_words(services, language, question.question.key));
  if (question.record) {
    const DueRecord& record = *question.record;
    const Language written = record.title.best_language(language);
    card.set("TITLE", record.title.exact(written)).set("TITLE_LANG", language_code(written));
    card.add("FACTS").set(
        "TEXT", services.texts.format(language, "freshness.letter.last",
                                      {{"day", text::day(language, text::brussels_day(record.confirmed_at))}}));
    if (question.stream) card.add("FACTS").set("TEXT", amount_words(services, language, *question.stream));
  } else {
    const LocalText title = question.stream ? question.stream->title : LocalText{};
    const Language written = title.best_language(language);
    const std::string& words = title.exact(written);
    card.set("TITLE", words.empty() ? services.texts.get(language, "freshness.letter.no_title") : words);
    card.set("TITLE_LANG", language_code(words.empty() ? language : written));
  }
  if (!question.is_open) {
    card.add("OUTCOME").set("TEXT", outcome_words(services, language, letter, question));
    return;
  }
  web::Model& choices = card.add("CHOICES");
  choices.set("ACTION", std::string(call.request.path)).set("KEY", text_of(question.question.key));
  ChangeFields(services, language, question, refused).fill(choices);
}

}  // namespace

web::Response letter_page(const site::Services& services, const web::Call& call, const OpenLetter& open,
                          const std::optional<RefusedAnswer>& refused) {
  const Language language = call.language;
  web::Model model;
  site::PageFrame frame;
  frame.title = services.texts.get(language, "freshness.letter.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  model.set("ACTION", std::string(call.request.path));
  if (open.is_expired) {
    model.show("EXPIRED");
  } else {
    const auto left = std::count_if(open.questions.begin(), open.questions.end(),
                                    [](const OpenQuestion& question) { return question.is_open; });
    model.show_if(left > 1, "ALL").show_if(left == 0, "ALL_DONE").show_if(left > 0, "LEAD");
    model.show_if(call.request.query.value("done") == "1" && left > 0, "SAVED");
    for (const OpenQuestion& question : open.questions) {
      const bool is_refused = refused && refused->key == question.question.key;
      show_question(services, call, open.letter, question, is_refused ? &*refused : nullptr, model);
    }
  }
  model.set("STOP", site::address(language, stop_path(services, open.letter.id)));
  const int status = open.is_expired ? kGone : refused ? kUnprocessable : 200;
  return site::with_form(services, call, model, [&] {
    // Not no-referrer: then browsers send "Origin: null" with the form and it could not be told from a foreign one.
    return site::page(services, call, "freshness/letter.html", model, frame, status)
        .with_header("Referrer-Policy", "same-origin");
  });
}

}  // namespace kringwerk::freshness
