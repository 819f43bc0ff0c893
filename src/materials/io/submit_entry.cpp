#include "materials/io/submit_entry.h"

#include "access/io/save_mail_attempts.h"
#include "access/io/secrets.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/load_streams.h"
#include "materials/io/offer_mail.h"
#include "materials/io/save_stream.h"
#include "materials/io/submit_offer.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;

std::optional<network::OrganisationId> find_company(Connection& connection, const std::string& name) {
  auto rows = connection.query("SELECT organisation_id FROM organisation WHERE name = ?1", name);
  if (!rows.next()) return std::nullopt;
  const auto id = rows.get<network::OrganisationId>(0);
  return rows.next() ? std::nullopt : std::optional<network::OrganisationId>{id};
}

/// Not more mails to one mailbox than any form may cause.
Violations count_mail(Connection& transaction, const site::Services& services, const web::Call& call,
                      const std::string& mailbox) {
  const access::MailAttempt attempt{mailbox, call.request.remote_address};
  Violations limits = access::check_mail_limit(access::load_recent_mail(transaction, attempt, services.now()));
  if (limits.empty()) access::save_mail_attempt(transaction, attempt, services.now());
  return limits;
}

void mail_company(Connection& transaction, const site::Services& services, const OfferDrafted& drafted,
                  const EntryMail& facts) {
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(), entry_mail(services, drafted, facts),
                     services.now());
}

Result<OfferDrafted> decide(Connection& transaction, const site::Services& services, const web::Call& call,
                            const EntrySubmission& submission, const std::string& secret_hash) {
  auto drafted = decide_offer(transaction, services, submission.answers, secret_hash);
  const EnteredStream entered{submission.kind, submission.hub, find_company(transaction, submission.company)};
  const auto stream =
      enter_for_company(drafted ? drafted->stream : Stream{}, entered, site::actor_now(services, transaction, call));
  if (!stream) return stream.error();
  if (drafted) drafted->stream = *stream;
  return drafted;
}

access::Deed deed_of(std::string_view action, const Stream& stream) {
  return {action, "stream", stream.id.value(), {}};
}

}  // namespace

Result<std::string> submit_entry(const site::Services& services, const web::Call& call,
                                 const site::NamedRequest& request, const EntrySubmission& submission) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const std::string secret = access::make_secret();
    const auto drafted = decide(transaction, services, call, submission, access::hash_of_secret(secret));
    if (!drafted) return drafted.error();
    Violations limits = count_mail(transaction, services, call, drafted->contact_email);
    if (!limits.empty()) return Invalid{std::move(limits)};
    const Stream& stream = drafted->stream;
    insert_stream(transaction, stream, {drafted->contact_email, drafted->secret_hash});
    transaction.execute("INSERT INTO stream_on_behalf VALUES (?1, ?2, ?3, ?4, ?5, ?6)", stream.id, submission.hub,
                        stream.entered_by, submission.company, services.now(), services.now());
    const std::string hub = network::load_hub(transaction, submission.hub).value().name;
    mail_company(transaction, services, *drafted, {secret, submission.company, hub});
    access::Deed deed = deed_of("stream.entered_for_company", stream);
    deed.changes = {{"hub", "", submission.hub.text()}, {"company", "", ""}};
    site::record(services, transaction, call, deed);
    return site::address(call.language, "/on-behalf?sent=1");
  });
}

Result<Done> resend_entry(const site::Services& services, const web::Call& call, StreamId id) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto before = load_stream_to_decide(transaction, id);
    const auto entered = load_entered_by(transaction, id);
    if (!before || !entered) return Missing{};
    const auto stream = send_again(*before, site::actor_now(services, transaction, call));
    if (!stream) return stream.error();
    const std::string mailbox = load_contact_email(transaction, id);
    Violations limits = count_mail(transaction, services, call, mailbox);
    if (!limits.empty()) return Invalid{std::move(limits)};
    const std::string secret = access::make_secret();
    const std::string hash = access::hash_of_secret(secret);
    transaction.execute("UPDATE stream SET secret_hash = ?1 WHERE stream_id = ?2", hash, id);
    transaction.execute("UPDATE stream_on_behalf SET mailed_at_ms = ?1 WHERE stream_id = ?2", services.now(), id);
    mail_company(transaction, services, {*stream, mailbox, hash}, {secret, entered->company, entered->hub_name});
    site::record(services, transaction, call, deed_of("stream.link_sent_again", *stream));
    return Done{};
  });
}

Result<Done> withdraw_entry(const site::Services& services, const web::Call& call, StreamId id) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto before = load_stream_to_decide(transaction, id);
    if (!before || !load_entered_by(transaction, id)) return Missing{};
    const auto closed = take_back(*before, site::actor_now(services, transaction, call));
    if (!closed) return closed.error();
    if (!update_stream_state(transaction, *closed)) return Conflict{};
    // Never confirmed, so it is in no list, and its link leads nowhere.
    transaction.execute("DELETE FROM stream_row WHERE stream_id = ?1", id);
    transaction.execute("UPDATE stream SET secret_hash = '' WHERE stream_id = ?1", id);
    site::record(services, transaction, call, deed_of("stream.taken_back", *closed));
    return Done{};
  });
}

}  // namespace kringwerk::materials
