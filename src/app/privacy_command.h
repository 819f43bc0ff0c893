#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `privacy retention`: what is kept longer than data/retention.toml says, counted or removed.
void add_privacy_command(CLI::App& app);

}  // namespace kringwerk::app
