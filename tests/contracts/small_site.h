#pragma once

#include <atomic>
#include <string>

#include "site/services.h"
#include "storage/database.h"
#include "text/texts.h"

namespace kringwerk::contracts {

/// What a page's decision and mail need, over one store: a clock that stands still and ids that count.
class SmallSite {
 public:
  explicit SmallSite(storage::Database& database);
  SmallSite(const SmallSite&) = delete;
  const site::Services& services() const { return services_; }
  Instant now = instant_from_ms(1'795'255'445'000);

 private:
  text::Texts texts_;
  web::Csrf csrf_;
  web::Templates templates_;
  std::vector<drawings::MapLand> land_;
  std::atomic<std::int64_t> last_id_{1'000};
  site::Services services_;
};

/// Two municipalities (Leuven 24062 with postcode 3000, Gent 44021), the class "hout", its child "houten_pallet", and
/// the hub 8.
void lay_small_world(storage::Database& database);

/// How many rows a table has.
std::int64_t rows_in(storage::Database& database, const std::string& table);

}  // namespace kringwerk::contracts
