#include "materials/io/status_pages.h"

#include "materials/io/load_streams.h"
#include "materials/io/save_life.h"
#include "site/history.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/form.h"

namespace kringwerk::materials {

namespace {

using access::Action;
using storage::Connection;
using Presence = web::FormReader::Presence;

/// A stream with what its reader may do about it.
struct OpenedLife {
  Stream stream;
  StreamHubs hubs;
  LifeActor actor = LifeActor::owner;
};

std::optional<OpenedLife> open_life(Connection& connection, StreamId id, const access::Actor& actor) {
  auto stream = load_stream_to_decide(connection, id);
  if (!stream || stream->state == StreamState::draft) return std::nullopt;
  OpenedLife opened;
  opened.hubs = load_hubs_of(connection, *stream);
  if (!may_do(actor, Action::approve, *stream, opened.hubs)) return std::nullopt;
  const bool is_own = stream->organisation &&
                      actor.holds(access::Role::organisation_user, access::Scope::organisation(*stream->organisation));
  opened.actor = is_own ? LifeActor::owner : LifeActor::coordinator;
  opened.stream = std::move(*stream);
  return opened;
}

/// What stands in the form, as typed, and against it.
struct LifeTyped {
  std::string step;
  std::string outcome;
  std::string last_day;
  Violations violations;
  bool is_stale = false;
};

void show_steps(const site::Services& services, Language language, const OpenedLife& opened, const LifeTyped& typed,
                web::Model& model) {
  const auto words = [&](const std::string& id) { return services.texts.get(language, "materials.life." + id); };
  for (const LifeStep step : steps_open_to(opened.actor, opened.stream.state)) {
    const std::string key(key_in(kLifeStepKeys, step));
    model.add("STEP")
        .set("KEY", key)
        .set("LABEL", words("step." + key))
        .set("WHAT", words("what." + key))
        .show_if(typed.step == key, "SELECTED");
    if (step == LifeStep::close) {
      web::Model& close = model.add("OUTCOMES");
      for (const std::string_view outcome : kCloseOutcomeKeys) {
        close.add("OUTCOME")
            .set("KEY", outcome)
            .set("LABEL", words("outcome." + std::string(outcome)))
            .show_if(typed.outcome == outcome, "SELECTED");
      }
    }
    if (step == LifeStep::revive) model.add("LAST_DAY").set("DAY", typed.last_day);
  }
}

web::Response life_page(const site::Services& services, const web::Call& call, const OpenedLife& opened,
                        const LifeTyped& typed) {
  const Language language = call.language;
  const Stream& stream = opened.stream;
  const auto words = [&](const std::string& id) { return services.texts.get(language, id); };
  web::Model model;
  const Language written = stream.title.best_language(language);
  model.set("TITLE", stream.title.best(language)).set("TITLE_LANG", language_code(written));
  model.set("STATE", words("materials.own.state." + std::string(key_in(kStreamStateKeys, stream.state))));
  if (stream.outcome) {
    model.add("ENDED").set("WHY",
                           words("materials.life.outcome." + std::string(key_in(kCloseOutcomeKeys, *stream.outcome))));
  }
  model.set("ACTION", site::address(language, "/streams/" + stream.id.text() + "/status"));
  model.set("PAGE", site::address(language, "/offers/" + stream.id.text()));
  model.set("NUMBER", stream.version).show_if(typed.is_stale, "STALE");
  model.show_if(!call.request.query.value("saved").empty(), "SAVED");
  constexpr std::array<std::string_view, 3> kLifeFields{"step", "outcome", "last_day"};
  site::show_findings(services, language, typed.violations, kLifeFields, model, "materials.life.field.");
  show_steps(services, language, opened, typed, model);
  site::RecordHistory record{"stream", stream.id.value(), std::nullopt, opened.hubs};
  if (stream.organisation) record.organisation = stream.organisation->value();
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
  site::PageFrame frame;
  frame.title = words("materials.life.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{words("site.menu.materials"), "/materials"},
                  {stream.title.best(language), "/offers/" + stream.id.text()},
                  {frame.title, ""}};
  const int status = typed.is_stale ? 412 : typed.violations.empty() ? 200 : 422;
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "materials/status.html", model, frame, status); })
      .with_header("ETag", site::version_tag("stream", stream.id.text(), stream.version));
}

web::Response show_life(const site::Services& services, const web::Call& call, const LifeTyped& typed) {
  const auto opened = services.database.read([&](Connection& connection) {
    return open_life(connection, call.id<StreamTag>("stream"), site::visit_of(call).actor);
  });
  return opened ? life_page(services, call, *opened, typed) : site::refused(services, call, Missing{});
}

struct ReadLife {
  LifeChange change;
  Violations violations;
};

ReadLife read_life(const web::ReadForm& read, Language language) {
  web::FormReader reader(read.form, language);
  ReadLife life;
  const auto step = reader.choice("step", kLifeStepKeys, Presence::required);
  life.change.step = static_cast<LifeStep>(step.value_or(0));
  if (life.change.step == LifeStep::close) {
    const auto outcome = reader.choice("outcome", kCloseOutcomeKeys, Presence::optional);
    if (outcome) life.change.outcome = static_cast<CloseOutcome>(*outcome);
  }
  if (life.change.step == LifeStep::revive) life.change.last_day = reader.day("last_day", Presence::optional);
  life.violations = read.violations;
  append(life.violations, reader.violations());
  return life;
}

Result<Stream> keep_life(const site::Services& services, Connection& transaction, const web::Call& call,
                         const ReadLife& life, std::int64_t version) {
  const auto opened =
      open_life(transaction, call.id<StreamTag>("stream"), site::actor_now(services, transaction, call));
  if (!opened) return Missing{};
  if (opened->stream.version != version) return Stale{};
  if (!life.violations.empty()) return Invalid{life.violations};
  const LifeDeed deed{opened->actor, site::author_of(services, call), services.keys.audit,
                      text::brussels_day(services.now())};
  return save_life_step(transaction, opened->stream, life.change, deed);
}

web::Response change_life(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto id = call.id<StreamTag>("stream");
  LifeTyped typed{std::string(read.form.fields.value("step")),
                  std::string(read.form.fields.value("outcome")),
                  std::string(read.form.fields.value("last_day")),
                  {},
                  false};
  const auto version = site::version_of(call, read.form, "stream", id.text());
  if (!version && !std::holds_alternative<Stale>(version.error())) {
    return site::refused(services, call, version.error());
  }
  const ReadLife life = read_life(read, call.language);
  const auto kept = services.database.write([&](Connection& transaction) {
    return version ? keep_life(services, transaction, call, life, *version) : Result<Stream>(Stale{});
  });
  if (kept) return web::Response::see_other(site::address(call.language, "/streams/" + id.text() + "/status?saved=1"));
  // Somebody took another step meanwhile: show where it stands now, with what was chosen.
  typed.is_stale = std::holds_alternative<Stale>(kept.error()) || std::holds_alternative<Conflict>(kept.error());
  typed.violations = site::findings_of(kept.error());
  if (!typed.is_stale && typed.violations.empty()) return site::refused(services, call, kept.error());
  return show_life(services, call, typed);
}

}  // namespace

void add_status_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/streams/{stream:id}/status", "materials.status.view"},
             [&services](const web::Call& call) { return show_life(services, call, {}); });
  router.add({web::Method::post, "/{lang}/streams/{stream:id}/status", "materials.status.change"},
             [&services](const web::Call& call) { return change_life(services, call); });
}

}  // namespace kringwerk::materials
