#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `user`: `add-administrator` invites the first administrator and prints the link that makes the account;
/// `list` shows who has an account.
void add_user_command(CLI::App& app);

}  // namespace kringwerk::app
