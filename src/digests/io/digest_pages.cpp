#include "digests/io/digest_pages.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "base/ensure.h"
#include "digests/io/send_digests.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::digests {

namespace {

using storage::Connection;

constexpr std::string_view kOwnPath = "/my/digest";
constexpr int kOk = 200;
constexpr int kStale = 412;

/// Which way somebody came to the page.
enum class Way { account, link };

web::Response missing(const site::Services& services, const web::Call& call) {
  return site::refusal_page(services, call.request, call.language, 404);
}

/// Who has no row yet gets one with version 1 when something matches for the first time: no change of theirs.
std::int64_t shown_version(const Reader& reader) {
  return std::max<std::int64_t>(1, reader.version);
}

/// What the page tells beside the settings. Stale: they changed since they were on the screen; the choice is kept.
enum class Told { nothing, saved, stale };

web::Response settings_page(const site::Services& services, const web::Call& call, const Reader& reader, Way way,
                            Told told, std::optional<Rhythm> chosen = {}) {
  const std::string action = way == Way::account
                                 ? std::string(kOwnPath)
                                 : "/digest/" + reader.id.text() + "/" + settings_code(services, reader.id);
  web::Model model;
  model.set("ACTION", site::address(call.language, action));
  model.set("LEAD", services.texts.format(call.language, "digests.page.lead", {{"email", reader.email}}));
  model.show_if(told == Told::saved, "SAVED").show_if(told == Told::stale, "STALE");
  model.set("VERSION", shown_version(reader));
  if (reader.rhythm != Rhythm::never) model.show("STOP");
  for (const std::string_view key : kRhythmKeys) {
    const std::string id = "digests.rhythm." + std::string(key);
    model.add("RHYTHM")
        .set("KEY", key)
        .set("LABEL", services.texts.get(call.language, id))
        .set("WHAT", services.texts.get(call.language, id + ".what"))
        .show_if(key == key_of(chosen.value_or(reader.rhythm)), "SELECTED");
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "digests.page.title");
  frame.index = site::PageFrame::Index::no;
  if (way == Way::account) frame.crumbs.push_back({services.texts.get(call.language, "desk.my.title"), "/my"});
  frame.crumbs.push_back({frame.title, ""});
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "digests/settings.html", model, frame, told == Told::stale ? kStale : kOk);
  });
}

Told told_by(const web::Call& call) {
  return call.request.query.value("saved") == "1" ? Told::saved : Told::nothing;
}

/// Nothing when the code is not the one of this reader, or the reader is gone.
std::optional<Reader> reader_of_link(const site::Services& services, const web::Call& call, Connection& connection) {
  const auto id = call.id<ReaderTag>("reader");
  if (!access::is_mail_code(settings_code(services, id), call.parameter("code"))) return std::nullopt;
  return load_reader(connection, id, text::brussels_day(services.now()));
}

/// The later wish counts: whoever clicks in a mail does not look at a page's version.
void keep_rhythm(Connection& transaction, const Reader& reader, Rhythm rhythm) {
  if (reader.rhythm == rhythm) return;
  ensure(set_rhythm(transaction, reader, rhythm), "the reader was read in this transaction");
}

web::Response show_by_link(const site::Services& services, const web::Call& call) {
  const auto reader =
      services.database.read([&](Connection& connection) { return reader_of_link(services, call, connection); });
  if (!reader) return missing(services, call);
  return settings_page(services, call, *reader, Way::link, told_by(call)).with_header("Referrer-Policy", "no-referrer");
}

web::Response change_by_link(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const std::string_view chosen = read.form.fields.value("rhythm");
  const auto rhythm = chosen.empty() ? std::optional<Rhythm>{Rhythm::never} : parse_rhythm(chosen);
  const bool is_done = rhythm && services.database.write([&](Connection& transaction) {
    const auto reader = reader_of_link(services, call, transaction);
    if (!reader) return false;
    keep_rhythm(transaction, *reader, *rhythm);
    access::record_deed(transaction, services.keys.audit, site::link_holder_of(services, call),
                        {"digest.changed", "digest", reader->id.value(), {}});
    return true;
  });
  if (!is_done) return missing(services, call);
  return web::Response::see_other(std::string(call.request.path) + "?saved=1");
}

web::Response show_own(const site::Services& services, const web::Call& call) {
  const access::PersonId person = site::visit_of(call).actor.person;
  const auto reader = services.database.read(
      [&](Connection& connection) { return load_reader_of(connection, person, text::brussels_day(services.now())); });
  if (!reader) return missing(services, call);
  return settings_page(services, call, *reader, Way::account, told_by(call));
}

web::Response change_own(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto rhythm = parse_rhythm(read.form.fields.value("rhythm"));
  if (!rhythm) return missing(services, call);
  std::optional<Reader> as_it_is;
  const Result<Done> done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::PersonId person = site::actor_now(services, transaction, call).person;
    const Day today = text::brussels_day(services.now());
    auto reader = as_it_is = load_reader_of(transaction, person, today);
    if (!reader) return Missing{};
    const auto version = site::version_of(call, read.form, "digest", person.text());
    if (!version) return version.error();
    if (*version != shown_version(*reader)) return Stale{};
    if (!reader->id.is_set()) {
      keep_reader(transaction, *reader, services.make_id<ReaderTag>());
      reader = load_reader_of(transaction, person, today);
    }
    keep_rhythm(transaction, *reader, *rhythm);
    site::record(services, transaction, call, {"digest.changed", "digest", reader->id.value(), {}});
    return Done{};
  });
  if (done) return web::Response::see_other(site::address(call.language, kOwnPath) + "?saved=1");
  if (!std::holds_alternative<Stale>(done.error())) return site::refused(services, call, done.error());
  return settings_page(services, call, *as_it_is, Way::account, Told::stale, rhythm);
}

}  // namespace

void add_digest_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/my/digest", "digests.own"},
             [&services](const web::Call& call) { return show_own(services, call); });
  router.add({Method::post, "/{lang}/my/digest", "digests.own"},
             [&services](const web::Call& call) { return change_own(services, call); });
  router.add({Method::get, "/{lang}/digest/{reader:id}/{code}", "digests.link"},
             [&services](const web::Call& call) { return show_by_link(services, call); });
  router.add({Method::post, "/{lang}/digest/{reader:id}/{code}", "digests.link"},
             [&services](const web::Call& call) { return change_by_link(services, call); });
}

}  // namespace kringwerk::digests
