#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"

namespace kringwerk::web {

enum class Method { get, head, post, put, patch, del, options, other };

/// Decoded name=value pairs in their order; a name may repeat.
class Pairs {
 public:
  Pairs() = default;
  explicit Pairs(std::vector<std::pair<std::string, std::string>> pairs) : pairs_(std::move(pairs)) {}
  /// The first value of `name`, or nullopt.
  std::optional<std::string_view> first(std::string_view name) const;
  /// The first value of `name`, or "".
  std::string_view value(std::string_view name) const { return first(name).value_or(std::string_view{}); }
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& list() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// One request as the application sees it: already within the size limits, path and query percent-decoded and valid
/// UTF-8.
struct Request {
  Method method = Method::get;
  std::string path;    ///< "/nl/offers/new", decoded, without query
  std::string target;  ///< as sent, for links that must come back to it
  Pairs query;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string remote_address;
  std::string request_id;  ///< also in the log and in the X-Request-Id header of the answer

  std::optional<std::string_view> header(std::string_view lower_case_name) const;
  std::optional<std::string_view> cookie(std::string_view name) const;
};

}  // namespace kringwerk::web
