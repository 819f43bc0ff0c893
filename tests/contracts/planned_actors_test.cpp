#include "planned_actors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "access/io/secrets.h"

namespace kringwerk::contracts {

namespace {

struct PlannedRole {
  const char* role;
  const char* scope_kind;
  bool needs_second_factor;
};
constexpr std::array<PlannedRole, 6> kPlannedRoles{{{"organisation_user", "organisation", false},
                                                    {"coach", "hub", false},
                                                    {"coordinator", "hub", true},
                                                    {"policy_officer", "hub", true},
                                                    {"auditor", "network", true},
                                                    {"administrator", "network", true}}};
constexpr std::array<const char*, 8> kMishaps{"",
                                              "suspended",
                                              "role expired",
                                              "role not begun",
                                              "role removed a second ago",
                                              "role proposed",
                                              "session ended",
                                              "no second factor"};

bool needs_second_factor(const std::string& role) {
  return std::any_of(kPlannedRoles.begin(), kPlannedRoles.end(),
                     [&](const PlannedRole& planned) { return planned.role == role && planned.needs_second_factor; });
}

std::int64_t scope_of(const PlannedActor& actor) {
  if (actor.scope_kind == "organisation") return actor.is_in_own_scope ? kOwnOrganisation : kOtherOrganisation;
  if (actor.scope_kind == "hub") return actor.is_in_own_scope ? kOwnHub : kOtherHub;
  return 0;
}

}  // namespace

std::string PlannedActor::name() const {
  if (holds_link) return "link holder";
  if (!has_account) return "visitor";
  return (is_the_person  ? "the person"
          : role.empty() ? "no role"
                         : role) +
         (scope_kind == "network" || role.empty() ? ""
          : is_in_own_scope                       ? " own"
                                                  : " elsewhere") +
         (mishap.empty() ? "" : ", " + mishap);
}

bool PlannedActor::is_signed_in() const {
  return has_account && mishap != "suspended" && mishap != "session ended";
}

bool PlannedActor::has_role() const {
  if (role.empty() || !is_signed_in()) return false;
  if (mishap == "no second factor") return !needs_second_factor(role);
  return mishap.empty();
}

std::vector<PlannedActor> planned_actors() {
  std::vector<PlannedActor> actors;
  const auto add = [&](PlannedActor actor) {
    actor.person = 700 + static_cast<std::int64_t>(actors.size());
    if (actor.has_account) actor.token = access::make_secret();
    actors.push_back(std::move(actor));
  };
  add({.has_account = false});
  add({.has_account = false, .holds_link = true});
  for (const char* mishap : {"", "suspended", "session ended", "no second factor"}) {
    add({.mishap = mishap});
    add({.mishap = mishap, .is_the_person = true});
  }
  for (const PlannedRole& role : kPlannedRoles) {
    for (const char* mishap : kMishaps) {
      for (const bool own : {true, false}) {
        if (own || role.scope_kind != std::string("network"))
          add({.role = role.role, .scope_kind = role.scope_kind, .is_in_own_scope = own, .mishap = mishap});
      }
    }
  }
  return actors;
}

void store_actor(storage::Connection& transaction, const PlannedActor& actor, Instant now, Day day) {
  if (!actor.has_account) return;
  const bool is_suspended = actor.mishap == "suspended";
  const std::string number = std::to_string(actor.person);
  transaction.execute("INSERT INTO person VALUES (?1, ?2, ?3, ?3, 'nl', ?4, '', NULL, ?5, 1)", actor.person,
                      number + "@example.org", "Person " + number, std::string(is_suspended ? "suspended" : "active"),
                      now);
  const std::optional<Instant> ended =
      actor.mishap == "session ended" ? std::optional{now - std::chrono::seconds{1}} : std::nullopt;
  transaction.execute("INSERT INTO session VALUES (?1, ?2, 'test', ?3, ?4, ?4, ?4, ?5)",
                      access::hash_of_secret(actor.token), actor.person,
                      std::int64_t{actor.mishap == "no second factor" ? 0 : 1}, now - std::chrono::minutes{1}, ended);
  if (actor.role.empty()) return;
  const bool is_removed = actor.mishap == "role removed a second ago";
  transaction.execute("INSERT INTO role_grant VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, ?8, ?9, 1)",
                      actor.person, actor.role, actor.scope_kind, scope_of(actor),
                      plus_days(day, actor.mishap == "role not begun" ? 1 : -10),
                      actor.mishap == "role expired" ? std::optional{plus_days(day, -1)} : std::nullopt,
                      std::string(is_removed                        ? "ended"
                                  : actor.mishap == "role proposed" ? "proposed"
                                                                    : "effective"),
                      now, is_removed ? std::optional{now - std::chrono::seconds{1}} : std::nullopt);
}

TEST_CASE("the plan of actors holds every role in every scope") {
  const auto actors = planned_actors();
  CHECK(actors.size() == 2 + 8 + 4 * 2 * 8 + 2 * 8);
  CHECK(std::count_if(actors.begin(), actors.end(), [](const PlannedActor& actor) { return actor.has_role(); }) ==
        10 + 2 * 2);
}

}  // namespace kringwerk::contracts
