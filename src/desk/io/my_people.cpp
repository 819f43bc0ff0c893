#include "accounts/io/load_people.h"
#include "desk/io/my_parts.h"
#include "materials/io/load_on_behalf.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

std::int64_t show_my_grants(const MyReading& reading, web::Model& model) {
  if (!reading.actor.holds(access::Role::administrator)) return 0;
  auto grants = accounts::load_proposed_grants(reading.connection, {reading.actor, reading.today});
  std::erase_if(grants, [&](const accounts::ProposedGrant& grant) {
    return grant.row.grant.given_by == reading.actor.person || grant.row.grant.person == reading.actor.person;
  });
  if (grants.empty()) return 0;
  const text::Texts& texts = reading.services.texts;
  web::Model& section = model.add("GRANTS");
  for (const accounts::ProposedGrant& grant : grants) {
    web::Model& line = section.add("GRANT");
    const std::string role =
        texts.get(reading.language, "accounts.role." + std::string(access::key_of(grant.row.grant.role)));
    line.set("TITLE", texts.format(reading.language, "desk.my.grant", {{"role", role}, {"person", grant.person_name}}));
    line.set("WHY", texts.format(reading.language, "desk.my.proposed_by", {{"name", grant.row.giver_name}}));
    line.set("WHEN", text::day(reading.language, text::brussels_day(grant.row.grant.given_at)));
    line.set("ADDRESS", site::address(reading.language, "/people/" + grant.row.grant.person.text()));
  }
  return static_cast<std::int64_t>(grants.size());
}

std::int64_t show_my_entries(const MyReading& reading, web::Model& model) {
  auto entries = materials::load_entries_of(reading.connection, reading.actor, reading.today);
  std::erase_if(entries, [](const materials::EntryRow& entry) { return entry.state != materials::StreamState::draft; });
  if (entries.empty()) return 0;
  web::Model& section = model.add("ENTRIES");
  for (const materials::EntryRow& entry : entries) {
    web::Model& line = section.add("ENTRY");
    line.set("TITLE", entry.title.best(reading.language))
        .set("TITLE_LANG", language_code(entry.title.best_language(reading.language)));
    const bool is_mailed = entry.mailed_at != Instant{};
    line.set("WHY", reading.services.texts.format(
                        reading.language, is_mailed ? "desk.my.entry_of" : "desk.my.entry_not_mailed",
                        {{"company", entry.company}, {"when", text::moment(reading.language, entry.mailed_at)}}));
  }
  return static_cast<std::int64_t>(entries.size());
}

}  // namespace kringwerk::desk
