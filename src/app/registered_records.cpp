#include "app/registered_records.h"

#include "accounts/io/registered_accounts.h"
#include "capacity/io/registered_capacity.h"
#include "digests/io/registered_digests.h"
#include "exchange/io/registered_exchange.h"
#include "freshness/io/registered_freshness.h"
#include "guidance/io/registered_guidance.h"
#include "handovers/io/registered_handovers.h"
#include "introductions/io/registered_introductions.h"
#include "materials/io/registered_materials.h"
#include "media/io/registered_media.h"
#include "network/io/registered_merges.h"
#include "network/io/registered_network.h"
#include "planning/io/registered_planning.h"
#include "rooms/io/registered_rooms.h"

namespace kringwerk::app {

namespace {

using access::ErasureEffect;

/// A mail to a hub in somebody's name tells their words; a mail to them may hold a secret link, which stays out of the
/// export: whoever reads the mailbox has it already.
void register_mails(access::RecordRegistry& registry) {
  registry.personal.push_back({"mail",
                               "outbox_mail",
                               "",
                               "lower(outbox_mail.to_address) = :email",
                               {"mail_id", "to_address", "subject", "state", "created_at_ms", "sent_at_ms"},
                               {},
                               ErasureEffect::removed,
                               {"DELETE FROM outbox_mail WHERE {rows}"}});
  registry.personal.push_back({"mail",
                               "outbox_mail",
                               "",
                               "lower(outbox_mail.reply_to) = :email",
                               {"mail_id", "reply_to", "subject", "body", "state", "created_at_ms", "sent_at_ms"},
                               {},
                               ErasureEffect::removed,
                               {"DELETE FROM outbox_mail WHERE {rows}"}});
  for (const auto& [since, state] : {std::pair{"sent_at_ms", "sent"}, std::pair{"due_at_ms", "failed"}}) {
    registry.retained.push_back({"mail",
                                 "outbox_mail",
                                 "",
                                 std::string("outbox_mail.") + since,
                                 std::string("state = '") + state + "'",
                                 {"DELETE FROM outbox_mail WHERE {rows}"}});
  }
}

void register_impersonal(access::RecordRegistry& registry) {
  const std::vector<access::ImpersonalColumn> columns{
      {"hub", "*", "a partnership"},
      {"hub_contact", "*", "the public address and hours of a partnership"},
      {"organisation", "*", "a legal person from public sources"},
      {"organisation_detail", "*", "names and hours of a legal person"},
      {"organisation_site", "*", "the address of a workplace"},
      {"municipality", "*", "a place"},
      {"postcode", "*", "a place"},
      {"material", "*", "a class of material"},
      {"term", "*", "a word of the site"},
      {"waste_code", "*", "a code of the List of Waste"},
      {"waste_heading", "*", "a chapter of the List of Waste"},
      {"capability", "*", "what a workshop can do"},
      {"capability_revision", "*", "what a workshop could do before"},
      {"capability_exception", "*", "a week in which a workshop has other room"},
      {"stream", "contact_visibility", "who may see the address, not the address"},
      {"stream_on_behalf", "company", "a legal person"},
      {"plan_run_file", "*", "records of the network as they were: organisations, materials and places"},
      {"stream_on_behalf", "entered_by", "the hub's deed; the listing is registered"},
      {"room_card", "writer_name", "a first name or organisation, until the room closes"},
      {"room_card", "author_hash", "a hash of a browser's cookie, until the room closes"},
      {"legal_hold", "placed_by", "the deed of an administrator"},
      {"held_record", "person_id", "what is still to be erased, without a name"},
      {"import_batch", "file_name", "the name of a file"},
      {"import_batch", "made_by", "the hub's deed; the audit trail tells who"},
      {"import_identity", "*", "what a hub calls a record"},
      {"import_column", "*", "what a column of a table means"},
      {"invitation", "scope_name", "a hub or an organisation"},
      {"introduction", "limited_by", "what limits the amount of a chain"},
      {"freshness_letter", "contact_id", "goes with the contact, which is registered"},
      {"freshness_notice", "*", "how often was asked for a record"},
      {"stream", "use_by_on", "the day by which food must be used"},
      {"source", "*", "where a published fact comes from"},
      {"schema_version", "*", "the state of the store"},
  };
  registry.impersonal.insert(registry.impersonal.end(), columns.begin(), columns.end());
}

}  // namespace

access::RecordRegistry registered_records() {
  access::RecordRegistry registry;
  accounts::register_accounts(registry);
  network::register_network(registry);
  network::register_merges(registry);
  materials::register_materials(registry);
  exchange::register_exchange(registry);
  guidance::register_guidance(registry);
  rooms::register_rooms(registry);
  digests::register_digests(registry);
  freshness::register_freshness(registry);
  introductions::register_introductions(registry);
  capacity::register_capacity(registry);
  media::register_media(registry);
  handovers::register_handovers(registry);
  planning::register_planning(registry);
  register_mails(registry);
  register_impersonal(registry);
  return registry;
}

}  // namespace kringwerk::app
