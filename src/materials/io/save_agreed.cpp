#include "materials/io/save_agreed.h"

#include "materials/agreed_amount.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"

namespace kringwerk::materials {

namespace {

access::FieldChange change_of_state(const Stream& before, const Stream& after) {
  return {"state", std::string(key_in(kStreamStateKeys, before.state)),
          std::string(key_in(kStreamStateKeys, after.state))};
}

/// Its state, and its row in the list, after what is agreed or its amount changed.
void follow(storage::Connection& transaction, const Stream& current, const AgreedMass& agreed, const LifeDeed& deed) {
  const auto step = step_of_agreements(current, agreed);
  if (!step && agreed.before == agreed.now) return;
  Stream next = current;
  ++next.version;
  if (step) {
    const LifeChange change{*step, std::nullopt, std::nullopt};
    const auto stepped = take_step(current, change, LifeActor::agreement, deed.author.at, deed.today);
    if (stepped) next = *stepped;
  }
  if (!update_stream_state(transaction, next)) return;
  access::Deed told{"stream.agreed", "stream", current.id.value(), {}};
  if (agreed.before != agreed.now) {
    told.changes.push_back(
        {"agreed", std::to_string(agreed.before.in_kilograms()), std::to_string(agreed.now.in_kilograms())});
  }
  if (next.state != current.state) told.changes.push_back(change_of_state(current, next));
  access::record_deed(transaction, deed.audit_key, deed.author, told);
}

}  // namespace

void save_agreed_mass(storage::Connection& transaction, StreamId stream, Mass agreed, const LifeDeed& deed) {
  const auto current = load_stream_to_decide(transaction, stream);
  if (!current) return;
  if (current->agreed == agreed) return;
  transaction.execute("UPDATE stream SET agreed_g = ?1 WHERE stream_id = ?2", agreed, stream);
  follow(transaction, *current, {current->agreed, agreed, mass_each_time(current->amount)}, deed);
}

void save_amount_followed(storage::Connection& transaction, const Stream& before, const LifeDeed& deed) {
  const auto current = load_stream_to_decide(transaction, before.id);
  const auto whole = mass_each_time(before.amount);
  if (!current || current->agreed <= Mass{} || mass_each_time(current->amount) == whole) return;
  follow(transaction, *current, {current->agreed, current->agreed, whole}, deed);
}

}  // namespace kringwerk::materials
