#pragma once

#include <set>
#include <string>
#include <vector>

#include "web/template.h"

namespace ctemplate {
class Template;
}

namespace kringwerk::web {

/// What model and template disagree on.
struct RenderFaults {
  using Names = std::set<std::string, std::less<>>;
  Names unset;    ///< variables that were rendered and that the model does not set
  Names unknown;  ///< sections that the model fills and the template does not have
};

/// Renders a parsed template with a model, read through ctemplate's dictionary interface so that no copy is made.
/// A name is looked up in the turn of its section, then in the surroundings. False when ctemplate fails. `faults` gets
/// the unset variables. Thread rule: any thread.
bool expand(const ctemplate::Template& parsed, const Model& model, std::string& out, RenderFaults& faults);

/// Adds to `faults` the sections of `model` that are not in `names` (sorted).
void find_unknown_sections(const Model& model, const std::vector<std::string>& names, RenderFaults& faults);

}  // namespace kringwerk::web
