#include <doctest/doctest.h>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "materials/io/keep_view.h"
#include "materials/io/load_saved_views.h"
#include "site/version.h"
#include "site/visit.h"
#include "whole_site.h"

/// Kept views of the map on both stores: once for a request, under a version, for whom they are.

using namespace kringwerk;
using access::Role;
using access::ScopeKind;
using contracts::WholeSite;
using materials::SavedView;
using storage::Connection;
using storage::Database;

namespace {

web::Form form_of(std::vector<std::pair<std::string, std::string>> fields) {
  return {web::Pairs(std::move(fields)), {}};
}

/// One person of the site with a session.
class Sender {
 public:
  Sender(WholeSite& site, std::int64_t person, const std::vector<access::HeldRole>& roles)
      : site_(site), token_(site.sign_in(person, roles)) {
    request_.headers = {{"cookie", "session=" + token_}};
    auto visit = std::make_shared<access::Visit>();
    visit->actor.kind = access::ActorKind::person;
    visit->actor.person = access::PersonId{person};
    visit->actor.roles = roles;
    visit->actor.session = access::hash_of_secret(token_);
    visit_ = visit;
  }

  const std::string& token() const { return token_; }
  web::Call call(const std::optional<materials::SavedViewId>& view = std::nullopt) const {
    web::Call call{request_, Language::nl, {}, visit_};
    if (view) call.parameters = {{"view", view->text()}};
    return call;
  }
  Result<std::string> keep(const std::string& key, const web::Form& form) const {
    return materials::make_view(site_.services(), call(), {"sender", key, key}, form, "?family=hout");
  }
  std::vector<SavedView> views() const {
    return site_.database().read([&](Connection& connection) {
      return materials::load_saved_views(connection, visit_->actor, *parse_day("2026-11-22"));
    });
  }

 private:
  WholeSite& site_;
  std::string token_;
  web::Request request_;
  std::shared_ptr<access::Visit> visit_;
};

}  // namespace

TEST_CASE("a view is kept once for a request, for its maker alone unless it is shared") {
  contracts::for_each_store([](Database& database) {
    WholeSite site(database);
    const std::int64_t hub = database.read([](Connection& connection) {
      auto rows = connection.query("SELECT min(hub_id) FROM hub");
      rows.next();
      return rows.int64(0);
    });
    const Sender maker(site, 821, {{Role::coach, {ScopeKind::hub, hub}}});
    const Sender colleague(site, 822, {{Role::coordinator, {ScopeKind::hub, hub}}});
    const Sender stranger(site, 823, {});
    const auto form = form_of({{"name", "Hout bij ons"}});
    CHECK(maker.keep("first-key", form).value() == "/nl/map?family=hout");
    CHECK(maker.keep("first-key", form).value() == "/nl/map?family=hout");
    REQUIRE(maker.views().size() == 1);
    CHECK(colleague.views().empty());
    CHECK(stranger.views().empty());
    CHECK_FALSE(stranger.keep("second-key", form_of({{"name", "x"}, {"hub", id_text(hub)}})));
    CHECK_FALSE(maker.keep("third-key", form_of({{"name", "  "}})));

    const SavedView view = maker.views().front();
    const auto change = [&](const Sender& sender, const char* name, std::int64_t version, const char* step) {
      const auto changed =
          form_of({{"name", name}, {"hub", id_text(hub)}, {"version", std::to_string(version)}, {"step", step}});
      return materials::change_view(site.services(), sender.call(view.id), changed);
    };
    CHECK_FALSE(change(colleague, "van mij", 1, "save"));
    CHECK(change(maker, "Hout", 1, "save").value());
    CHECK(std::holds_alternative<Stale>(change(maker, "Te laat", 1, "save").error()));
    REQUIRE(colleague.views().size() == 1);
    CHECK(colleague.views().front().name == "Hout");
    CHECK(stranger.views().empty());
    CHECK(site.get("/nl/map", maker.token()).find("?family=hout\">Hout</a>") != std::string::npos);
    CHECK(site.get("/nl/my", maker.token()).find("?family=hout\">Hout</a>") != std::string::npos);
    CHECK(site.get("/nl/map/views/" + view.id.text(), stranger.token()).starts_with("HTTP/1.1 404"));
    CHECK_FALSE(change(colleague, "", 2, "delete").value());
    CHECK(maker.views().empty());
  });
}
