#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `outbox`: shows the mails that wait to be sent, for a site without mail server.
void add_outbox_command(CLI::App& app);

}  // namespace kringwerk::app
