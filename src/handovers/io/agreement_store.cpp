#include "handovers/io/agreement_store.h"

namespace kringwerk::handovers {

namespace {

using materials::key_in;
using materials::value_in;
using storage::Connection;
using storage::Rows;

Agreement read_agreement(const Rows& rows) {
  Agreement found;
  found.id = rows.get<AgreementId>(0);
  found.state = value_in<AgreementState>(kAgreementStateKeys, rows.text(1)).value();
  found.introduction = rows.get<std::optional<introductions::IntroductionId>>(2);
  found.offer = rows.get<std::optional<materials::StreamId>>(3);
  found.need = rows.get<std::optional<materials::StreamId>>(4);
  found.what = rows.get<std::string>(5);
  found.repeat = value_in<Repeat>(kRepeatKeys, rows.text(6)).value();
  found.mass = rows.get<Mass>(7);
  found.price.basis = value_in<PriceBasis>(kPriceBasisKeys, rows.text(8)).value();
  found.price.amount = rows.get<std::optional<Money>>(9);
  found.price.payer = value_in<Party>(kPartyKeys, rows.text(10)).value();
  found.from = rows.get<Day>(11);
  found.to = rows.get<std::optional<Day>>(12);
  found.proposed_side = value_in<Party>(kPartyKeys, rows.text(13)).value();
  found.proposed_by = rows.get<access::PersonId>(14);
  found.proposed_at = rows.get<Instant>(15);
  found.changed_at = rows.get<Instant>(16);
  found.version = rows.int64(17);
  return found;
}

void read_agreement_side(const Rows& rows, Agreement& found) {
  AgreementSide& side = found.side(value_in<Party>(kPartyKeys, rows.text(0)).value());
  side.organisation = rows.get<std::optional<network::OrganisationId>>(1);
  side.name = rows.get<std::string>(2);
  side.email = rows.get<std::string>(3);
  side.language = parse_language(rows.text(4)).value();
}

}  // namespace

std::optional<Agreement> load_agreement(Connection& connection, AgreementId id) {
  std::optional<Agreement> found;
  {
    Rows rows = connection.query(
        "SELECT agreement_id, state, introduction_id, offer_id, need_id, what, repeat, mass_g, price_basis, "
        "price_cents, price_payer, from_on, to_on, proposed_side, proposed_by, proposed_at_ms, changed_at_ms, version "
        "FROM agreement WHERE agreement_id = ?1",
        id);
    if (!rows.next()) return std::nullopt;
    found = read_agreement(rows);
  }
  // An organisation's name is the one it has now.
  Rows sides = connection.query(
      "SELECT agreement_side.side, agreement_side.organisation_id, COALESCE(organisation.name, agreement_side.name), "
      "agreement_side.email, agreement_side.language FROM agreement_side LEFT JOIN organisation ON "
      "organisation.organisation_id = agreement_side.organisation_id WHERE agreement_side.agreement_id = ?1",
      id);
  while (sides.next()) read_agreement_side(sides, *found);
  Rows hubs = connection.query("SELECT hub_id FROM agreement_hub WHERE agreement_id = ?1 ORDER BY hub_id", id);
  while (hubs.next()) found->hubs.push_back(hubs.int64(0));
  return found;
}

void insert_agreement(Connection& transaction, const Agreement& made) {
  transaction.execute(
      "INSERT INTO agreement (agreement_id, state, introduction_id, offer_id, need_id, what, repeat, mass_g, "
      "price_basis, price_cents, price_payer, from_on, to_on, proposed_side, proposed_by, proposed_at_ms, "
      "changed_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
      "?18)",
      made.id, key_in(kAgreementStateKeys, made.state), made.introduction, made.offer, made.need, made.what,
      key_in(kRepeatKeys, made.repeat), made.mass, key_in(kPriceBasisKeys, made.price.basis), made.price.amount,
      key_in(kPartyKeys, made.price.payer), made.from, made.to, key_in(kPartyKeys, made.proposed_side),
      made.proposed_by, made.proposed_at, made.changed_at, made.version);
  for (const Party party : {Party::giver, Party::taker}) {
    const AgreementSide& side = made.side(party);
    transaction.execute("INSERT INTO agreement_side VALUES (?1, ?2, ?3, ?4, ?5, ?6)", made.id,
                        key_in(kPartyKeys, party), side.organisation, side.name, side.email,
                        language_code(side.language));
  }
  for (const std::int64_t hub : made.hubs) {
    transaction.execute("INSERT INTO agreement_hub VALUES (?1, ?2)", made.id, hub);
  }
}

bool save_agreement(Connection& transaction, const Agreement& before, const Agreement& after) {
  return transaction.execute(
             "UPDATE agreement SET state = ?1, to_on = ?2, changed_at_ms = ?3, version = ?4 WHERE agreement_id = ?5 "
             "AND "
             "version = ?6",
             key_in(kAgreementStateKeys, after.state), after.to, after.changed_at, after.version, after.id,
             before.version) > 0;
}

}  // namespace kringwerk::handovers
