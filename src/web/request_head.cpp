#include "web/request_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "web/request_target.h"

namespace kringwerk::web {
namespace {

Method method_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, Method>, 7> methods{{{"GET", Method::get},
                                                                        {"HEAD", Method::head},
                                                                        {"POST", Method::post},
                                                                        {"PUT", Method::put},
                                                                        {"PATCH", Method::patch},
                                                                        {"DELETE", Method::del},
                                                                        {"OPTIONS", Method::options}}};
  for (const auto& [name, method] : methods) {
    if (name == text) return method;
  }
  return Method::other;
}

Refusal take_target(Request& request, std::string_view text) {
  auto target = parse_target(text);
  if (!target) return {400, "bad_target"};
  const std::string_view host = request.header("host").value_or(std::string_view{});
  if (!target->authority.empty() && lower_case(target->authority) != lower_case(host)) {
    return {400, "target_is_not_host"};
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.target = std::move(target->origin_form);
  return {};
}

/// The first segment of the path when it is plain, so that a refusal can speak the language of the address.
std::string plain_start(std::string_view target) {
  const auto end = std::find_if(target.begin() + (target.starts_with('/') ? 1 : 0), target.end(),
                                [](char c) { return c < 'a' || c > 'z'; });
  return std::string(target.begin(), end);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result{text};
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

void peek_languages(Request& request, std::string_view beginning) {
  const auto line_end = beginning.find('\n');
  const std::string_view first = beginning.substr(0, line_end);
  const auto target = first.find(' ');
  if (target != std::string_view::npos) request.target = plain_start(first.substr(target + 1));
  constexpr std::string_view kWanted = "\naccept-language:";
  constexpr std::size_t kLongest = 200;
  const std::string lower = lower_case(beginning);
  const auto at = lower.find(kWanted);
  if (at == std::string::npos) return;
  const auto from = at + kWanted.size();
  std::string value = lower.substr(from, std::min(lower.find('\r', from) - from, kLongest));
  request.headers.emplace_back("accept-language", std::move(value));
}

Refusal take_head(Request& request, RequestHead head, std::size_t body_bytes) {
  request.headers = std::move(head.headers);
  request.target = plain_start(head.target);
  request.method = method_of(head.method);
  const Framing framing = framing_of(request.headers, head.minor);
  if (framing.fault) return {400, *framing.fault};
  if (request.method == Method::other) return {501, "unknown_method"};
  if (const Refusal refusal = take_target(request, head.target); refusal.status != 0) return refusal;
  if (framing.content_length > body_bytes) return {413, "body_too_large"};
  const auto expectation = request.header("expect");
  if (expectation && lower_case(*expectation) != "100-continue") return {417, "unknown_expectation"};
  return {};
}

}  // namespace kringwerk::web
