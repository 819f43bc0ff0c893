#pragma once

namespace CLI {
class App;
}

namespace kringwerk::app {

/// Adds `verify audit`: checks the whole audit trail. Exit code 0 when it is whole, 3 when it is broken (the first bad
/// record is named), 2 when there is no store or no key to check.
void add_verify_command(CLI::App& app);

}  // namespace kringwerk::app
