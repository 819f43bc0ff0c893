#include "exchange/io/batch_access.h"

#include <algorithm>

#include "exchange/io/batch_store.h"
#include "network/io/load_hubs.h"
#include "site/version.h"
#include "site/visit.h"

namespace kringwerk::exchange {

bool may(const access::Actor& actor, access::Action action, const ImportBatch& batch) {
  access::RecordFacts facts;
  facts.type = "import_batch";
  facts.visibility = "-";
  facts.state = "-";
  if (batch.hub) facts.hubs = {batch.hub->value()};
  return access::may(actor, action, facts);
}

std::optional<ImportBatch> load_allowed(storage::Connection& connection, const access::Actor& actor,
                                        access::Action action, BatchId id) {
  auto batch = load_batch(connection, id);
  return batch && may(actor, action, *batch) ? std::move(batch) : std::nullopt;
}

std::vector<network::Hub> load_own_hubs(storage::Connection& connection, const access::Actor& actor) {
  const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
  std::vector<network::Hub> hubs = network::load_hubs(connection);
  std::erase_if(
      hubs, [&](const network::Hub& hub) { return std::find(own.begin(), own.end(), hub.id.value()) == own.end(); });
  return hubs;
}

ImportScope scope_of(const site::Services& services, storage::Connection& connection, const access::Actor& actor,
                     const ImportBatch& batch, Language language) {
  ImportScope scope{batch.hub, "", {}, actor, language, services.now(), services.texts, services.new_id};
  if (!batch.hub) return scope;
  if (const auto hub = network::load_hub(connection, *batch.hub)) scope.hub_name = hub->name;
  auto rows = connection.query("SELECT nis FROM hub_area WHERE hub_id = ?1", *batch.hub);
  while (rows.next()) scope.area.insert(rows.get<std::string>(0));
  return scope;
}

Result<ImportBatch> batch_to_change(const site::Services& services, storage::Connection& transaction,
                                    const web::Call& call, const web::Form& form) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  auto batch = load_allowed(transaction, actor, access::Action::update, call.id<BatchTag>("batch"));
  if (!batch) return Missing{};
  const auto version = site::version_of(call, form, "import_batch", batch->id.text());
  if (!version) return version.error();
  if (*version != batch->version) return Stale{};
  return *std::move(batch);
}

}  // namespace kringwerk::exchange
