#include "site/make_once.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "site/visit.h"
#include "web/cookies.h"

namespace kringwerk::site {

namespace {

constexpr std::size_t kShortestKey = 8;
constexpr std::size_t kLongestKey = 128;
constexpr std::chrono::hours kKept{48};
constexpr int kSeeOther = 303;

bool is_usable(std::string_view key) {
  return key.size() >= kShortestKey && key.size() <= kLongestKey &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// The form's token is masked anew on every page, so it is no content.
std::string content_of(const web::Call& call, const web::Form& form) {
  std::string content = call.request.path;
  for (const auto& [name, value] : form.fields.list()) {
    if (name == "csrf" || name == "key") continue;
    for (const std::string* part : {&name, &value}) {
      content.append(std::to_string(part->size())).append(1, ':').append(*part);
    }
  }
  return content;
}

}  // namespace

std::string sender_of(const Services& services, const web::Call& call) {
  const access::Actor& actor = visit_of(call).actor;
  if (actor.is_signed_in()) return access::hash_of_secret("person " + actor.person.text());
  const auto browser = call.request.cookie(web::cookie_name("csrf", services.https));
  return access::hash_of_secret("browser " + std::string(browser.value_or("")));
}

std::optional<NamedRequest> name_of_request(const Services& services, const web::Call& call, const web::Form& form) {
  const std::string_view key = call.request.header("idempotency-key").value_or(form.fields.value("key"));
  if (!is_usable(key)) return std::nullopt;
  return NamedRequest{sender_of(services, call), std::string(key), access::hash_of_secret(content_of(call, form))};
}

Result<std::optional<std::string>> answer_before(storage::Connection& transaction, const NamedRequest& request) {
  auto rows =
      transaction.query("SELECT request_hash, location FROM idempotency_key WHERE owner = ?1 AND request_key = ?2",
                        request.owner, request.key);
  if (!rows.next()) return std::optional<std::string>{};
  if (rows.text(0) != request.content_hash) return Invalid{{Violation{"site.request_differs", "", {}}}};
  return std::optional<std::string>{rows.get<std::string>(1)};
}

void claim_request(storage::Connection& transaction, const NamedRequest& request, Instant now) {
  transaction.execute("DELETE FROM idempotency_key WHERE created_at_ms < ?1", now - kKept);
  transaction.execute("INSERT INTO idempotency_key VALUES (?1, ?2, ?3, ?4, '', ?5)", request.owner, request.key,
                      request.content_hash, kSeeOther, now);
}

void keep_answer(storage::Connection& transaction, const NamedRequest& request, const std::string& location) {
  transaction.execute("UPDATE idempotency_key SET location = ?3 WHERE owner = ?1 AND request_key = ?2", request.owner,
                      request.key, location);
}

}  // namespace kringwerk::site
