#pragma once

#include <memory>
#include <string>

#include "app/home_folder.h"
#include "app/world.h"
#include "digests/io/digest_worker.h"
#include "notify/mailer.h"
#include "storage/database.h"
#include "web/router.h"
#include "web/server.h"

namespace kringwerk::app {

struct ApplicationOptions {
  std::string home;
  std::string data;      ///< folder of the store and the keys
  std::string database;  ///< address of a PostgreSQL; empty = SQLite in the data folder
  Filling filling = Filling::shipped_world;
  std::string public_url;  ///< empty = http://localhost:PORT
  std::string network_mailbox = "netwerk@kringwerk.example";
  std::string log_file;
  notify::SmtpOptions smtp;
  digests::DigestPace digests;
  std::chrono::milliseconds freshness_pause{std::chrono::minutes{5}};  ///< between two looks for what is due
  web::ServerOptions server;
};

/// The whole running program: store, pages, mails and server, wired together.
class Application {
 public:
  explicit Application(const ApplicationOptions& options);
  ~Application();
  /// Opens the port, then serves until SIGINT or SIGTERM; requests under way are answered first.
  void serve();
  const web::Router& router() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The address of the store that `options` mean.
std::string store_url(const ApplicationOptions& options);

}  // namespace kringwerk::app
