#include "matching/io/command_help.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

namespace kringwerk::matching {

void end_with(const CommandOutput& out, const Violations& found, int code) {
  for (const Violation& violation : found) out.err << out.explain(violation) << '\n';
  throw CLI::RuntimeError(code);
}

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::move(text).str();
}

}  // namespace kringwerk::matching
