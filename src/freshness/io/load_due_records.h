#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/policy.h"
#include "base/language.h"
#include "clocks/clock.h"
#include "freshness/letter.h"
#include "network/hub.h"
#include "network/organisation.h"
#include "storage/connection.h"

/// Records with a clock, of all types alike.
namespace kringwerk::freshness {

/// "offer-0123456789abc" in forms and addresses. The number counts within the type.
struct RecordKey {
  clocks::RecordType type{};
  std::int64_t number = 0;
  friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};
std::string text_of(const RecordKey& key);
std::optional<RecordKey> parse_record_key(std::string_view text);
/// The kind of record in the audit trail: "stream", "capability", "organisation".
std::string_view audited_as(clocks::RecordType type);
/// Address of its own page, without language.
std::string path_of(const RecordKey& key);

struct DueRecord {
  RecordKey key;
  LocalText title;
  std::optional<network::OrganisationId> organisation;
  std::string organisation_name;
  std::string visibility;
  bool is_example = false;
  Instant confirmed_at;
  clocks::Freshness state{};
  std::string contact;               ///< lower case; empty: nobody is known
  Language language = Language::nl;  ///< of the contact
  Standing standing;
  std::string bounce_reason;
  std::string note;  ///< that the contact wrote to the hub
};

/// Which ones. Records that their organisation retired are never among them.
struct DueQuery {
  std::optional<access::Actor> reader;  ///< as whom; absent: all, for mails and for a link that was checked
  std::optional<network::HubId> hub;
  std::optional<RecordKey> one;
  std::string contact;                               ///< of this address only
  clocks::Freshness least = clocks::Freshness::due;  ///< in this state or further
};
/// The oldest first.
std::vector<DueRecord> load_due_records(storage::Connection& connection, const clocks::ClockReading& reading,
                                        const DueQuery& query);

/// One record in whatever state, also a retired or fresh one.
std::optional<DueRecord> load_record(storage::Connection& connection, const clocks::ClockReading& reading,
                                     const RecordKey& key);
/// What the policy asks of a record's clock.
access::RecordFacts load_clock_facts(storage::Connection& connection, const DueRecord& record, Day today);

}  // namespace kringwerk::freshness
