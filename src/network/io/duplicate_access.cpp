#include "network/io/duplicate_access.h"

namespace kringwerk::network {

Caretaking::Caretaking(storage::Connection& connection, const access::Actor& actor, Day today)
    : actor_(actor), hubs_(load_hubs_of_organisations(connection, today)) {}

bool Caretaking::may(OrganisationId organisation, access::Action action, std::string_view field) const {
  const auto own = hubs_.find(organisation);
  const auto hubs = own == hubs_.end() ? std::vector<std::int64_t>{} : own->second;
  return access::may(actor_, action, facts_of(organisation, hubs), field);
}

bool Caretaking::may_change(OrganisationId organisation) const {
  // Users of an organisation keep its page; that another one is the same is not theirs to say.
  const bool is_caretaker = actor_.holds(access::Role::coordinator) || actor_.holds(access::Role::administrator);
  return is_caretaker && may(organisation, access::Action::update, access::kRecordItself);
}

bool Caretaking::may_read_contact(OrganisationId organisation) const {
  return may(organisation, access::Action::read, "contact");
}

bool may_see(const Caretaking& care, const Merge& merge) {
  return care.may_change(merge.survivor) && (merge.is_open() || care.may_change(merge.absorbed));
}

}  // namespace kringwerk::network
