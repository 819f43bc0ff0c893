#include "accounts/suspend_person.h"

#include "access/policy.h"

namespace kringwerk::accounts {

Result<PersonAccount> change_person_state(const access::Actor& actor, const PersonAccount& account, PersonState to,
                                          std::int64_t seen_version) {
  access::RecordFacts facts;
  facts.type = "person";
  facts.visibility = "-";
  // Without the person: that everybody may change the own data does not count here.
  facts.state = kPersonStateKeys[static_cast<std::size_t>(account.state)];
  if (!access::may(actor, access::Action::update, facts)) return Missing{};
  if (account.version != seen_version || account.state == to || to == PersonState::erased) {
    return Conflict{};
  }
  if (account.id == actor.person) return Invalid{{Violation{"accounts.suspend_self", "", {}}}};
  PersonAccount after = account;
  after.state = to;
  ++after.version;
  return after;
}

}  // namespace kringwerk::accounts
