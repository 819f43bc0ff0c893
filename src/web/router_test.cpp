#include "web/router.h"

#include <doctest/doctest.h>

#include "base/ensure.h"

using namespace kringwerk;
using namespace kringwerk::web;

namespace {

struct Hub {};

Request request_to(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  return request;
}

Handler says(std::string text) {
  return [text](const Call& call) {
    std::string all = text;
    for (const auto& [name, value] : call.parameters) all += " " + name + "=" + value;
    return Response::text(all);
  };
}

Router sample() {
  Router router;
  router.add({Method::get, "/", "public"}, says("root"));
  router.add({Method::get, "/{lang}", "public"}, says("home"));
  router.add({Method::get, "/{lang}/hubs/{slug}", "public"}, says("slug"));
  router.add({Method::get, "/{lang}/hubs/{hub:id}", "public"}, says("hub"));
  router.add({Method::get, "/{lang}/hubs/new", "coordinator"}, says("new"));
  router.add({Method::post, "/{lang}/hubs/{hub:id}", "coordinator"}, says("save"));
  router.add({Method::get, "/health", "public"}, says("health"));
  return router;
}

}  // namespace

TEST_CASE("the most exact pattern answers") {
  const Router router = sample();
  const std::string id = id_text(42);
  const auto get = [&](const std::string& path) { return router.dispatch(request_to(Method::get, path)); };
  CHECK(get("/").body == "root");
  CHECK(get("/nl").body == "home lang=nl");
  CHECK(get("/health").body == "health");
  CHECK(get("/en/hubs/new").body == "new lang=en");
  CHECK(get("/fr/hubs/" + id).body == "hub lang=fr hub=" + id);
  CHECK(get("/fr/hubs/leuven").body == "slug lang=fr slug=leuven");
  CHECK(router.dispatch(request_to(Method::post, "/nl/hubs/" + id)).body == "save lang=nl hub=" + id);
  CHECK(router.dispatch(request_to(Method::head, "/nl")).status == 200);
}

TEST_CASE("what fits no pattern is missing, what fits another method says which") {
  const Router router = sample();
  for (const char* path : {"/de", "/nl/", "/nl/hubs", "/nl/hubs/", "//", "/nl/hubs/new/x", "/de/hubs/new"}) {
    CHECK_MESSAGE(router.dispatch(request_to(Method::get, path)).status == 404, path);
  }
  const Response refused = router.dispatch(request_to(Method::del, "/nl/hubs/" + id_text(42)));
  CHECK(refused.status == 405);
  CHECK(refused.headers.back().second == "GET, HEAD, POST");
  CHECK(router.dispatch(request_to(Method::post, "/nl/hubs/leuven")).status == 405);
}

TEST_CASE("the missing page speaks the language of the path") {
  Router router = sample();
  router.set_missing_page([](const Request&, Language language, int status) {
    return Response::text(std::string(language_code(language)), status);
  });
  CHECK(router.dispatch(request_to(Method::get, "/fr/nowhere")).body == "fr");
  CHECK(router.dispatch(request_to(Method::get, "/nowhere")).body == "nl");
}

TEST_CASE("patterns are known for the log") {
  const Router router = sample();
  CHECK(router.pattern_of(request_to(Method::head, "/nl/hubs/" + id_text(42))) == "/{lang}/hubs/{hub:id}");
  CHECK(router.pattern_of(request_to(Method::get, "/nowhere/at/all")) == "-");
  CHECK(router.routes().size() == 7);
}

TEST_CASE("parameters are typed") {
  Router router;
  router.add({Method::get, "/{hub:id}", "public"}, [](const Call& call) {
    CHECK(call.id<Hub>("hub").value() == 42);
    CHECK_THROWS_AS(call.parameter("other"), BrokenInvariant);
    return Response::text("");
  });
  router.dispatch(request_to(Method::get, "/" + id_text(42)));
}

TEST_CASE("a table that could not work is refused at start") {
  Router router = sample();
  for (const char* pattern : {"", "nl", "/{", "/{}", "/a{b}", "/{a:number}"}) {
    CHECK_THROWS_AS(router.add({Method::get, pattern, "public"}, says("")), BrokenInvariant);
  }
  CHECK_THROWS_AS(router.add({Method::get, "/{lang}/hubs/{other:id}", "public"}, says("")), BrokenInvariant);
  CHECK_THROWS_AS(router.add({Method::head, "/x", "public"}, says("")), BrokenInvariant);
}
