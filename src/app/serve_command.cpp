#include "app/serve_command.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/application.h"

namespace kringwerk::app {

void add_serve_command(CLI::App& app) {
  auto options = std::make_shared<ApplicationOptions>();
  CLI::App* serve = app.add_subcommand("serve", "Serve the site");
  serve->add_option("--port", options->server.port, "Port to listen on; 0 takes a free one")->capture_default_str();
  serve->add_option("--listen", options->server.address, "Address to listen on")->capture_default_str();
  serve->add_option("--data", options->data, "Folder of the store and its keys")->required();
  serve->add_option("--database", options->database, "PostgreSQL address; without it SQLite in the data folder");
  serve->add_flag(
      "--empty", [options](std::int64_t) { options->filling = Filling::nothing; },
      "Do not fill a new store with the shipped world");
  serve->add_option("--public-url", options->public_url,
                    "Address of the site for links in mails; https:// turns on HSTS");
  serve->add_option("--workers", options->server.workers, "Threads that answer requests")->capture_default_str();
  serve->add_option("--trusted-proxy", options->server.trusted_proxy, "Address whose X-Forwarded-For is believed");
  serve->add_option("--smtp", options->smtp.url, "Mail server, smtp://HOST:PORT; without it mails wait in the outbox");
  serve->add_option("--smtp-user", options->smtp.user, "Name at the mail server");
  serve->add_option("--smtp-password", options->smtp.password, "Password at the mail server")
      ->envname("KRINGWERK_SMTP_PASSWORD");
  serve->add_option("--mail-from", options->smtp.from, "Sender of mails")->capture_default_str();
  serve
      ->add_option("--network-mail", options->network_mailbox, "Gets questions to hubs without an address of their own")
      ->capture_default_str();
  serve
      ->add_option_function<int>(
          "--digest-settle", [options](int seconds) { options->digests.settle = std::chrono::seconds{seconds}; },
          "Seconds that a new match waits for others before a mail tells of it; 900 when left out")
      ->check(CLI::NonNegativeNumber);
  serve
      ->add_option_function<int>(
          "--freshness-pause", [options](int seconds) { options->freshness_pause = std::chrono::seconds{seconds}; },
          "Seconds between two looks for records that their contacts must confirm; 300 when left out")
      ->check(CLI::PositiveNumber);
  serve->add_option("--log", options->log_file, "File for the log; without it standard error");
  serve->add_option("--home", options->home, "Folder of the program's files")->envname("KRINGWERK_HOME");
  serve->footer("Example:\n  kringwerk serve --data var/kringwerk --port 8080");
  serve->callback([options] {
    options->server.https = options->public_url.starts_with("https://");
    Application(*options).serve();
  });
}

}  // namespace kringwerk::app
