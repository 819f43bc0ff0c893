#pragma once

#include <string>

#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "staffed_site.h"
#include "text/format.h"

namespace kringwerk::contracts {

/// Organisations 5 and 6 in Leuven with a worker each, hub 8 with a coordinator (81) and a coach (82). Workshop 77 of
/// organisation 5 washes 1,000 kg a week.
class Laundry : public StaffedSite {
 public:
  explicit Laundry(storage::Database& database) : StaffedSite(database, Patience::conflicts_and_busy) {
    run("INSERT INTO term VALUES ('activity_kind', 'wash', 'wassen', 'washing', 'lavage', NULL) ON CONFLICT DO NOTHING;"
        "INSERT INTO hub_area (hub_id, nis, basis, is_confirmed, source_key) VALUES (8, '24062', 'brief', 1, 'typed') "
        "ON "
        "CONFLICT DO NOTHING");
    for (const int organisation : {5, 6}) add_organisation(organisation, "social_economy", "24062");
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(81, "coordinator", "hub", 8);
    add_person(82, "coach", "hub", 8);
    run("INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
        "min_grade, capacity_grams_per_week, free_grams_per_week, cost_cents_per_tonne, social_minutes_per_tonne, "
        "lead_days, certificates, permits, confirmed_at_ms, is_example, source_key) VALUES (77, 'c77', 5, 'wash', "
        "'Wassen', '', '', 0, 1000000, 1000000, 0, 0, 0, '', '', " +
        std::to_string(now().time_since_epoch().count()) +
        ", 0, 'typed');"
        "INSERT INTO capability_accepts VALUES (77, 'hout')");
  }

  std::int64_t number(const std::string& sql) const {
    return database().read([&](storage::Connection& connection) {
      auto rows = connection.query(sql);
      return rows.next() ? rows.int64(0) : -1;
    });
  }
  Day today() const { return text::brussels_day(now()); }
  Day week(int ahead) const { return plus_days(network::monday_of(today()), ahead * 7); }
  /// What the calendar says of the workshop.
  network::WeekRoom room(int ahead) const {
    return database().read([&](storage::Connection& connection) {
      const auto capability = network::load_capability(connection, network::CapabilityId{77});
      auto room = network::room_in(network::load_calendar(connection, *capability), week(ahead), today());
      room.exception = nullptr;
      return room;
    });
  }
  std::string book_fields(int kilograms, int first, int last, const std::string& key) const {
    return "deed=book&title=Iemand&kilograms=" + std::to_string(kilograms) + "&per=week&from=" + day_text(week(first)) +
           "&to=" + day_text(week(last)) + "&state=agreed&introduction=&key=" + key;
  }
};

}  // namespace kringwerk::contracts
