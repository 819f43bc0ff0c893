#include "handovers/io/open_side.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "handovers/io/agreement_store.h"

namespace kringwerk::handovers {

namespace {

using access::Action;
using storage::Connection;

std::optional<SideLink> link_of(Connection& connection, const site::Services& services, const web::Call& call) {
  const std::string_view secret = call.parameter("secret");
  if (!access::looks_like_secret(secret)) return std::nullopt;
  return load_side_link(connection, access::hash_of_secret(secret), services.now());
}

Standing standing_of(const SideLink& link) {
  return {access::Actor::link_holder(), link.party};
}

}  // namespace

bool is_by_secret(const web::Call& call) {
  for (const auto& [name, value] : call.parameters) {
    if (name == "secret") return true;
  }
  return false;
}

std::string agreement_path(const web::Call& call) {
  if (is_by_secret(call)) return "/agreements/answer/" + std::string(call.parameter("secret"));
  return "/agreements/" + call.id<AgreementTag>("agreement").text();
}

std::string handover_path(const web::Call& call) {
  if (is_by_secret(call)) return "/handovers/answer/" + std::string(call.parameter("secret"));
  return "/handovers/" + call.id<HandoverTag>("handover").text();
}

std::optional<OpenedAgreement> open_agreement(Connection& connection, const site::Services& services,
                                              const web::Call& call) {
  if (is_by_secret(call)) {
    const auto link = link_of(connection, services, call);
    if (!link || link->handover) return std::nullopt;
    auto found = load_agreement(connection, link->agreement);
    if (!found) return std::nullopt;
    const bool is_spent = found->version != link->version;
    return OpenedAgreement{std::move(*found), standing_of(*link), is_spent};
  }
  auto found = load_agreement(connection, call.id<AgreementTag>("agreement"));
  if (!found) return std::nullopt;
  OpenedAgreement opened{std::move(*found), {site::actor_now(services, connection, call), std::nullopt}};
  if (!may(opened.standing, Action::read, opened.agreement)) return std::nullopt;
  return opened;
}

std::optional<OpenedHandover> open_handover(Connection& connection, const site::Services& services,
                                            const web::Call& call) {
  const auto open = [&](HandoverId id, Standing standing) -> std::optional<OpenedHandover> {
    auto handover = load_handover(connection, id);
    if (!handover) return std::nullopt;
    auto agreement = load_agreement(connection, handover->agreement);
    if (!agreement || !may(standing, Action::read, *handover, *agreement)) return std::nullopt;
    return OpenedHandover{std::move(*handover), std::move(*agreement), std::move(standing)};
  };
  if (!is_by_secret(call)) {
    return open(call.id<HandoverTag>("handover"), {site::actor_now(services, connection, call), std::nullopt});
  }
  const auto link = link_of(connection, services, call);
  if (!link || !link->handover) return std::nullopt;
  auto opened = open(*link->handover, standing_of(*link));
  if (opened) opened->is_spent = opened->handover.version != link->version;
  return opened;
}

access::DeedAuthor author_of(const site::Services& services, const web::Call& call, const Standing& standing) {
  return standing.by_link ? site::link_holder_of(services, call) : site::author_of(services, call);
}

}  // namespace kringwerk::handovers
