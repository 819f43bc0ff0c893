#include "app/user_command.h"

#include <sodium.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "access/io/record_deed.h"
#include "accounts/io/save_invitation.h"
#include "app/application.h"
#include "storage/database.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::app {

namespace {

struct UserOptions {
  ApplicationOptions application;
  std::string email;
  std::string name;
};

Instant clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

storage::Database open_store(const ApplicationOptions& options) {
  std::filesystem::create_directories(options.data);
  return storage::Database::open({store_url(options)});
}

accounts::SavedInvitation invite_administrator(const UserOptions& options, const std::string& email) {
  IdMaker ids;
  const Instant now = clock_now();
  const accounts::InvitationId id{ids.next(to_ms(now), randombytes_random())};
  const std::string key = load_or_make_key(std::filesystem::path(options.application.data) / "keys", "audit.key");
  accounts::Invitation invitation;
  invitation.email = email;
  invitation.name = options.name;
  invitation.role = access::Role::administrator;
  invitation.scope = access::Scope::network();
  storage::Database database = open_store(options.application);
  prepare_store(database, find_home(options.application.home), options.application.filling, now);
  return database.write([&](storage::Connection& transaction) {
    auto saved = accounts::save_invitation(transaction, invitation, id, now);
    access::record_deed(transaction, key, {access::ActorKind::program, {}, "user add-administrator", now},
                        {"invitation.sent", "invitation", id.value(), accounts::told(invitation)});
    return saved;
  });
}

void add_administrator(const UserOptions& options) {
  const std::string email = web::mail_address(options.email);
  if (email.empty()) throw std::runtime_error(options.email + " is no e-mail address");
  const auto saved = invite_administrator(options, email);
  const std::string& url = options.application.public_url;
  std::cout << (url.empty() ? "http://localhost:8080" : url) << "/nl/invitations/" << saved.secret << "\n";
  std::cerr << "Opens once, within " << accounts::kInvitationLasts.count() << " days. Give it to " << email
            << " only.\n";
}

void list_users(const ApplicationOptions& options) {
  storage::Database database = open_store(options);
  database.read([](storage::Connection& connection) {
    auto rows = connection.query(
        "SELECT email, name, person.state, COALESCE(role, '-'), COALESCE(scope_kind, '-'), COALESCE(scope_id, 0) FROM "
        "person LEFT JOIN role_grant ON role_grant.person_id = person.person_id AND role_grant.state = 'effective' "
        "ORDER BY email, role");
    while (rows.next()) {
      std::cout << rows.text(0) << '\t' << rows.text(1) << '\t' << rows.text(2) << '\t' << rows.text(3) << '\t'
                << rows.text(4) << '\t' << (rows.int64(5) == 0 ? "-" : id_text(rows.int64(5))) << '\n';
    }
  });
}

void add_store_options(CLI::App* command, ApplicationOptions& options) {
  command->add_option("--data", options.data, "Folder of the store and its keys")->required();
  command->add_option("--database", options.database, "PostgreSQL address; without it SQLite in the data folder");
}

}  // namespace

void add_user_command(CLI::App& app) {
  CLI::App* user = app.add_subcommand("user", "Accounts, from the machine itself");
  user->require_subcommand(1);
  const auto options = std::make_shared<UserOptions>();
  CLI::App* add = user->add_subcommand("add-administrator", "Print a link that makes an administrator's account");
  add_store_options(add, options->application);
  add->add_option("--email", options->email, "Address of the administrator")->required();
  add->add_option("--name", options->name, "Name of the administrator")->required();
  add->add_option("--public-url", options->application.public_url, "Address of the site, for the link");
  add->add_option("--home", options->application.home, "Folder of the program's files")->envname("KRINGWERK_HOME");
  add->footer("Example:\n  kringwerk user add-administrator --data var/kringwerk --email an@hub.example --name An");
  add->callback([options] { add_administrator(*options); });
  CLI::App* list = user->add_subcommand("list", "Show accounts: address, name, state, role, scope");
  add_store_options(list, options->application);
  list->footer("Example:\n  kringwerk user list --data var/kringwerk");
  list->callback([options] { list_users(options->application); });
}

}  // namespace kringwerk::app
