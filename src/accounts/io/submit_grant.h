#pragma once

#include "access/grant_role.h"
#include "access/io/record_deed.h"
#include "site/services.h"
#include "storage/connection.h"

/// Giving, approving and ending roles, each with its line in the audit trail, in the caller's transaction.
/// `actor` was read in that transaction; `author` says the same person for the trail.
namespace kringwerk::accounts {

struct GrantDecider {
  const access::Actor& actor;
  access::DeedAuthor author;
};

/// What the rules of access/grant_role.h need to know about a receiver and a scope.
access::GrantFacts load_grant_facts(storage::Connection& connection, access::PersonId receiver,
                                    const access::Scope& scope, Day today);

/// Missing when the receiver has no active account or the scope does not exist; Invalid as give_role says.
Result<access::Grant> submit_grant(const site::Services& services, storage::Connection& transaction,
                                   const GrantDecider& decider, const access::GrantWish& wish);

/// The version of the grant that the sender's page showed; another one now is a Conflict.
struct SeenGrant {
  access::GrantId id;
  std::int64_t version = 0;
};
Result<access::Grant> submit_approval(const site::Services& services, storage::Connection& transaction,
                                      const GrantDecider& decider, const SeenGrant& seen);
/// Of a proposed grant this is the refusal.
Result<access::Grant> submit_end(const site::Services& services, storage::Connection& transaction,
                                 const GrantDecider& decider, const SeenGrant& seen);

}  // namespace kringwerk::accounts
