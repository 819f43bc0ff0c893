#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "storage/connection.h"

/// Everybody who may come along, as a plan of words; each is stored with an account, a session and a role of its own.
namespace kringwerk::contracts {

inline constexpr std::int64_t kOwnOrganisation = 5;
inline constexpr std::int64_t kOtherOrganisation = 6;
inline constexpr std::int64_t kOwnHub = 8;
inline constexpr std::int64_t kOtherHub = 9;

struct PlannedActor {
  std::string role = {};        ///< empty: an account without a role
  std::string scope_kind = {};  ///< "organisation", "hub", "network"
  bool is_in_own_scope = false;
  std::string mishap = {};     ///< empty, or one of kMishaps
  bool has_account = true;     ///< not for the visitor and whoever holds a link only
  bool is_the_person = false;  ///< whom the planted records are about
  bool holds_link = false;
  std::int64_t person = 0;
  std::string token = {};  ///< of the session; empty without an account

  std::string name() const;
  /// Whether the account and its session are good.
  bool is_signed_in() const;
  /// Whether the role counts.
  bool has_role() const;
  bool has_role(const std::string& wanted) const { return has_role() && role == wanted; }
};

/// Visitor, link holder, account without a role, the person itself, and each role in each scope, well and with each
/// mishap. The tokens are new secrets.
std::vector<PlannedActor> planned_actors();

/// Stores the account, session and role of `actor`; `day` is today.
void store_actor(storage::Connection& transaction, const PlannedActor& actor, Instant now, Day day);

}  // namespace kringwerk::contracts
