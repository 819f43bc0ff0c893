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

/// Keys of 32 random bytes that the data folder keeps outside the database, one per purpose.
struct Keys {
  std::string links;    ///< codes that only a mail carries (access/io/secrets.h)
  std::string audit;    ///< the chain of the audit trail (access/io/record_deed.h)
  std::string records;  ///< what is stored encrypted: notes, second factors (access/io/sealed.h)
};

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
  Keys keys;
  bool https = false;  ///< the site is reached by https: cookies are __Host- and Secure

  template <class Tag>
  Id<Tag> make_id() const {
    return Id<Tag>{new_id()};
  }
};

}  // namespace kringwerk::site
