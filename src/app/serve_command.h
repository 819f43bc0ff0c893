#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `serve`: the web server with its store.
void add_serve_command(CLI::App& app);

}  // namespace kringwerk::app
