#include "materials/io/submit_offer.h"

#include "access/io/save_mail_attempts.h"
#include "access/io/secrets.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "materials/io/load_waste_list.h"
#include "materials/io/offer_mail.h"
#include "materials/io/save_stream.h"
#include "network/io/load_places.h"
#include "site/submission.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;

void append_findings(Violations& all, const Refusal& refusal) {
  if (const auto* invalid = std::get_if<Invalid>(&refusal)) append(all, invalid->violations);
}

Result<network::Municipality> find_municipality(Connection& connection, const network::PlaceAnswer& answer) {
  std::vector<network::Municipality> possible;
  for (network::FoundPlace& place : network::find_places(connection, answer.typed)) {
    possible.push_back(std::move(place.municipality));
  }
  return network::choose_place(answer, possible);
}

Result<Done> submit(Connection& transaction, const site::Services& services, const OfferSubmission& submission) {
  const std::string secret_hash = access::hash_of_secret(submission.secret);
  if (load_stream_by_secret(transaction, secret_hash)) return Done{};
  const auto drafted = decide_offer(transaction, services, submission.answers, secret_hash);
  if (!drafted) return drafted.error();

  const access::MailAttempt attempt{drafted->contact_email, submission.remote_address};
  Violations limits = access::check_mail_limit(access::load_recent_mail(transaction, attempt, services.now()));
  if (!limits.empty()) return Invalid{std::move(limits)};
  access::save_mail_attempt(transaction, attempt, services.now());
  insert_stream(transaction, drafted->stream, {drafted->contact_email, secret_hash});
  access::record_deed(transaction, services.keys.audit, submission.author,
                      {"offer.drafted", "stream", drafted->stream.id.value(), {}});
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                     offer_mail(services, *drafted, submission.secret), services.now());
  return Done{};
}

}  // namespace

Result<OfferDrafted> decide_offer(Connection& connection, const site::Services& services, const OfferAnswers& answers,
                                  const std::string& secret_hash) {
  Violations violations = answers.violations;
  const auto municipality = find_municipality(connection, answers.place);
  if (!municipality) append_findings(violations, municipality.error());
  const Taxonomy taxonomy = load_taxonomy(connection);
  const WasteList waste_list = load_waste_list(connection);
  OfferContext context{
      taxonomy,    text::folded(answers.draft.what),  std::nullopt, services.make_id<StreamTag>(), secret_hash,
      &waste_list, text::brussels_day(services.now())};
  if (municipality) context.municipality = municipality->nis;
  auto drafted = draft_offer(answers.draft, context, access::Actor::visitor(), services.now());
  if (!drafted) append_findings(violations, drafted.error());
  if (!violations.empty()) return Invalid{std::move(violations)};
  return drafted;
}

Result<Done> submit_offer(const site::Services& services, const OfferSubmission& submission) {
  return site::write_submission(services.database,
                                [&](Connection& transaction) { return submit(transaction, services, submission); });
}

}  // namespace kringwerk::materials
