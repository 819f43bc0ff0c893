#include "app/outbox_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/application.h"
#include "notify/outbox.h"
#include "storage/database.h"
#include "text/format.h"

namespace kringwerk::app {

namespace {

void print_outbox(const ApplicationOptions& options) {
  storage::Database database = storage::Database::open({store_url(options)});
  const auto mails = database.read([](storage::Connection& connection) { return notify::waiting_mails(connection); });
  for (const notify::WaitingMail& waiting : mails) {
    std::cout << "To: " << waiting.mail.to << "\nSubject: " << waiting.mail.subject
              << "\nQueued: " << text::moment(Language::en, waiting.queued_at) << "\n\n"
              << waiting.mail.body << "\n----\n";
  }
  std::cout << mails.size() << (mails.size() == 1 ? " mail waits\n" : " mails wait\n");
}

}  // namespace

void add_outbox_command(CLI::App& app) {
  auto options = std::make_shared<ApplicationOptions>();
  CLI::App* outbox = app.add_subcommand("outbox", "Show the mails that wait to be sent");
  outbox->add_option("--data", options->data, "Folder of the store")->required();
  outbox->add_option("--database", options->database, "PostgreSQL address; without it SQLite in the data folder");
  outbox->footer("Example:\n  kringwerk outbox --data var/kringwerk");
  outbox->callback([options] { print_outbox(*options); });
}

}  // namespace kringwerk::app
