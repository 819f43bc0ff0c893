#pragma once

#include <ctemplate/template_dictionary_interface.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/template.h"

namespace kringwerk::web {

/// What one rendering found wrong between model and template.
struct RenderFaults {
  std::set<std::string, std::less<>> unset;  ///< variables the model does not set
};

/// A model as ctemplate reads it: no copy is made. A name is looked up in this turn, then in the surroundings.
class ModelView final : public ctemplate::TemplateDictionaryInterface {
 public:
  ModelView(const Model& model, const ModelView* surroundings, RenderFaults& faults)
      : model_(model), surroundings_(surroundings), faults_(faults) {}

  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& variable) const override;
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override;
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return !IsHiddenSection(name); }
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;

  // Includes are resolved by the loader, so that ctemplate never meets one.
  bool IsHiddenTemplate(const ctemplate::TemplateString&) const override { return true; }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString&, int) const override { return ""; }
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString& name) const override;
  void DumpToString(std::string* out, int level) const override;

  /// Sections the model fills that are not in `names` (sorted).
  static void add_unknown_sections(const Model& model, const std::vector<std::string>& names,
                                   std::set<std::string, std::less<>>& unknown);

 private:
  class Turns;
  struct Found;
  Found find(std::string_view name) const;

  const Model& model_;
  const ModelView* surroundings_;
  RenderFaults& faults_;
};

}  // namespace kringwerk::web
