#include "network/io/load_confirmations.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

std::optional<Instant> first_moment(Rows rows) {
  return rows.next() ? rows.get<std::optional<Instant>>(0) : std::nullopt;
}

}  // namespace

std::optional<Instant> load_organisation_confirmed_at(Connection& connection, OrganisationId id) {
  return first_moment(
      connection.query("SELECT COALESCE(said.confirmed_at_ms, organisation.created_at_ms) FROM organisation LEFT JOIN "
                       "record_confirmation said ON said.record_type = 'organisation' AND "
                       "said.record_id = organisation.organisation_id WHERE organisation.organisation_id = ?1",
                       id));
}

std::optional<Instant> load_retired_at(Connection& connection, OrganisationId id) {
  return first_moment(
      connection.query("SELECT retired_at_ms FROM record_confirmation WHERE record_type = 'organisation' AND "
                       "record_id = ?1",
                       id));
}

}  // namespace kringwerk::network
