#include "access/shown_contact.h"

#include "base/personal_text.h"

namespace kringwerk::access {

std::string shown_email(const Actor& actor, const RecordFacts& record, std::string_view email) {
  if (email.empty()) return {};
  if (may(actor, Action::read, record, "contact")) return std::string(email);
  const bool sees_mask =
      may(actor, Action::read, record) && (actor.holds(Role::coach) || actor.holds(Role::coordinator) ||
                                           actor.holds(Role::auditor) || actor.holds(Role::administrator));
  return sees_mask ? masked_email(email) : std::string();
}

}  // namespace kringwerk::access
