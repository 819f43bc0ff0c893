#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `init`, which makes a store, and `import`, which brings in a table of organisations, capabilities or streams
/// for the whole network, or undoes one that was brought in. Exit code 2 for a table or an undo that is refused.
void add_import_commands(CLI::App& app);

}  // namespace kringwerk::app
