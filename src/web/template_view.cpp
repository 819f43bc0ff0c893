#include "web/template_view.h"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace kringwerk::web {
namespace {

std::string_view view(const ctemplate::TemplateString& text) {
  return {text.data(), text.size()};
}

}  // namespace

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

  static void add_unknown(const Model& model, const std::vector<std::string>& names, RenderFaults::Names& unknown);

 private:
  class Turns;
  struct Found;
  Found find(std::string_view name) const;

  const Model& model_;
  const ModelView* surroundings_;
  RenderFaults& faults_;
};

using Turn = std::vector<std::unique_ptr<Model>>::const_iterator;

class ModelView::Turns final : public ctemplate::TemplateDictionaryInterface::Iterator {
 public:
  Turns(Turn begin, Turn end, const ModelView& owner) : next_(begin), end_(end), owner_(owner) {}
  bool HasNext() const override { return next_ != end_; }
  const TemplateDictionaryInterface& Next() override {
    current_ = std::make_unique<ModelView>(**next_++, &owner_, owner_.faults_);
    return *current_;
  }

 private:
  Turn next_;
  Turn end_;
  const ModelView& owner_;
  std::unique_ptr<ModelView> current_;
};

struct ModelView::Found {
  const Model::Section* section = nullptr;
  const ModelView* owner = nullptr;
};

ModelView::Found ModelView::find(std::string_view name) const {
  for (const ModelView* at = this; at != nullptr; at = at->surroundings_) {
    for (const Model::Section& section : at->model_.sections_) {
      if (section.name == name && !section.turns.empty()) return {&section, at};
    }
  }
  return {};
}

ctemplate::TemplateString ModelView::GetValue(const ctemplate::TemplateString& variable) const {
  const std::string_view name = view(variable);
  for (const ModelView* at = this; at != nullptr; at = at->surroundings_) {
    for (const Model::Value& value : at->model_.values_) {
      if (value.name == name) return {value.text.data(), value.text.size()};
    }
  }
  faults_.unset.emplace(name);
  return {"", 0};
}

bool ModelView::IsHiddenSection(const ctemplate::TemplateString& name) const {
  return find(view(name)).section == nullptr;
}

ctemplate::TemplateDictionaryInterface::Iterator* ModelView::CreateSectionIterator(
    const ctemplate::TemplateString& name) const {
  const Found found = find(view(name));
  if (found.section == nullptr) return CreateTemplateIterator(name);
  const auto& turns = found.section->turns;
  return new Turns(turns.begin(), turns.end(), *found.owner);  // ctemplate deletes it
}

ctemplate::TemplateDictionaryInterface::Iterator* ModelView::CreateTemplateIterator(
    const ctemplate::TemplateString&) const {
  return new Turns({}, {}, *this);  // ctemplate deletes it
}

void ModelView::DumpToString(std::string* out, int) const {
  for (const Model::Value& value : model_.values_) out->append(value.name).append("=").append(value.text).append("\n");
}

void ModelView::add_unknown(const Model& model, const std::vector<std::string>& names, RenderFaults::Names& unknown) {
  for (const Model::Section& section : model.sections_) {
    if (!std::binary_search(names.begin(), names.end(), section.name)) unknown.insert(section.name);
    for (const auto& turn : section.turns) add_unknown(*turn, names, unknown);
  }
}

bool expand(const ctemplate::Template& parsed, const Model& model, std::string& out, RenderFaults& faults) {
  const ModelView view(model, nullptr, faults);
  return parsed.Expand(&out, &view);
}

void find_unknown_sections(const Model& model, const std::vector<std::string>& names, RenderFaults& faults) {
  ModelView::add_unknown(model, names, faults.unknown);
}

}  // namespace kringwerk::web
