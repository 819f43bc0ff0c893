#include "network/io/load_duplicates.h"

#include "access/policy.h"
#include "network/io/load_organisation_hubs.h"
#include "network/io/load_organisation_records.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

GuardedRecord guarded(const OrganisationRecord& record, std::string email) {
  return {record.id.value(), text::folded(record.name), record.enterprise_number.value_or(""),
          record.website,    std::move(email),          record.position};
}

}  // namespace

DuplicateBook::DuplicateBook(storage::Connection& connection, const access::Actor& reader, Day today)
    : records_(load_organisation_records(connection)) {
  const HubsOfOrganisations hubs = load_hubs_of_organisations(connection, today);
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const OrganisationRecord& record = records_[place];
    places_[record.id] = place;
    const auto own = hubs.find(record.id);
    const auto facts = facts_of(record.id, own == hubs.end() ? std::vector<std::int64_t>{} : own->second);
    const bool is_program = reader.kind == access::ActorKind::program;
    const bool may_know =
        record.email.empty() || is_program || access::may(reader, access::Action::read, facts, "contact");
    guard_.add(guarded(record, may_know ? record.email : std::string()));
  }
}

const OrganisationRecord* DuplicateBook::find(OrganisationId id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &records_[found->second];
}

std::vector<DuplicateCandidate> DuplicateBook::candidates(const OrganisationRecord& draft, std::size_t most) const {
  std::vector<DuplicateCandidate> candidates;
  for (GuardFinding& finding : guard_.find(guarded(draft, draft.email))) {
    if (candidates.size() == most) break;
    const OrganisationId id{finding.id};
    candidates.push_back({id, find(id)->name, std::move(finding.reasons)});
  }
  return candidates;
}

std::vector<DuplicateCandidate> duplicate_candidates(storage::Connection& connection, const OrganisationRecord& draft,
                                                     const access::Actor& reader, Day today) {
  return DuplicateBook(connection, reader, today).candidates(draft);
}

}  // namespace kringwerk::network
