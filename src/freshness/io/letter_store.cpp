#include "freshness/io/letter_store.h"

#include <algorithm>

namespace kringwerk::freshness {

namespace {

using storage::Connection;
using storage::Rows;

void keep_notice(Connection& transaction, const DueRecord& record, Instant now) {
  // A notice of an earlier confirmation is void: counting begins anew.
  transaction.execute(
      "INSERT INTO freshness_notice (record_type, record_id, confirmed_was_ms, first_mail_ms, last_mail_ms, mails) "
      "VALUES (?1, ?2, ?3, ?4, ?4, 1) ON CONFLICT (record_type, record_id) DO UPDATE SET "
      "first_mail_ms = CASE WHEN freshness_notice.confirmed_was_ms = excluded.confirmed_was_ms "
      "THEN freshness_notice.first_mail_ms ELSE excluded.first_mail_ms END, "
      "mails = CASE WHEN freshness_notice.confirmed_was_ms = excluded.confirmed_was_ms "
      "THEN freshness_notice.mails + 1 ELSE 1 END, "
      "last_mail_ms = excluded.last_mail_ms, confirmed_was_ms = excluded.confirmed_was_ms",
      clocks::key_of(record.key.type), record.key.number, record.confirmed_at, now);
}

}  // namespace

bool take_turn(Connection& transaction, const ContactTurn& turn, Instant now) {
  transaction.execute(
      "INSERT INTO freshness_contact (contact_id, email, language, wants_mail, last_mail_ms, version) "
      "VALUES (?1, ?2, ?3, 1, NULL, 1) ON CONFLICT (email) DO NOTHING",
      turn.fresh, turn.email, language_code(turn.language));
  return transaction.execute(
             "UPDATE freshness_contact SET last_mail_ms = ?2, version = version + 1 WHERE email = ?1 AND "
             "wants_mail = 1 AND (last_mail_ms IS NULL OR last_mail_ms <= ?3)",
             turn.email, now, now - kBetweenMails) == 1;
}

void keep_letter(Connection& transaction, LetterId letter, const std::string& email,
                 const std::vector<DueRecord>& asked, Instant now) {
  transaction.execute(
      "INSERT INTO freshness_letter (letter_id, contact_id, sent_at_ms, expires_at_ms) "
      "SELECT ?1, contact_id, ?3, ?4 FROM freshness_contact WHERE email = ?2",
      letter, email, now, now + kLinkLasts);
  for (const DueRecord& record : asked) {
    transaction.execute("INSERT INTO freshness_question (letter_id, record_type, record_id) VALUES (?1, ?2, ?3)",
                        letter, clocks::key_of(record.key.type), record.key.number);
    keep_notice(transaction, record, now);
  }
}

std::optional<Letter> load_letter(Connection& connection, LetterId id) {
  Letter letter;
  {
    Rows rows = connection.query(
        "SELECT contact.email, contact.language, contact.wants_mail, letter.sent_at_ms, letter.expires_at_ms FROM "
        "freshness_letter letter JOIN freshness_contact contact ON contact.contact_id = letter.contact_id "
        "WHERE letter.letter_id = ?1",
        id);
    if (!rows.next()) return std::nullopt;
    letter.id = id;
    letter.email = rows.get<std::string>(0);
    letter.language = parse_language(rows.text(1)).value_or(Language::nl);
    letter.wants_mail = rows.get<bool>(2);
    letter.sent_at = rows.get<Instant>(3);
    letter.expires_at = rows.get<Instant>(4);
  }
  Rows rows = connection.query(
      "SELECT record_type, record_id, answer, answered_at_ms FROM freshness_question WHERE letter_id = ?1 "
      "ORDER BY record_type, record_id",
      id);
  while (rows.next()) {
    Question question{{clocks::parse_record_type(rows.text(0)).value(), rows.int64(1)}, std::nullopt, std::nullopt};
    if (!rows.is_null(2)) question.answer = materials::value_in<Answer>(kAnswerKeys, rows.text(2));
    question.answered_at = rows.get<std::optional<Instant>>(3);
    letter.questions.push_back(question);
  }
  return letter;
}

bool keep_answer(Connection& transaction, LetterId letter, const Question& question) {
  return transaction.execute(
             "UPDATE freshness_question SET answer = ?4, answered_at_ms = ?5 WHERE letter_id = ?1 AND record_type = ?2 "
             "AND record_id = ?3 AND answer IS NULL",
             letter, clocks::key_of(question.key.type), question.key.number,
             materials::key_in(kAnswerKeys, question.answer.value()), question.answered_at) == 1;
}

void keep_note(Connection& transaction, const RecordKey& key, const std::string& words, const std::string& email,
               Instant now) {
  transaction.execute(
      "INSERT INTO freshness_note (record_type, record_id, words, email, written_at_ms) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (record_type, record_id) DO UPDATE SET words = excluded.words, email = excluded.email, "
      "written_at_ms = excluded.written_at_ms",
      clocks::key_of(key.type), key.number, words, email, now);
}

void forget_asking(Connection& transaction, const RecordKey& key) {
  transaction.execute("DELETE FROM freshness_notice WHERE record_type = ?1 AND record_id = ?2",
                      clocks::key_of(key.type), key.number);
  transaction.execute("DELETE FROM freshness_note WHERE record_type = ?1 AND record_id = ?2", clocks::key_of(key.type),
                      key.number);
}

void forget_mails(Connection& transaction, const std::vector<DueRecord>& due, const std::string& email) {
  for (const DueRecord& record : due) {
    transaction.execute("DELETE FROM freshness_notice WHERE record_type = ?1 AND record_id = ?2",
                        clocks::key_of(record.key.type), record.key.number);
  }
  transaction.execute("UPDATE freshness_contact SET last_mail_ms = NULL, version = version + 1 WHERE email = ?1",
                      email);
}

void set_wants_mail(Connection& transaction, const std::string& email, bool wants_mail) {
  transaction.execute("UPDATE freshness_contact SET wants_mail = ?2, version = version + 1 WHERE email = ?1", email,
                      wants_mail);
}

}  // namespace kringwerk::freshness
