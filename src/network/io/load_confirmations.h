#pragma once

#include <optional>

#include "network/capability.h"
#include "storage/connection.h"

/// What somebody said of organisations and capabilities beside their own rows (docs/decisions/0054-freshness.md).
namespace kringwerk::network {

/// When an organisation was last confirmed; the moment it was entered counts as the first time. nullopt: no such one.
std::optional<Instant> load_organisation_confirmed_at(storage::Connection& connection, OrganisationId id);

/// Since when an organisation is said to be no more; nullopt when nobody said so since its confirmation.
std::optional<Instant> load_retired_at(storage::Connection& connection, OrganisationId id);

}  // namespace kringwerk::network
