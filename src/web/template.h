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

/// The values of one page. Names are the variables of the template: CAPITALS, digits and _. A name that ends in _SVG or
/// _HTML takes a drawing or a finished piece, and nothing else does. References that `add` returns stay valid as long
/// as the model.
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
  friend class ModelView;
  struct Value {
    std::string name;
    std::string text;
  };
  struct Section {
    std::string name;
    std::vector<std::unique_ptr<Model>> turns;
  };
  Model& put(std::string_view name, std::string text);
  Section& section(std::string_view name);
  std::vector<Value> values_;
  std::vector<Section> sections_;
};

/// What a page model and a template disagree on is a fault of ours. Strict: rendering a variable that the model does
/// not set, or a model that fills a section the template does not have, throws BrokenInvariant. Lenient: such a
/// variable is empty, such a section ignored. `by_build`: KW_STRICT_TEMPLATES=1 or =0 decides, else strict unless
/// NDEBUG.
enum class Strictness { by_build, strict, lenient };

/// All templates (*.html), read and checked at start. In a file:
///   {{NAME}}              a value, escaped for the place it stands in: text, quoted attribute, address. A whole
///   address
///                         stands at the beginning of href, src, action, cite or longdesc and becomes "#" unless its
///                         scheme is http, https or none; further on a value is percent-encoded, "/" and "&" too
///   {{NAME_SVG}} {{NAME_HTML}}  a finished piece; only between elements, never inside a tag, <title> or <textarea>
///   {{#SECTION}} … {{/SECTION}}  shown once per turn; {{#SECTION_separator}} inside it: between turns
///   {{! … }}              a note that no reader gets
///   [[message.id]]        a fixed word of the page, translated and HTML-escaped at load, once per language
///   [[asset:NAME]]        the address of a static file; only inside a quoted attribute
///   [[include:PATH]]      the text of another file below the folder, put in before anything else is read
/// Files without the autoescape pragma get it. The loader refuses (std::runtime_error, one line "file:line: what" per
/// finding) what context-aware escaping cannot make safe; docs/decisions/0021 lists it: modifiers and other ctemplate
/// markers, {{ }} and [[ ]] in tag names, unquoted attributes, <script>, <style>, srcdoc, formaction, xlink:href,
/// srcset, poster, ping; style= and on*= and HTML comments at all; a section that opens or closes a quote, a tag or a
/// raw text element; an include inside a tag; a value in an address whose beginning is not fixed; a text that some
/// language lacks or that waits for facts. Thread rule: immutable after load; render from any thread.
class Templates {
 public:
  using AssetAddress = std::function<std::string(std::string_view name)>;
  static Templates load(const std::filesystem::path& folder, const text::Texts& texts, const AssetAddress& address,
                        Strictness strictness = Strictness::by_build);
  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;
  ~Templates();

  /// `name` is the path below the folder: "network/hub.html". An unknown name breaks an invariant.
  Html render(std::string_view name, Language language, const Model& model) const;
  /// Every variable and section a template uses, sorted, each once, for the check of page models.
  std::vector<std::string> names_in(std::string_view name) const;

 private:
  struct Store;
  explicit Templates(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace kringwerk::web
