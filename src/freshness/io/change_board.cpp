#include "base/ensure.h"
#include "clocks/io/load_clocks.h"
#include "freshness/io/answer_record.h"
#include "freshness/io/board.h"
#include "freshness/io/write_letters.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using storage::Connection;

constexpr std::size_t kMostAtOnce = 100;

/// What the board's form asks for.
struct BoardDeed {
  std::string what;  ///< "confirm", "mail", "close"
  std::vector<RecordKey> records;
};

/// A button of a row is about that row alone; the button above the table about the rows that are ticked.
BoardDeed read_deed(const web::Form& form) {
  BoardDeed deed;
  const std::string_view one = form.fields.value("one");
  if (const auto cut = one.find(':'); cut != std::string_view::npos) {
    deed.what = one.substr(0, cut);
    if (const auto key = parse_record_key(one.substr(cut + 1))) deed.records.push_back(*key);
    return deed;
  }
  deed.what = "confirm";
  for (const std::string_view value : form.fields.all("record")) {
    if (deed.records.size() >= kMostAtOnce) break;
    if (const auto key = parse_record_key(value)) deed.records.push_back(*key);
  }
  return deed;
}

/// What a deed did: words of the board, and how many.
struct Said {
  std::string_view what = "none";
  int count = 0;
};

class BoardChange {
 public:
  BoardChange(const site::Services& services, const web::Call& call, Connection& transaction)
      : services_(services),
        call_(call),
        transaction_(transaction),
        actor_(site::actor_now(services, transaction, call)),
        reading_(clocks::load_clock_reading(transaction, services.now())) {}

  Result<Said> run(const BoardDeed& deed) {
    Said said;
    for (const RecordKey& key : deed.records) {
      const auto record = load_record(transaction_, reading_, key);
      if (!record || !may_change(*record)) return Missing{};
      const auto done =
          deed.what == "mail" ? mail(*record) : answer(key, deed.what == "close" ? Answer::gone : Answer::confirmed);
      if (!done) return done.error();
      said = {*done, said.count + 1};
    }
    return said;
  }

 private:
  bool may_change(const DueRecord& record) const {
    return access::may(actor_, access::Action::update, load_clock_facts(transaction_, record, reading_.today));
  }

  Result<std::string_view> answer(const RecordKey& key, Answer what) {
    GivenAnswer given;
    given.key = key;
    given.answer = what;
    const auto done = answer_record(services_, transaction_, site::author_of(services_, call_), given);
    // Ended by somebody else a moment ago: nothing is lost.
    if (!done && std::holds_alternative<Conflict>(done.error())) return "none";
    if (!done) return done.error();
    return what == Answer::gone ? "closed" : "confirmed";
  }

  /// One mail for all that is due of the contact, also what other hubs look after: a contact has one week.
  Result<std::string_view> mail(const DueRecord& record) {
    if (record.contact.empty()) return "mailed_lately";
    DueQuery query;
    query.contact = record.contact;
    const auto due = load_due_records(transaction_, reading_, query);
    if (!write_letter(services_, transaction_, due)) return "mailed_lately";
    site::record(services_, transaction_, call_,
                 {"freshness.mailed", audited_as(record.key.type), record.key.number, {}});
    return "mailed";
  }

  const site::Services& services_;
  const web::Call& call_;
  Connection& transaction_;
  access::Actor actor_;
  clocks::ClockReading reading_;
};

}  // namespace

web::Response change_board(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const BoardDeed deed = read_deed(read.form);
  const auto said = services.database.write(
      [&](Connection& transaction) { return BoardChange(services, call, transaction).run(deed); });
  if (!said) return site::refused(services, call, said.error());
  if (said->what == "mailed") services.mail_waits();
  // Back to the same view: read anew, so that nothing else than a view can stand in it.
  const std::string query = query_text(read_board_query(call.request.query));
  return web::Response::see_other(site::address(call.language, "/freshness") + query + (query.empty() ? "?" : "&") +
                                  "said=" + std::string(said->what) + "&n=" + std::to_string(said->count));
}

}  // namespace kringwerk::freshness
