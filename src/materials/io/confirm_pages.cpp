#include "materials/io/confirm_pages.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "base/ensure.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::materials {

namespace {

/// Both halves of the link in the mail: the record's secret, and the code that only the mailbox was sent.
struct MailLink {
  std::string secret;
  std::string code;
};

MailLink link_of(const web::Call& call) {
  return {std::string(call.parameter("secret")), std::string(call.parameter("code"))};
}

std::optional<Stream> stream_of_link(const site::Services& services, storage::Connection& connection,
                                     const MailLink& link) {
  if (!access::looks_like_secret(link.secret)) return std::nullopt;
  if (!access::is_mail_code(access::mail_code(services.keys.links, link.secret), link.code)) return std::nullopt;
  return load_stream_by_secret(connection, access::hash_of_secret(link.secret));
}

web::Response to_offer(const web::Call& call, const Stream& stream) {
  return web::Response::see_other(site::address(call.language, "/offers/" + stream.id.text()));
}

web::Response confirm_page(const site::Services& services, const web::Call& call) {
  const MailLink link = link_of(call);
  const auto stream = services.database.read(
      [&](storage::Connection& connection) { return stream_of_link(services, connection, link); });
  if (!stream) return site::refusal_page(services, call.request, call.language, 404);
  if (stream->state != StreamState::draft) return to_offer(call, *stream);
  web::Model model;
  model.set("HOME", site::address(call.language, "")).set("SECRET", link.secret).set("CODE", link.code);
  model.set("TITLE", stream->title.best(call.language));
  model.set("TITLE_LANG", language_code(stream->title.best_language(call.language)));
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "materials.confirm.title");
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model, [&] {
    // Not no-referrer: then browsers send "Origin: null" with the form and it could not be told from a foreign one.
    return site::page(services, call, "materials/confirm.html", model, frame)
        .with_header("Referrer-Policy", "same-origin");
  });
}

Result<Stream> confirm(const site::Services& services, const MailLink& link, const access::DeedAuthor& author) {
  return services.database.write([&](storage::Connection& transaction) -> Result<Stream> {
    const auto draft = stream_of_link(services, transaction, link);
    if (!draft) return Missing{};
    auto open = confirm_offer(*draft, access::Actor::link_holder(), services.now());
    // Closed or expired since: its page says so.
    if (!open) return *draft;
    if (open->version == draft->version) return open;
    ensure(update_stream_state(transaction, *open), "nobody else changes a stream within its transaction");
    const auto state_of = [](const Stream& stream) { return std::string(key_in(kStreamStateKeys, stream.state)); };
    access::record_deed(
        transaction, services.keys.audit, author,
        {"offer.confirmed", "stream", open->id.value(), {{"state", state_of(*draft), state_of(*open)}}});
    return open;
  });
}

web::Response confirm_draft(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto stream = confirm(services, link_of(call), site::link_holder_of(services, call));
  if (!stream) return site::refusal_page(services, call.request, call.language, 404);
  return to_offer(call, *stream);
}

}  // namespace

void add_confirm_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/offers/confirm/{secret}/{code}", "materials.offer.confirm"},
             [&services](const web::Call& call) { return confirm_page(services, call); });
  router.add({web::Method::post, "/{lang}/offers/confirm/{secret}/{code}", "materials.offer.confirm"},
             [&services](const web::Call& call) { return confirm_draft(services, call); });
}

}  // namespace kringwerk::materials
