#include "freshness/io/answer_record.h"

#include "base/ensure.h"
#include "freshness/io/letter_store.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "materials/own_stream.h"
#include "network/io/list_version.h"
#include "network/io/load_organisations.h"
#include "network/io/save_capability.h"
#include "network/io/save_capability_revision.h"
#include "network/io/save_confirmation.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using clocks::RecordType;
using materials::Stream;
using network::Capability;
using network::CapabilityState;
using storage::Connection;

constexpr std::array<std::string_view, 4> kDeeds{"freshness.confirmed", "freshness.changed", "freshness.noted",
                                                 "freshness.gone"};

using Changes = std::vector<access::FieldChange>;

/// The day of the confirmation before and after, beside what else changed.
Changes changes_of(const Stream& before, const Stream& after) {
  Changes changes;
  const auto day_of = [](const std::optional<Instant>& at) {
    return at ? day_text(text::brussels_day(*at)) : std::string();
  };
  if (before.confirmed_at != after.confirmed_at) {
    changes.push_back({"confirmed", day_of(before.confirmed_at), day_of(after.confirmed_at)});
  }
  for (const materials::StreamChange& change : materials::changes_between(before, after)) {
    changes.push_back({std::string(change.field), change.before, change.after});
  }
  return changes;
}

Result<Stream> answered(const Stream& stream, const GivenAnswer& given, Instant now) {
  switch (given.answer) {
    case Answer::changed:
      return change_stream(stream, given.news, text::brussels_day(now), now);
    case Answer::gone:
      return end_stream(stream);
    case Answer::confirmed:
    case Answer::noted:
      break;
  }
  return confirm_stream(stream, now);
}

Result<Changes> answer_stream(Connection& transaction, const GivenAnswer& given, Instant now) {
  const materials::StreamId id{given.key.number};
  const auto stream = materials::load_stream_to_decide(transaction, id);
  if (!stream || materials::clock_of(stream->kind) != given.key.type) return Missing{};
  if (given.answer == Answer::noted) return Changes{};
  const auto next = answered(*stream, given, now);
  if (!next) return next.error();
  ensure(materials::update_stream(transaction, *next, materials::load_contact_email(transaction, id)),
         "nobody else changes a stream within its transaction");
  return changes_of(*stream, *next);
}

/// As its page does it: a version more, and what it said before is kept.
Changes change_state(Connection& transaction, const Capability& current, CapabilityState state) {
  const auto key_of = [](CapabilityState one) {
    return std::string(network::kCapabilityStateKeys.at(static_cast<std::size_t>(one)));
  };
  Capability after = current;
  after.state = state;
  ++after.version;
  network::keep_capability_revision(transaction, current);
  ensure(network::update_capability(transaction, after), "nobody else changes a capability within its transaction");
  return {{"state", key_of(current.state), key_of(state)}};
}

Result<Changes> answer_capability(Connection& transaction, const GivenAnswer& given, Instant now) {
  const network::CapabilityId id{given.key.number};
  const auto current = network::load_capability(transaction, id);
  if (!current) return Missing{};
  if (given.answer == Answer::noted) return Changes{};
  const bool was_retired = current->state == CapabilityState::retired;
  const bool is_gone = given.answer == Answer::gone;
  Changes changes;
  if (is_gone != was_retired) {
    changes = change_state(transaction, *current, is_gone ? CapabilityState::retired : CapabilityState::open);
  }
  if (!is_gone) network::confirm_capability(transaction, id, now);
  network::raise_list_version(transaction);
  return changes;
}

Result<Changes> answer_organisation(Connection& transaction, const GivenAnswer& given, Instant now) {
  const network::OrganisationId id{given.key.number};
  if (!network::load_organisation(transaction, id)) return Missing{};
  if (given.answer == Answer::noted) return Changes{};
  if (given.answer == Answer::gone) {
    network::retire_organisation(transaction, id, now);
  } else {
    network::confirm_organisation(transaction, id, now);
  }
  return Changes{};
}

}  // namespace

Result<> answer_record(const site::Services& services, Connection& transaction, const access::DeedAuthor& author,
                       const GivenAnswer& given) {
  const Instant now = services.now();
  auto changes = given.key.type == RecordType::capability     ? answer_capability(transaction, given, now)
                 : given.key.type == RecordType::organisation ? answer_organisation(transaction, given, now)
                                                              : answer_stream(transaction, given, now);
  if (!changes) return changes.error();
  if (given.answer == Answer::noted) {
    keep_note(transaction, given.key, given.words, given.email, now);
    changes->push_back({"note", {}, {}});
  } else {
    forget_asking(transaction, given.key);
  }
  access::record_deed(
      transaction, services.keys.audit, author,
      {kDeeds.at(static_cast<std::size_t>(given.answer)), audited_as(given.key.type), given.key.number, *changes});
  return Done{};
}

}  // namespace kringwerk::freshness
