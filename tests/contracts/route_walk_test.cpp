#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/route_policy.h"
#include "app/routes.h"
#include "both_stores.h"
#include "plain_policy.h"
#include "planned_actors.h"
#include "site/page.h"
#include "site/visit.h"
#include "small_site.h"
#include "text/format.h"
#include "web/cookies.h"

using namespace kringwerk;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

namespace {

/// All addresses of the program over one store, guarded as the program does it.
class GuardedSite {
 public:
  explicit GuardedSite(Database& database) : site_(database) {
    const site::Services& services = site_.services();
    app::add_all_routes(router_, services, {metrics_, home_, log_});
    router_.set_guard([&](const web::Route& route, web::Call& call) {
      auto answer = site::guard(services, route, call);
      is_let_in_ = !answer;
      return answer;
    });
    for (web::Router* router : {&router_, &empty_}) {
      router->set_missing_page([&](const web::Request& request, Language language, int status) {
        return site::refusal_page(services, request, language, status);
      });
    }
  }

  web::Response ask(web::Method method, const std::string& path, const std::string& token) {
    is_let_in_ = false;
    return router_.dispatch(request(method, path, token));
  }
  web::Response ask_where_nothing_is(web::Method method, const std::string& path, const std::string& token) const {
    return empty_.dispatch(request(method, path, token));
  }

  /// Whether the last question reached the handler.
  bool is_let_in() const { return is_let_in_; }
  const std::vector<web::Route>& routes() const { return router_.routes(); }
  Instant now() const { return site_.now; }

 private:
  static web::Request request(web::Method method, const std::string& path, const std::string& token) {
    web::Request request;
    request.method = method;
    request.path = path;
    request.target = path;
    request.remote_address = "192.0.2.7";
    if (!token.empty()) request.headers.emplace_back("cookie", web::cookie_name("session", false) + "=" + token);
    return request;
  }

  SmallSite site_;
  app::HomeFolder home_{KW_SOURCE_DIR};
  web::Metrics metrics_;
  web::Log log_{"/dev/null"};
  web::Router router_;
  web::Router empty_;
  bool is_let_in_ = false;
};

/// An address that fits the pattern; the record it names is not there.
std::string address_of(const std::string& pattern) {
  std::string path;
  for (const std::string& part : split_plainly(pattern.substr(1), '/')) {
    if (part == "{lang}")
      path += "/nl";
    else if (part.ends_with(":id}"))
      path += "/" + id_text(12'345);
    else
      path += part.starts_with("{") ? "/0123456789abcdefghjkmnpqrs" : "/" + part;
  }
  return path.empty() ? "/" : path;
}

/// What the words of the column `audience` mean, from the plan alone.
bool may_plainly_come(const std::string& audience, const PlannedActor& actor) {
  const auto one_of = [&](const PlainWords& roles) {
    return actor.has_role() && std::find(roles.begin(), roles.end(), actor.role) != roles.end();
  };
  const std::map<std::string, bool> answers{
      {"everyone", true},
      {"link_holder", true},
      {"operators", true},
      {"signed_in", actor.is_signed_in()},
      {"role_holders", actor.has_role()},
      {"hub_staff", one_of({"coach", "coordinator"})},
      {"coordinators", one_of({"coordinator"})},
      {"caretakers", one_of({"coordinator", "administrator"})},
      {"planners", one_of({"coordinator", "policy_officer", "administrator"})},
      {"role_givers", one_of({"coordinator", "administrator", "organisation_user"})},
      {"auditors", one_of({"auditor", "administrator"})},
      {"administrators", one_of({"administrator"})},
  };
  return answers.at(audience);
}

/// Whether a role of the actor waits for a second factor.
bool waits_for_second_factor(const PlannedActor& actor) {
  return actor.mishap == "no second factor" && !actor.role.empty() && !actor.has_role();
}

/// The answer as it leaves.
std::string as_text(const web::Response& response) {
  std::string text = std::to_string(response.status) + "\n";
  for (const auto& [name, value] : response.headers) text.append(name).append(": ").append(value).append("\n");
  return text + (response.is_private ? "private\n" : "") + response.body;
}

std::string location_of(const web::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return {};
}

struct RouteWalk {
  std::map<std::string, std::string> audiences;  // by policy
  std::size_t answers = 0;
  std::size_t refused = 0;

  void check_refusal(GuardedSite& site, const PlannedActor& actor, const std::string& path, web::Method method,
                     const web::Response& response) {
    ++refused;
    CHECK_FALSE(site.is_let_in());
    if (!actor.is_signed_in() || waits_for_second_factor(actor)) {
      CHECK(response.status == 303);
      CHECK(location_of(response).starts_with(actor.is_signed_in() ? "/nl/account/second-factor" : "/nl/sign-in"));
      CHECK(response.body.empty());
      return;
    }
    CHECK(response.status == 404);
    // The same address, asked of a program that does not know it.
    CHECK(as_text(response) == as_text(site.ask_where_nothing_is(method, path, actor.token)));
  }

  void ask(GuardedSite& site, const PlannedActor& actor, const std::string& path, web::Method method,
           const std::string& policy) {
    const web::Response response = site.ask(method, path, actor.token);
    ++answers;
    CAPTURE(actor.name());
    CAPTURE(path);
    CAPTURE(policy);
    if (policy.empty()) {
      CHECK(response.status == 405);
      return;
    }
    if (!may_plainly_come(audiences.at(policy), actor)) return check_refusal(site, actor, path, method, response);
    CHECK(site.is_let_in());
    CHECK(response.status < 500);
  }
};

}  // namespace

TEST_CASE("every address answers every kind of actor as the table says") {
  for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    GuardedSite site(database);
    RouteWalk walk;
    for (const PlainRow& row : read_plainly("routes.csv")) walk.audiences[row.at(0)] = row.at(3);
    // Policies of each address by method, so that what is not there is asked too.
    std::map<std::string, std::map<web::Method, std::string>> addresses;
    for (const web::Route& route : site.routes()) addresses[address_of(route.pattern)][route.method] = route.policy;
    const std::vector<PlannedActor> actors = planned_actors();
    database.write([&](Connection& transaction) {
      for (const PlannedActor& actor : actors)
        store_actor(transaction, actor, site.now(), text::brussels_day(site.now()));
    });
    for (const PlannedActor& actor : actors) {
      for (auto& [path, policies] : addresses) {
        for (const web::Method method : {web::Method::get, web::Method::post})
          walk.ask(site, actor, path, method, policies[method]);
      }
    }
    CHECK(walk.refused > 1000);
    MESSAGE("answers of addresses: " << walk.answers << " (" << addresses.size() << " addresses, " << actors.size()
                                     << " kinds of actors), of them refused by the guard: " << walk.refused);
  });
}

