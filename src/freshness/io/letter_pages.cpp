#include "freshness/io/letter_pages.h"

#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "clocks/io/load_clocks.h"
#include "freshness/io/answer_record.h"
#include "freshness/io/letter_view.h"
#include "freshness/io/write_letters.h"
#include "materials/io/load_streams.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"

namespace kringwerk::freshness {

namespace {

using storage::Connection;

constexpr std::size_t kLongestNote = 1000;

enum class Purpose { answer, stop };

/// Nothing when the code is not the one that the mail of this letter carries for this purpose.
std::optional<Letter> letter_of_link(const site::Services& services, const web::Call& call, Connection& connection,
                                     Purpose purpose) {
  const auto id = call.id<LetterTag>("letter");
  const std::string expected = purpose == Purpose::answer ? answer_code(services, id) : stop_code(services, id);
  if (!access::is_mail_code(expected, call.parameter("code"))) return std::nullopt;
  return load_letter(connection, id);
}

OpenQuestion open_question(Connection& connection, const clocks::ClockReading& reading, const Letter& letter,
                           const Question& question) {
  OpenQuestion open{question, load_record(connection, reading, question.key), std::nullopt, false};
  if (audited_as(question.key.type) == "stream") {
    open.stream = materials::load_stream_to_decide(connection, materials::StreamId{question.key.number});
  }
  // Who is asked by now may be somebody else; an old mail decides nothing then.
  open.is_open = open.record && !question.answer && open.record->confirmed_at <= letter.sent_at &&
                 open.record->contact == letter.email;
  return open;
}

OpenLetter open_letter(const site::Services& services, Connection& connection, Letter letter) {
  OpenLetter open;
  open.is_expired = services.now() >= letter.expires_at;
  const auto reading = clocks::load_clock_reading(connection, services.now());
  for (const Question& question : letter.questions) {
    open.questions.push_back(open_question(connection, reading, letter, question));
  }
  open.letter = std::move(letter);
  return open;
}

std::optional<OpenLetter> load_open_letter(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<OpenLetter> {
    auto letter = letter_of_link(services, call, connection, Purpose::answer);
    if (!letter) return std::nullopt;
    return open_letter(services, connection, *std::move(letter));
  });
}

web::Response missing_letter(const site::Services& services, const web::Call& call) {
  return site::refusal_page(services, call.request, call.language, 404);
}

web::Response show_letter(const site::Services& services, const web::Call& call) {
  const auto open = load_open_letter(services, call);
  return open ? letter_page(services, call, *open, std::nullopt) : missing_letter(services, call);
}

/// What a form asks for: one answer, or the same for all that is open.
struct ReadAnswer {
  std::optional<RecordKey> key;  ///< absent: all
  GivenAnswer given;
  Violations violations;
};

std::optional<ReadAnswer> read_answer(const web::Form& form, Language language) {
  ReadAnswer read;
  const std::string_view deed = form.fields.value("deed");
  if (deed == "all") {
    read.given.answer = Answer::confirmed;
    return read;
  }
  const auto answer = materials::value_in<Answer>(kAnswerKeys, deed);
  read.key = parse_record_key(form.fields.value("key"));
  if (!answer || !read.key) return std::nullopt;
  read.given.answer = *answer;
  read.given.key = *read.key;
  using Presence = web::FormReader::Presence;
  web::FormReader reader(form, language);
  if (*answer == Answer::changed) {
    read.given.news.thousandths = reader.thousandths("amount", Presence::optional);
    const auto rhythm = reader.choice("rhythm", materials::kRhythmKeys, Presence::optional);
    read.given.news.rhythm = rhythm ? static_cast<materials::Rhythm>(*rhythm) : materials::Rhythm::unknown;
    read.given.news.to = reader.day("to", Presence::optional);
  } else if (*answer == Answer::noted) {
    read.given.words = reader.paragraph("note", Presence::required, kLongestNote);
    append(read.violations, check_confidential_text("note", read.given.words));
  }
  append(read.violations, reader.violations());
  return read;
}

Result<> give_answers(const site::Services& services, const web::Call& call, const ReadAnswer& read) {
  return services.database.write([&](Connection& transaction) -> Result<> {
    auto letter = letter_of_link(services, call, transaction, Purpose::answer);
    if (!letter) return Missing{};
    const OpenLetter open = open_letter(services, transaction, *std::move(letter));
    if (open.is_expired) return Missing{};
    bool is_known = !read.key;
    for (const OpenQuestion& question : open.questions) {
      if (read.key && *read.key != question.question.key) continue;
      is_known = true;
      // Used already, or confirmed meanwhile: the page says so.
      if (!question.is_open) continue;
      GivenAnswer given = read.given;
      given.key = question.question.key;
      given.email = open.letter.email;
      const auto done = answer_record(services, transaction, site::link_holder_of(services, call), given);
      if (!done) return done.error();
      keep_answer(transaction, open.letter.id, {given.key, given.answer, services.now()});
    }
    if (!is_known) return Missing{};
    return Done{};
  });
}

web::Response answer_letter(const site::Services& services, const web::Call& call) {
  const web::ReadForm form = web::read_form(call.request);
  if (!site::is_own_form(services, call, form.form)) return site::expired_form_page(services, call);
  const auto read = read_answer(form.form, call.language);
  if (!read) return missing_letter(services, call);
  const auto done =
      read->violations.empty() ? give_answers(services, call, *read) : Result<>(Invalid{read->violations});
  if (done) return web::Response::see_other(std::string(call.request.path) + "?done=1");
  const auto open = load_open_letter(services, call);
  const Violations found = site::findings_of(done.error());
  if (!open) return missing_letter(services, call);
  if (found.empty() || !read->key) return letter_page(services, call, *open, std::nullopt);
  return letter_page(services, call, *open, RefusedAnswer{*read->key, form.form, found});
}

web::Response stop_page(const site::Services& services, const web::Call& call, const Letter& letter) {
  web::Model model;
  model.set("ACTION", std::string(call.request.path)).set("EMAIL", letter.email);
  model.show(letter.wants_mail ? "WANTED" : "STOPPED");
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "freshness.stop.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "freshness/stop.html", model, frame).with_header("Referrer-Policy", "no-referrer");
}

web::Response show_stop(const site::Services& services, const web::Call& call) {
  const auto letter = services.database.read(
      [&](Connection& connection) { return letter_of_link(services, call, connection, Purpose::stop); });
  return letter ? stop_page(services, call, *letter) : missing_letter(services, call);
}

/// A mail program sends no form token: who holds the link may end the mails, and start them again.
web::Response change_stop(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const bool wants_mail = read.form.fields.value("wish") == "again";
  const bool is_done = services.database.write([&](Connection& transaction) {
    const auto letter = letter_of_link(services, call, transaction, Purpose::stop);
    if (!letter) return false;
    if (letter->wants_mail == wants_mail) return true;
    set_wants_mail(transaction, letter->email, wants_mail);
    access::record_deed(
        transaction, services.keys.audit, site::link_holder_of(services, call),
        {wants_mail ? "freshness.mails_again" : "freshness.mails_ended", "freshness_letter", letter->id.value(), {}});
    return true;
  });
  if (!is_done) return missing_letter(services, call);
  return web::Response::see_other(std::string(call.request.path));
}

}  // namespace

void add_letter_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/freshness/letter/{letter:id}/{code}", "freshness.letter"},
             [&services](const web::Call& call) { return show_letter(services, call); });
  router.add({Method::post, "/{lang}/freshness/letter/{letter:id}/{code}", "freshness.letter"},
             [&services](const web::Call& call) { return answer_letter(services, call); });
  router.add({Method::get, "/{lang}/freshness/stop/{letter:id}/{code}", "freshness.stop"},
             [&services](const web::Call& call) { return show_stop(services, call); });
  router.add({Method::post, "/{lang}/freshness/stop/{letter:id}/{code}", "freshness.stop"},
             [&services](const web::Call& call) { return change_stop(services, call); });
}

}  // namespace kringwerk::freshness
