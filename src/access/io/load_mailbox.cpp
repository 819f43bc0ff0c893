#include "access/io/load_mailbox.h"

namespace kringwerk::access {

std::string load_mailbox(storage::Connection& connection, PersonId person) {
  auto rows = connection.query("SELECT email FROM person WHERE person_id = ?1", person);
  return rows.next() ? rows.get<std::string>(0) : std::string();
}

}  // namespace kringwerk::access
