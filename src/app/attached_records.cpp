#include "app/attached_records.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "handovers/io/agreement_store.h"
#include "handovers/io/handover_store.h"
#include "materials/io/load_streams.h"

namespace kringwerk::app {

namespace {

using access::Action;
using storage::Connection;

std::optional<media::Subject> stream_subject(Connection& connection, const access::Actor& actor, std::int64_t number,
                                             Day today) {
  const materials::StreamId id{number};
  const auto seen = materials::load_readable_stream(connection, id, actor, today);
  const auto whole = seen ? materials::load_stream_to_decide(connection, id) : std::nullopt;
  if (!whole) return std::nullopt;
  media::Subject subject;
  subject.language = seen->stream.title.best_language(Language::nl);
  subject.title = seen->stream.title.best(subject.language);
  subject.address = "/our-streams/" + id.text();
  if (whole->organisation) subject.organisation = whole->organisation->value();
  subject.may_change = materials::may_do(actor, Action::update, *whole, seen->hubs);
  return subject;
}

/// Its writer adds photos until the mail is confirmed; who has an account does so from then on.
std::optional<media::DraftSubject> draft_subject(Connection& connection, std::string_view secret) {
  if (!access::looks_like_secret(secret)) return std::nullopt;
  const auto stream = materials::load_stream_by_secret(connection, access::hash_of_secret(secret));
  if (!stream) return std::nullopt;
  media::DraftSubject draft{stream->id.value(), {}};
  draft.subject.language = stream->title.best_language(stream->language);
  draft.subject.title = stream->title.best(draft.subject.language);
  draft.subject.address = "/offers/draft/" + std::string(secret);
  draft.subject.may_change = stream->state == materials::StreamState::draft;
  return draft;
}

std::optional<media::Subject> handover_subject(Connection& connection, const access::Actor& actor, std::int64_t number,
                                               Day) {
  using namespace handovers;
  const auto handover = load_handover(connection, HandoverId{number});
  const auto agreement = handover ? load_agreement(connection, handover->agreement) : std::nullopt;
  const Standing standing{actor, std::nullopt};
  if (!agreement || !handovers::may(standing, Action::read, *handover, *agreement)) return std::nullopt;
  media::Subject subject;
  subject.title = agreement->what;
  subject.address = "/handovers/" + handover->id.text();
  subject.may_change = handovers::may(standing, Action::update, *handover, *agreement);
  const auto own = parties_of(standing, *agreement);
  if (!own.empty()) subject.organisation = agreement->side(own.front()).organisation->value();
  return subject;
}

}  // namespace

media::Subjects attached_records() {
  return {stream_subject, handover_subject, draft_subject};
}

}  // namespace kringwerk::app
