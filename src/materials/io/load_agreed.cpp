#include "materials/io/load_agreed.h"

namespace kringwerk::materials {

using storage::Connection;
using storage::Rows;

Mass load_agreed_mass(Connection& connection, StreamId id) {
  Rows rows = connection.query("SELECT agreed_g FROM stream WHERE stream_id = ?1", id);
  return rows.next() ? rows.get<Mass>(0) : Mass{};
}

std::unordered_map<std::int64_t, Mass> load_agreed_masses(Connection& connection) {
  std::unordered_map<std::int64_t, Mass> taken;
  Rows rows = connection.query("SELECT stream_id, agreed_g FROM stream WHERE agreed_g > 0");
  while (rows.next()) taken.emplace(rows.int64(0), rows.get<Mass>(1));
  return taken;
}

}  // namespace kringwerk::materials
