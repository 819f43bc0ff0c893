#include "matchmaking/io/load_weights.h"

namespace kringwerk::matchmaking {

CurrentWeights load_weights(storage::Connection& connection) {
  CurrentWeights current;
  auto rows = connection.query(
      "SELECT version, haul, handling, social, residue, coproduct FROM weight_version ORDER BY version DESC LIMIT 1");
  if (!rows.next()) return current;
  current.version = rows.int64(0);
  for (std::size_t i = 0; i < current.weights.size(); ++i) current.weights[i] = rows.int64(static_cast<int>(i) + 1);
  return current;
}

matching::PolicyRow weighed_policy(storage::Connection& connection, const matching::PolicyRow& shipped) {
  return weighed(shipped, load_weights(connection).weights);
}

}  // namespace kringwerk::matchmaking
