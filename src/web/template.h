#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "drawings/svg.h"
#include "text/texts.h"

namespace kringwerk::web {

/// A finished piece of a page: what a template rendered. Only templates and drawings make HTML; everything else is text
/// and is escaped where it stands.
class Html {
 public:
  const std::string& text() const { return text_; }

 private:
  friend class Templates;
  explicit Html(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The values of one page. Names are the variables of the template, in CAPITALS as ctemplate has them.
class Model {
 public:
  Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  Model& set(std::string_view name, std::string_view text);  ///< escaped for the place it stands in
  Model& set(std::string_view name, std::int64_t number);    ///< plain digits
  Model& set(std::string_view name, const drawings::Svg& drawing);
  Model& set(std::string_view name, const Html& piece);
  Model& show(std::string_view section);  ///< {{#SECTION}} once, with the values of the surroundings
  Model& show_if(bool shown, std::string_view section) { return shown ? show(section) : *this; }
  Model& add(std::string_view section);  ///< one more turn of {{#SECTION}}; returns its values

 private:
  friend class Templates;
  struct Node;
  explicit Model(Node* node);
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Model>> children_;
  Node* node_ = nullptr;
};

/// All templates, read and checked at start. In a file, [[message.id]] is a fixed word of the page: it is translated
/// and HTML-escaped at load, once per language. [[asset:NAME]] is the address of a static file. Files without the
/// autoescape pragma get it; the loader refuses (std::runtime_error with file and line) what context-aware escaping
/// cannot make safe: :none and other modifiers, {{ }} in tag names, unquoted attributes, comments, <script>, <style>,
/// style=, on*=, srcdoc, formaction, xlink:href, srcset, poster, ping, a section that opens or closes a quote or a tag,
/// an include inside a tag, and a message id that some language lacks. Thread rule: immutable after load; render from
/// any thread.
class Templates {
 public:
  using AssetAddress = std::function<std::string(std::string_view name)>;
  static Templates load(const std::filesystem::path& folder, const text::Texts& texts, const AssetAddress& address);
  Templates(Templates&&) noexcept;
  ~Templates();

  /// `name` is the path below the folder: "network/hub.html".
  Html render(std::string_view name, Language language, const Model& model) const;
  /// Every variable and section a template uses, for the check of page models.
  std::vector<std::string> names_in(std::string_view name) const;

 private:
  struct Store;
  explicit Templates(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace kringwerk::web
