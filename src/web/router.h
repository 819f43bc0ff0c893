#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/language.h"
#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

/// A request that has found its route. Path parameters are typed by the pattern, so a handler never parses a path.
struct Call {
  const Request& request;
  Language language = Language::nl;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::shared_ptr<const void> visit;  ///< what the guard found out about the sender (site/visit.h); not looked into

  std::string_view parameter(std::string_view name) const;  ///< throws BrokenInvariant when the pattern has none such
  template <class Tag>
  Id<Tag> id(std::string_view name) const {
    return Id<Tag>{id_value(name)};
  }

 private:
  std::int64_t id_value(std::string_view name) const;
};

using Handler = std::function<Response(const Call&)>;

/// One address. `policy` names the entry in the policy table that says who may come here; a route without an entry
/// makes
/// ./test red.
struct Route {
  Method method;
  std::string pattern;  ///< "/{lang}/hubs/{hub:id}": {lang} is nl, en or fr; {x:id} an id text; {x} one segment
  std::string policy;
};

/// Finds the handler of a request. A path that fits no pattern, also by the type of a parameter, is 404; a path that
/// fits with another method is 405 with Allow. HEAD is answered by GET's handler. Built once at start; then only read.
class Router {
 public:
  Router();
  Router(Router&&) noexcept;
  ~Router();
  void add(Route route, Handler handler);
  const std::vector<Route>& routes() const;

  /// Makes the page for 404 and 405 in the language of the path (or nl).
  using MissingPage = std::function<Response(const Request&, Language, int status)>;
  void set_missing_page(MissingPage page);

  /// Asked before every handler; an answer of its own keeps the handler from running.
  using Guard = std::function<std::optional<Response>(const Route&, Call&)>;
  void set_guard(Guard guard);

  Response dispatch(const Request& request) const;
  /// The pattern that `request` fits, for the log and the metrics; "-" when none.
  std::string_view pattern_of(const Request& request) const;

 private:
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace kringwerk::web
