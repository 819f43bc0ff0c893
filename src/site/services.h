#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "drawings/overview_map.h"
#include "storage/database.h"
#include "text/texts.h"
#include "web/csrf.h"
#include "web/template.h"

namespace kringwerk::site {

/// What every page of every module needs. One per process, made by app/, alive as long as the server.
/// Thread rule: everything in it may be used from any thread.
struct Services {
  storage::Database& database;
  const text::Texts& texts;
  const web::Templates& templates;
  const web::Csrf& csrf;
  web::Templates::AssetAddress asset;
  std::function<Instant()> now;
  std::function<std::int64_t()> new_id;
  std::function<void()> mail_waits;            ///< called after a transaction that queued a mail
  const std::vector<drawings::MapLand>& land;  ///< outlines for overview maps
  std::string public_url;       ///< "https://kringwerk.example", without slash; for links in mails and feeds
  std::string network_mailbox;  ///< gets the questions to hubs whose own address is not known

  /// The part of a link that only a mail carries (access/io/secrets.h), for the secret of a record.
  std::function<std::string(std::string_view secret)> mail_code;

  template <class Tag>
  Id<Tag> make_id() const {
    return Id<Tag>{new_id()};
  }
};

}  // namespace kringwerk::site
