#pragma once

#include "freshness/contact_answer.h"
#include "freshness/io/load_due_records.h"

/// What the store keeps of mails that ask whether records still hold.
namespace kringwerk::freshness {

struct ContactTag;
using ContactId = Id<ContactTag>;
struct LetterTag;
using LetterId = Id<LetterTag>;

/// Takes the turn to mail a contact at `now`: false when it had a mail within a week, by whatever process, or wants
/// none. Makes its row when there is none; `fresh` is its id then.
struct ContactTurn {
  std::string email;  ///< lower case
  Language language = Language::nl;
  ContactId fresh;
};
bool take_turn(storage::Connection& transaction, const ContactTurn& turn, Instant now);

/// A letter that goes to a contact whose turn was taken, with what it asks; each record's notice follows.
void keep_letter(storage::Connection& transaction, LetterId letter, const std::string& email,
                 const std::vector<DueRecord>& asked, Instant now);

struct Question {
  RecordKey key;
  std::optional<Answer> answer;
  std::optional<Instant> answered_at;
};
struct Letter {
  LetterId id;
  std::string email;
  Language language = Language::nl;
  bool wants_mail = true;
  Instant sent_at;
  Instant expires_at;
  std::vector<Question> questions;  ///< the oldest record first
};
std::optional<Letter> load_letter(storage::Connection& connection, LetterId id);

/// Marks a question as answered; false when it was.
bool keep_answer(storage::Connection& transaction, LetterId letter, const Question& question);
/// What a contact writes to the hub about a record; the last one counts.
void keep_note(storage::Connection& transaction, const RecordKey& key, const std::string& words,
               const std::string& email, Instant now);
/// Notices and note of a record that was answered for.
void forget_asking(storage::Connection& transaction, const RecordKey& key);

/// The mails so far did not reach anybody: all that is due of a contact is asked for anew, without waiting a week.
void forget_mails(storage::Connection& transaction, const std::vector<DueRecord>& due, const std::string& email);

void set_wants_mail(storage::Connection& transaction, const std::string& email, bool wants_mail);

}  // namespace kringwerk::freshness
