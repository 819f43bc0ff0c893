#pragma once

#include <memory>
#include <string>
#include <vector>

#include "access/actor.h"
#include "app/routes.h"
#include "small_site.h"
#include "web/answer.h"
#include "web/metrics.h"

namespace kringwerk::contracts {

/// Every address of the program over the shipped world in one store, asked without a network. The clock stands still,
/// ids count. What changes from page to page by chance (the form's token and key) is taken out of answers.
class WholeSite {
 public:
  explicit WholeSite(storage::Database& database);
  WholeSite(const WholeSite&) = delete;

  storage::Database& database() { return database_; }
  Instant now() const { return now_; }
  const web::Router& router() const { return router_; }
  const site::Services& services() const { return services_; }

  /// A person with roles and a session that showed a second factor; answers the session's token.
  std::string sign_in(std::int64_t person, const std::vector<access::HeldRole>& roles);

  struct Header {
    std::string name;
    std::string value;
  };
  /// Status line, headers and body as the server would send them. `token`: of a session; empty = a visitor.
  std::string get(const std::string& target, const std::string& token, const std::vector<Header>& headers = {}) const;

 private:
  storage::Database& database_;
  Instant now_ = instant_from_ms(1'795'255'445'000);
  text::Texts texts_;
  web::Templates::AssetAddress asset_;
  web::Templates templates_;
  web::Csrf csrf_;
  std::vector<drawings::MapLand> land_;
  std::int64_t last_id_ = 900'000'000;
  site::Services services_;
  app::HomeFolder home_{KW_SOURCE_DIR};
  web::Metrics metrics_;
  web::Log log_;
  web::Router router_;
};

}  // namespace kringwerk::contracts
