#include "site/visit.h"

#include <exception>

#include "access/route_policy.h"
#include "base/ensure.h"
#include "site/kept_form.h"
#include "site/page.h"
#include "web/cookies.h"
#include "web/request_target.h"

namespace kringwerk::site {

namespace {

std::string_view token_of(const Services& services, const web::Request& request) {
  return request.cookie(web::cookie_name(access::kSessionCookie, services.https)).value_or(std::string_view{});
}

/// A page that only reads must not fail because somebody else writes for long: the next request touches the session.
void touch(const Services& services, const std::string& session, Instant now) {
  try {
    services.database.write(
        [&](storage::Connection& transaction) { access::touch_session(transaction, session, now); });
  } catch (const storage::Error& error) {
    if (error.kind() != storage::ErrorKind::busy && error.kind() != storage::ErrorKind::conflict) throw;
  }
}

access::Visit load(const Services& services, const web::Request& request) {
  const std::string_view token = token_of(services, request);
  if (token.empty()) return {};
  const Instant now = services.now();
  access::Visit visit = services.database.read(
      [&](storage::Connection& connection) { return access::load_visit(connection, token, now); });
  if (visit.is_due_for_touch) touch(services, visit.actor.session, now);
  return visit;
}

/// To `path`, which leads back to `back`, or without it to where the reader wanted to go; a form that was sent is not
/// sent again.
web::Response lead_to(const web::Call& call, std::string_view path, std::string_view back = {}) {
  const bool is_get = call.request.method == web::Method::get || call.request.method == web::Method::head;
  std::string target = address(call.language, path);
  if (!back.empty()) {
    target += "?to=" + web::percent_encoded(address(call.language, back));
  } else if (is_get) {
    target += "?to=" + web::percent_encoded(call.request.target);
  }
  return web::Response::see_other(target);
}

/// What somebody typed while their session ended waits for them to sign in again.
web::Response ask_to_sign_in(const Services& services, const web::Call& call) {
  const auto person = services.database.read([&](storage::Connection& connection) {
    return access::load_person_of_session(connection, token_of(services, call.request));
  });
  auto kept = person ? ended_session_page(services, call, *person) : std::nullopt;
  return kept ? *std::move(kept) : lead_to(call, "/sign-in");
}

}  // namespace

const access::Visit& visit_of(const web::Call& call) {
  static const access::Visit kVisitor;
  return call.visit == nullptr ? kVisitor : *static_cast<const access::Visit*>(call.visit.get());
}

access::Visit visit_of_refused(const Services& services, const web::Request& request) {
  const std::string_view token = token_of(services, request);
  if (token.empty()) return {};
  try {
    return services.database.read(
        [&](storage::Connection& connection) { return access::load_visit(connection, token, services.now()); });
  } catch (const std::exception&) {  // the page that says so must not fail for the same reason
    return {};
  }
}

access::Actor actor_now(const Services& services, storage::Connection& transaction, const web::Call& call) {
  const std::string_view token = token_of(services, call.request);
  return token.empty() ? access::Actor::visitor() : access::load_visit(transaction, token, services.now()).actor;
}

access::DeedAuthor author_of(const Services& services, const web::Call& call) {
  const access::Actor& actor = visit_of(call).actor;
  return {actor.kind, actor.person, call.request.request_id, services.now()};
}

access::DeedAuthor link_holder_of(const Services& services, const web::Call& call) {
  access::DeedAuthor author = author_of(services, call);
  if (author.kind == access::ActorKind::visitor) author.kind = access::ActorKind::link_holder;
  return author;
}

void record(const Services& services, storage::Connection& transaction, const web::Call& call,
            const access::Deed& deed) {
  access::record_deed(transaction, services.keys.audit, author_of(services, call), deed);
}

std::optional<web::Response> ask_proof(const Services& services, const web::Call& call, std::string_view form_path) {
  if (services.now() - visit_of(call).proved_at < kProofLasts) return std::nullopt;
  return lead_to(call, "/account/prove", form_path);
}

std::optional<web::Response> guard(const Services& services, const web::Route& route, web::Call& call) {
  const access::RoutePolicy* policy = access::find_route_policy(route.policy);
  ensure(policy != nullptr, "every route has a policy");
  const auto visit = std::make_shared<const access::Visit>(load(services, call.request));
  call.visit = visit;
  const access::Actor& actor = visit->actor;
  if (actor.is_signed_in() && call.request.method == web::Method::post) {
    if (auto refused = refuse_typed_by_another(services, call, actor.person)) return refused;
  }
  if (access::may_come(policy->audience, actor)) return std::nullopt;
  if (!actor.is_signed_in()) return ask_to_sign_in(services, call);
  if (visit->lacks_second_factor) return lead_to(call, "/account/second-factor");
  return refusal_page(services, call.request, call.language, 404);
}

}  // namespace kringwerk::site
