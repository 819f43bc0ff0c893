#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// Where in a page a character stands.
enum class Place {
  content,         ///< between elements
  plain_text,      ///< inside <title> or <textarea>, where no tag begins
  raw_text,        ///< inside <script> or <style>
  declaration,     ///< <!doctype …>
  tag_begin,       ///< after <
  tag_name,        ///< the name itself
  in_tag,          ///< between attributes
  attribute_name,  ///< the name itself, or the space after it
  value_begin,     ///< after =
  unquoted,        ///< a value without quotes
  quoted,          ///< a value in quotes
};

/// The HTML tokenizer of the specification (WHATWG, 13.2.5), reduced to the well-formed pages our templates hold: what
/// browsers mend, such as a stray < or a comment, it refuses instead.
class HtmlPlace {
 public:
  /// Moves over one character; the answer is why a template may not hold it.
  std::optional<std::string> step(char c);
  /// At the end of the template.
  bool at_rest() const { return place_ == Place::content; }

  Place place() const { return place_; }
  const std::string& tag() const { return tag_; }
  const std::string& attribute() const { return attribute_; }
  const std::string& value() const { return value_; }  ///< the fixed characters of the value so far
  bool same_place(const HtmlPlace& other) const;
  bool between_attributes() const { return place_ == Place::in_tag || place_ == Place::attribute_name; }
  /// A section begins or ends here: inside a tag it ends the name before it, and what follows must not grow that name.
  std::optional<std::string> end_name();

 private:
  std::optional<std::string> in_content(char c);
  std::optional<std::string> in_text_element(char c);
  std::optional<std::string> begin_tag(char c);
  std::optional<std::string> name_tag(char c);
  std::optional<std::string> between(char c);
  std::optional<std::string> name_attribute(char c);
  std::optional<std::string> begin_value(char c);
  std::optional<std::string> in_value(char c);
  std::optional<std::string> in_unquoted(char c);
  std::optional<std::string> close_tag();
  std::optional<std::string> end_tag_name();
  std::optional<std::string> end_attribute_name();

  Place place_ = Place::content;
  std::string tag_;        // lower case; with a leading / in an end tag
  std::string attribute_;  // lower case
  std::string value_;
  std::string ending_;  // the last characters of a text element, to find its end tag
  char quote_ = '\0';
  bool needs_space_ = false;  // after a closing quote or a section
  bool name_ended_ = false;   // white space after an attribute name
};

}  // namespace kringwerk::web
