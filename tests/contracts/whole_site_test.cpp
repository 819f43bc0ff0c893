#include "whole_site.h"

#include "access/io/secrets.h"
#include "app/world.h"
#include "site/land.h"
#include "site/page.h"
#include "site/visit.h"
#include "web/request_target.h"

namespace kringwerk::contracts {

namespace {

const std::string kSource = KW_SOURCE_DIR;

std::string asset_address(std::string_view name) {
  return "/static/" + std::string(name);
}

/// Empties the values that follow `mark` up to the next quotation mark.
void empty_values(std::string& text, std::string_view mark) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    at += mark.size();
    text.erase(at, text.find('"', at) - at);
  }
}

/// Without the line with a new cookie, and with the same token and key on every form.
void take_out_chance(web::Response& response) {
  empty_values(response.body, "name=\"csrf\" value=\"");
  empty_values(response.body, "name=\"key\" value=\"");
  std::erase_if(response.headers, [](const auto& header) { return header.first == "Set-Cookie"; });
}

}  // namespace

WholeSite::WholeSite(storage::Database& database)
    : database_(database),
      texts_(text::Texts::load(kSource + "/build/share/locale")),
      asset_(asset_address),
      templates_(web::Templates::load(kSource + "/templates", texts_, asset_, web::Strictness::strict)),
      csrf_(std::string(32, 'k'), false),
      land_(site::load_land(kSource + "/data/provinces.geojson")),
      services_{.database = database,
                .texts = texts_,
                .templates = templates_,
                .csrf = csrf_,
                .asset = asset_,
                .now = [this] { return now_; },
                .new_id = [this] { return ++last_id_; },
                .mail_waits = [] {},
                .land = land_,
                .public_url = "https://kringwerk.example",
                .network_mailbox = "netwerk@kringwerk.example",
                .keys = {std::string(32, 'm'), std::string(32, 'a'), std::string(32, 'r')}},
      log_("/dev/null") {
  app::prepare_store(database_, home_, app::Filling::shipped_world, now_);
  app::add_all_routes(router_, services_, app::RouteParts{metrics_, home_, log_});
  router_.set_guard([this](const web::Route& route, web::Call& call) { return site::guard(services_, route, call); });
  router_.set_missing_page([this](const web::Request& request, Language language, int status) {
    return site::refusal_page(services_, request, language, status);
  });
}

std::string WholeSite::sign_in(std::int64_t person, const std::vector<access::HeldRole>& roles) {
  std::string token = std::to_string(person);
  token.insert(0, 26 - token.size(), 'a');
  const std::string name = "Persoon " + std::to_string(person);
  const std::string email = "p" + std::to_string(person) + "@example.org";
  database_.write([&](storage::Connection& transaction) {
    transaction.execute(
        "INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
        "version) "
        "VALUES (?1, ?2, ?3, ?3, 'nl', 'active', '', ?4, 1)",
        person, email, name, now_);
    std::int64_t grant = person * 100;
    for (const access::HeldRole& held : roles) {
      transaction.execute(
          "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, "
          "version) VALUES (?1, ?2, ?3, ?4, ?5, '2026-01-01', 'effective', ?6, 1)",
          ++grant, person, access::key_of(held.role), access::key_of(held.scope.kind), held.scope.id, now_);
    }
    transaction.execute(
        "INSERT INTO session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, "
        "proved_at_ms) VALUES (?1, ?2, 'Test', 1, ?3, ?3, ?3)",
        access::hash_of_secret(token), person, now_);
  });
  return token;
}

std::string WholeSite::get(const std::string& target, const std::string& token,
                           const std::vector<Header>& headers) const {
  web::Request request;
  request.target = target;
  auto parsed = web::parse_target(target).value();
  request.path = std::move(parsed.path);
  request.query = std::move(parsed.query);
  if (!token.empty()) request.headers.emplace_back("cookie", "session=" + token);
  for (const Header& header : headers) request.headers.emplace_back(header.name, header.value);
  web::Response response = router_.dispatch(request);
  take_out_chance(response);
  const web::Answer answer = web::finished(request, std::move(response), web::Scheme::http, now_);
  return answer.head + "\r\n" + answer.body;
}

}  // namespace kringwerk::contracts