TEST_CASE("the page who sees what has a word for everything in the table") {
  for_each_migrated_store([](Database& database) {
    GuardedSite site(database);
    for (const char* language : {"nl", "en", "fr"}) {
      const web::Response page = site.ask(web::Method::get, "/" + std::string(language) + "/who-sees-what", "");
      CHECK(page.status == 200);
      // A text that is not there shows its id.
      const auto hole = page.body.find("access.sees.");
      CHECK_MESSAGE(hole == std::string::npos,
                    language << ": " << page.body.substr(std::min(hole, page.body.size()), 60));
    }
  });
}

TEST_CASE("every audience lets in whom its word says") {
  for_each_migrated_store([](Database& database) {
    const Instant now = instant_from_ms(1'795'255'445'000);
    for (const PlannedActor& planned : planned_actors()) {
      const access::Actor actor = database.write([&](Connection& transaction) {
        store_actor(transaction, planned, now, text::brussels_day(now));
        return access::load_visit(transaction, planned.token, now).actor;
      });
      for (std::size_t i = 0; i < access::kAudienceKeys.size(); ++i) {
        CAPTURE(planned.name());
        CAPTURE(access::kAudienceKeys[i]);
        CHECK(access::may_come(static_cast<access::Audience>(i), actor) ==
              may_plainly_come(std::string(access::kAudienceKeys[i]), planned));
      }
    }
  });
}

TEST_CASE("whoever may come to an address of records finds somebody of that kind in the table of records") {
  const auto lines = read_plainly("records.csv");
  for (const PlainRow& route : read_plainly("routes.csv")) {
    if (route.at(1) == "-") continue;
    CAPTURE(route.at(0));
    const bool has_line = std::any_of(lines.begin(), lines.end(), [&](const PlainRow& line) {
      const PlainWords actions = split_plainly(line.at(2), '|');
      return line.at(0) == route.at(1) && std::find(actions.begin(), actions.end(), route.at(2)) != actions.end();
    });
    CHECK(has_line);
  }
}
