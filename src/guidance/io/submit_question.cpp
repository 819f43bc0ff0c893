#include "guidance/io/submit_question.h"

#include "access/io/save_mail_attempts.h"
#include "access/io/secrets.h"
#include "access/secret.h"
#include "guidance/io/case_mail.h"
#include "guidance/io/case_store.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "site/submission.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

using storage::Connection;

Result<Case> decide(const site::Services& services, const QuestionSubmission& submission,
                    const std::optional<network::Hub>& hub, const std::optional<materials::Stream>& subject) {
  Question question = submission.question;
  if (subject) question.stream = subject->id;
  const Instant now = services.now();
  QuestionContext context{std::nullopt, services.make_id<CaseTag>(), text::brussels_day(now)};
  if (hub) context.hub = hub->id;
  auto opened = ask_hub(question, context, access::Actor::visitor(), now);
  Violations violations = submission.violations;
  if (!opened) {
    const auto* invalid = std::get_if<Invalid>(&opened.error());
    if (invalid == nullptr) return opened;
    append(violations, invalid->violations);
  }
  if (!violations.empty()) return Invalid{std::move(violations)};
  return opened;
}

Result<Done> submit(Connection& transaction, const site::Services& services, const QuestionSubmission& submission) {
  const std::string secret_hash = access::hash_of_secret(submission.secret);
  if (load_case_by_secret(transaction, secret_hash)) return Done{};
  const auto hub = network::load_hub(transaction, submission.hub);
  const auto subject =
      load_subject(transaction, submission.subject, {submission.asker, text::brussels_day(services.now())});
  const auto opened = decide(services, submission, hub, subject);
  if (!opened) return opened.error();

  const access::MailAttempt attempt{opened->asker_email, submission.remote_address};
  Violations limits = access::check_mail_limit(access::load_recent_mail(transaction, attempt, services.now()));
  if (!limits.empty()) return Invalid{std::move(limits)};
  access::save_mail_attempt(transaction, attempt, services.now());
  insert_case(transaction, *opened, secret_hash);
  access::record_deed(transaction, services.keys.audit, submission.author,
                      {"question.asked", "case", opened->id.value(), {}});
  const CaseMailFacts facts{*opened, hub->name, subject ? subject->title.best(opened->language) : std::string(),
                            submission.secret};
  const std::string mailbox = load_hub_mailbox(transaction, hub->id).value_or(services.network_mailbox);
  for (const notify::Mail& mail : {mail_to_hub(services, facts, mailbox), mail_to_asker(services, facts)}) {
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(), mail, services.now());
  }
  return Done{};
}

}  // namespace

std::optional<materials::Stream> load_subject(Connection& connection, const Subject& subject, const Asker& asker) {
  if (access::looks_like_secret(subject.draft)) {
    return materials::load_stream_by_secret(connection, access::hash_of_secret(subject.draft));
  }
  const auto id = materials::StreamId::parse(subject.offer);
  if (!id) return std::nullopt;
  auto seen = materials::load_readable_stream(connection, *id, asker.actor, asker.today);
  return seen ? std::optional<materials::Stream>{std::move(seen->stream)} : std::nullopt;
}

Result<Done> submit_question(const site::Services& services, const QuestionSubmission& submission) {
  return site::write_submission(services.database,
                                [&](Connection& transaction) { return submit(transaction, services, submission); });
}

}  // namespace kringwerk::guidance
