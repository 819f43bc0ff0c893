#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "both_stores.h"
#include "handovers/io/agreement_store.h"
#include "media/io/save_attachment.h"
#include "staffed_site.h"
#include "text/format.h"

namespace kringwerk::contracts {

using namespace handovers;
using storage::Connection;
using storage::Database;

/// Organisation 5 gives (51), 6 takes (61, 62); 7 (71) has no part; hub 8 (81) brought them together. Agreement 9 runs
/// between the two, agreement 10 is with somebody without account.
class HandoverWorld : public StaffedSite {
 public:
  explicit HandoverWorld(Database& database) : StaffedSite(database) {
    for (const int organisation : {5, 6, 7}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(62, "organisation_user", "organisation", 6);
    add_person(71, "organisation_user", "organisation", 7);
    add_person(81, "coordinator", "hub", 8);
    add_agreement(9, {network::OrganisationId{6}, "", "", Language::nl});
    add_agreement(10, {std::nullopt, "Bakker Jans", "jans@bakker.example", Language::nl});
  }

  /// Answers the path of the hand-over.
  std::string hand_over(std::int64_t person, std::int64_t agreement, const std::string& key) const {
    const auto made = post("/nl/agreements/" + AgreementId{agreement}.text() + "/handovers", person,
                           "on=" + day_text(text::brussels_day(now())) + "&weighed=482,5&outcome=accepted&key=" + key);
    REQUIRE(made.status == 303);
    const std::string location = location_of(made);
    return location.substr(0, location.find('?'));
  }

 private:
  void add_agreement(std::int64_t id, const AgreementSide& taker) {
    Agreement made;
    made.id = AgreementId{id};
    made.state = AgreementState::active;
    made.what = "Balken van eik";
    made.mass = Mass::kilograms(2000);
    made.price = {PriceBasis::tonne, Money::cents(12'345), Party::taker};
    made.from = parse_day("2026-01-01").value();
    made.giver.organisation = network::OrganisationId{5};
    made.taker = taker;
    made.hubs = {8};
    made.proposed_by = access::PersonId{51};
    made.proposed_at = made.changed_at = now();
    database().write([&](Connection& transaction) { insert_agreement(transaction, made); });
  }
};

inline std::string photo() {
  std::ifstream file(std::string(KW_SOURCE_DIR) + "/tests/contracts/files/photo_with_place.jpg", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline media::AttachmentId attach(const HandoverWorld& world, const media::AttachedTo& to, std::int64_t organisation) {
  const auto file = media::prepare_file(photo(), to.kind).value();
  return world.database()
      .write([&](Connection& transaction) {
        return media::save_attachment(transaction,
                                      {world.services().make_id<media::AttachmentTag>(), to, organisation, "Balken",
                                       access::PersonId{51}, world.services().now()},
                                      file);
      })
      .value();
}

}  // namespace kringwerk::contracts
