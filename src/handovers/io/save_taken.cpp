#include "handovers/io/save_taken.h"

#include "handovers/io/agreement_store.h"
#include "handovers/io/load_handovers.h"
#include "handovers/taken_amount.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_agreed.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

std::vector<AgreementId> load_agreements_of_stream(Connection& connection, materials::StreamId stream) {
  std::vector<AgreementId> agreements;
  auto rows = connection.query(
      "SELECT agreement_id FROM agreement WHERE (offer_id = ?1 OR need_id = ?1) AND state IN ('active', 'ended')",
      stream);
  while (rows.next()) agreements.push_back(rows.get<AgreementId>(0));
  return agreements;
}

}  // namespace

void save_taken(Connection& transaction, std::string_view audit_key, const Agreement& agreement,
                const access::DeedAuthor& author) {
  const materials::LifeDeed deed{materials::LifeActor::agreement, author, audit_key, text::brussels_day(author.at)};
  for (const auto& named : {agreement.offer, agreement.need}) {
    const auto stream = named ? materials::load_stream_to_decide(transaction, *named) : std::nullopt;
    if (!stream) continue;
    Mass taken;
    for (const AgreementId id : load_agreements_of_stream(transaction, stream->id)) {
      const Agreement one = load_agreement(transaction, id).value();
      const Balance balance = balance_of(one, load_handovers_of(transaction, id));
      taken = taken + taken_of_stream(one, balance, stream->amount.rhythm, materials::mass_each_time(stream->amount));
    }
    materials::save_agreed_mass(transaction, stream->id, taken, deed);
  }
}

int save_agreements_over(storage::Database& database, std::string_view audit_key, Instant now) {
  const Day today = text::brussels_day(now);
  const auto over = database.read([&](Connection& connection) {
    std::vector<AgreementId> agreements;
    auto rows = connection.query(
        "SELECT agreement_id FROM agreement WHERE state = 'active' AND to_on < ?1 ORDER BY agreement_id", today);
    while (rows.next()) agreements.push_back(rows.get<AgreementId>(0));
    return agreements;
  });
  const access::DeedAuthor author{access::ActorKind::program, {}, "agreements", now};
  int ended = 0;
  for (const AgreementId id : over) {
    const bool is_done = database.write([&](Connection& transaction) {
      const auto current = load_agreement(transaction, id);
      if (!current || !is_over(*current, today)) return false;
      const Agreement after = end_by_clock(*current, now);
      if (!save_agreement(transaction, *current, after)) return false;
      access::record_deed(transaction, audit_key, author, {"agreement.ended", "agreement", id.value(), {}});
      save_taken(transaction, audit_key, after, author);
      return true;
    });
    if (is_done) ++ended;
  }
  return ended;
}

}  // namespace kringwerk::handovers
