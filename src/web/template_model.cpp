#include <algorithm>

#include "base/ensure.h"
#include "web/template.h"
#include "web/template_check.h"

namespace kringwerk::web {

Model::Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Model& Model::put(std::string_view name, std::string text) {
  const auto value = std::find_if(values_.begin(), values_.end(), [&](const Value& one) { return one.name == name; });
  if (value == values_.end()) {
    values_.push_back({std::string(name), std::move(text)});
  } else {
    value->text = std::move(text);
  }
  return *this;
}

Model& Model::set(std::string_view name, std::string_view text) {
  ensure(!takes_piece(name), "a name in _SVG or _HTML takes a finished piece, not text");
  return put(name, std::string(text));
}

Model& Model::set(std::string_view name, std::int64_t number) {
  return set(name, std::string_view(std::to_string(number)));
}

Model& Model::set(std::string_view name, const drawings::Svg& drawing) {
  ensure(name.ends_with("_SVG"), "a drawing goes to a name that ends in _SVG");
  return put(name, drawing.text());
}

Model& Model::set(std::string_view name, const Html& piece) {
  ensure(name.ends_with("_HTML"), "a finished piece goes to a name that ends in _HTML");
  return put(name, piece.text());
}

Model::Section& Model::section(std::string_view name) {
  const auto found =
      std::find_if(sections_.begin(), sections_.end(), [&](const Section& one) { return one.name == name; });
  return found == sections_.end() ? sections_.emplace_back(Section{std::string(name), {}}) : *found;
}

Model& Model::show(std::string_view name) {
  Section& shown = section(name);
  if (shown.turns.empty()) shown.turns.push_back(std::make_unique<Model>());
  return *this;
}

Model& Model::add(std::string_view name) {
  return *section(name).turns.emplace_back(std::make_unique<Model>());
}

}  // namespace kringwerk::web
