#include "web/router.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/ensure.h"
#include "web/error_page.h"

namespace kringwerk::web {
namespace {

enum class Kind { literal, id, language, text };

struct Piece {
  Kind kind = Kind::literal;
  std::string text;  ///< the literal, or the name of the parameter
};

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  if (path.empty()) return segments;
  for (;;) {
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    if (end == path.size()) return segments;
    path.remove_prefix(end + 1);
  }
}

Piece piece_of(std::string_view segment) {
  if (!segment.starts_with('{')) {
    ensure(segment.find_first_of("{}") == std::string_view::npos, "a pattern segment is a word or one parameter");
    return {Kind::literal, std::string(segment)};
  }
  ensure(segment.ends_with('}') && segment.size() > 2, "a parameter of a pattern stands in braces");
  const std::string_view inside = segment.substr(1, segment.size() - 2);
  if (inside == "lang") return {Kind::language, "lang"};
  const std::size_t colon = std::min(inside.find(':'), inside.size());
  ensure(colon == inside.size() || inside.substr(colon) == ":id", "the only type of a parameter is id");
  return {colon == inside.size() ? Kind::text : Kind::id, std::string(inside.substr(0, colon))};
}

bool fits(const Piece& piece, std::string_view segment) {
  switch (piece.kind) {
    case Kind::literal:
      return piece.text == segment;
    case Kind::id:
      return parse_id_text(segment).has_value();
    case Kind::language:
      return parse_language(segment).has_value();
    case Kind::text:
      break;
  }
  return !segment.empty();
}

std::string_view method_name(Method method) {
  constexpr std::array<std::string_view, 8> names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ""};
  return names[static_cast<std::size_t>(method)];
}

struct Entry {
  std::vector<Piece> pieces;
  std::size_t index = 0;  ///< of the route and its handler
};

bool fits(const Entry& entry, const std::vector<std::string_view>& segments) {
  return std::ranges::equal(entry.pieces, segments,
                            [](const Piece& piece, std::string_view segment) { return fits(piece, segment); });
}

/// Literals before ids before languages before free text, from left to right.
bool goes_first(const Entry& a, const Entry& b) {
  return std::ranges::lexicographical_compare(a.pieces, b.pieces, {}, &Piece::kind, &Piece::kind);
}

bool same_shape(const Entry& a, const Entry& b) {
  return std::ranges::equal(a.pieces, b.pieces, [](const Piece& x, const Piece& y) {
    return x.kind == y.kind && (x.kind != Kind::literal || x.text == y.text);
  });
}

Language language_of(const std::vector<std::string_view>& segments) {
  return segments.empty() ? Language::nl : parse_language(segments.front()).value_or(Language::nl);
}

}  // namespace

struct Router::Table {
  std::vector<Route> routes;
  std::vector<Handler> handlers;
  std::map<std::size_t, std::vector<Entry>> by_length;
  MissingPage missing_page = [](const Request& request, Language, int status) {
    return plain_error_page(request, status);
  };
  Guard guard = [](const Route&, Call&) { return std::nullopt; };

  const Entry* find(Method method, const std::vector<std::string_view>& segments) const {
    const auto entries = by_length.find(segments.size());
    if (entries == by_length.end()) return nullptr;
    const Method wanted = method == Method::head ? Method::get : method;
    for (const Entry& entry : entries->second) {
      if (routes[entry.index].method == wanted && fits(entry, segments)) return &entry;
    }
    return nullptr;
  }

  /// "GET, HEAD, POST": the methods of the patterns that fit; empty when none does.
  std::string allowed(const std::vector<std::string_view>& segments) const {
    std::string text;
    for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
      if (find(method, segments) == nullptr) continue;
      if (!text.empty()) text += ", ";
      text += method_name(method);
    }
    return text;
  }

  Response missing(const Request& request, const std::vector<std::string_view>& segments) const {
    const std::string methods = allowed(segments);
    Response response = missing_page(request, language_of(segments), methods.empty() ? 404 : 405);
    if (!methods.empty()) response.headers.emplace_back("Allow", methods);
    return response;
  }
};

std::string_view Call::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  throw BrokenInvariant("the pattern has no parameter " + std::string(name));
}

std::int64_t Call::id_value(std::string_view name) const {
  const auto value = parse_id_text(parameter(name));
  ensure(value.has_value(), "the parameter is declared as an id");
  return *value;
}

Router::Router() : table_(std::make_unique<Table>()) {}
Router::Router(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Route route, Handler handler) {
  ensure(route.pattern.starts_with('/') && route.method != Method::head, "a route is a path and never HEAD");
  Entry entry;
  for (const std::string_view segment : segments_of(route.pattern)) entry.pieces.push_back(piece_of(segment));
  entry.index = table_->routes.size();
  auto& entries = table_->by_length[entry.pieces.size()];
  for (const Entry& other : entries) {
    ensure(table_->routes[other.index].method != route.method || !same_shape(other, entry), "no two routes are equal");
  }
  table_->routes.push_back(std::move(route));
  table_->handlers.push_back(std::move(handler));
  entries.insert(std::ranges::upper_bound(entries, entry, goes_first), std::move(entry));
}

const std::vector<Route>& Router::routes() const {
  return table_->routes;
}

void Router::set_missing_page(MissingPage page) {
  table_->missing_page = std::move(page);
}

void Router::set_guard(Guard guard) {
  table_->guard = std::move(guard);
}

Response Router::dispatch(const Request& request) const {
  const auto segments = segments_of(request.path);
  const Entry* entry = table_->find(request.method, segments);
  if (entry == nullptr) return table_->missing(request, segments);
  Call call{request, language_of(segments), {}, nullptr};
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Piece& piece = entry->pieces[i];
    if (piece.kind == Kind::language) call.language = *parse_language(segments[i]);
    if (piece.kind != Kind::literal) call.parameters.emplace_back(piece.text, segments[i]);
  }
  if (std::optional<Response> answer = table_->guard(table_->routes[entry->index], call)) return std::move(*answer);
  return table_->handlers[entry->index](call);
}

std::string_view Router::pattern_of(const Request& request) const {
  const Entry* entry = table_->find(request.method, segments_of(request.path));
  return entry == nullptr ? "-" : std::string_view{table_->routes[entry->index].pattern};
}

}  // namespace kringwerk::web
