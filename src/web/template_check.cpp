#include "web/template_check.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "web/html_place.h"

namespace kringwerk::web {
namespace {

constexpr std::string_view kSeparator = "_separator";

// Attributes that hold an address, code or a list of addresses and that ctemplate escapes as plain text only.
constexpr std::array<std::string_view, 16> kRefusedAttributes{
    "srcdoc",  "formaction", "xlink:href", "srcset", "poster",     "ping",   "imagesrcset", "manifest",
    "archive", "classid",    "codebase",   "data",   "background", "usemap", "dynsrc",      "xml:base"};
constexpr std::array<std::string_view, 5> kAddressAttributes{"href", "src", "action", "cite", "longdesc"};
// How an address with a value inside may begin.
constexpr std::array<std::string_view, 8> kAddressBeginnings{"/",   "#",        "?",       "./",
                                                             "../", "https://", "http://", "mailto:"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_message_id(std::string_view name) {
  return name.find('.') != std::string_view::npos && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
         });
}

bool is_asset_name(std::string_view name) {
  return !name.empty() && name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
                  c == '-' || c == '/';
         });
}

class Checker {
 public:
  explicit Checker(const TemplateSource& source) : source_(source), text_(source.text) {}

  TemplateReport run() {
    check_bytes();
    // After one finding the place is no longer sure; what follows would only be noise.
    while (offset_ < text_.size() && report_.findings.empty()) {
      check_inclusions();
      if (text_.substr(offset_).starts_with("{{")) {
        marker();
      } else if (text_.substr(offset_).starts_with("[[")) {
        word();
      } else {
        character();
      }
    }
    if (report_.findings.empty()) check_end();
    finish_names();
    return std::move(report_);
  }

 private:
  enum class AddressBegins { fixed, with_value, with_asset };
  struct Open {
    std::string name;
    HtmlPlace place;
    std::size_t offset;
  };

  void refuse(std::string what) { report_.findings.push_back({offset_, std::move(what)}); }
  std::string_view attribute() const { return place_.attribute(); }
  bool in_address() const { return place_.place() == Place::quoted && among(kAddressAttributes, attribute()); }

  void check_bytes() {
    if (const auto invalid = first_invalid_utf8(text_)) {
      offset_ = *invalid;
      return refuse("not UTF-8");
    }
    const auto control = std::find_if(text_.begin(), text_.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F';
    });
    if (control == text_.end()) return;
    offset_ = static_cast<std::size_t>(control - text_.begin());
    refuse("a control character (line ends are \\n)");
  }

  void check_inclusions() {
    const auto& inclusions = source_.inclusions;
    for (; next_inclusion_ < inclusions.size() && inclusions[next_inclusion_] <= offset_; ++next_inclusion_) {
      if (place_.place() != Place::content) refuse("an include inside a tag or text element");
    }
  }

  void character() {
    if (section_begins_in_tag_ && text_[offset_] != ' ' && text_[offset_] != '\n') {
      return refuse("a section between attributes begins with a space");
    }
    section_begins_in_tag_ = false;
    const std::size_t fixed_before = place_.place() == Place::quoted ? place_.value().size() : 0;
    if (auto refusal = place_.step(text_[offset_])) return refuse(std::move(*refusal));
    check_tail(fixed_before);
    ++offset_;
  }

  // What follows a value that begins an address must not complete a scheme ("java" + "script:").
  void check_tail(std::size_t fixed_before) {
    if (place_.place() != Place::quoted) {
      address_begins_ = AddressBegins::fixed;
    } else if (address_begins_ != AddressBegins::fixed && fixed_before == 0 && place_.value().size() == 1) {
      constexpr std::string_view kTails = "/?#&";
      if (kTails.find(place_.value().front()) == std::string_view::npos) refuse("an address goes on with / ? # or &");
    }
  }

  void marker() {
    const std::size_t close = text_.find("}}", offset_);
    if (close == std::string_view::npos) return refuse("{{ without }}");
    const std::string_view inside = text_.substr(offset_ + 2, close - offset_ - 2);
    if (!inside.starts_with('!')) {
      section_begins_in_tag_ = false;
      if (inside.starts_with('#')) {
        open_section(inside.substr(1));
      } else if (inside.starts_with('/')) {
        close_section(inside.substr(1));
      } else {
        variable(inside);
      }
    }
    if (report_.findings.empty()) offset_ = close + 2;
  }

  void variable(std::string_view name) {
    if (!is_variable_name(name)) {
      return refuse("{{" + std::string(name) + "}}: only variables in CAPITALS, {{#SECTION}} and {{! notes }}");
    }
    if (takes_piece(name) && place_.place() != Place::content) {
      return refuse("{{" + std::string(name) + "}} is a finished piece and stands between elements only");
    }
    check_value_place("a value");
    if (takes_piece(name)) keep(TemplatePart::Kind::piece, name);
    if (in_address()) check_address(name);
    if (place_.place() == Place::plain_text) keep(TemplatePart::Kind::typed_text, name);
    report_.names.emplace_back(name);
  }

  void keep(TemplatePart::Kind kind, std::string_view name) {
    report_.parts.push_back(
        {kind, offset_, offset_ + name.size() + std::string_view("{{}}").size(), std::string(name)});
  }

  void check_value_place(std::string_view what) {
    const std::string thing{what};
    switch (place_.place()) {
      case Place::content:
      case Place::plain_text:
        return;
      case Place::quoted:
        return check_attribute(thing);
      case Place::raw_text:
        return refuse(thing + " inside <" + place_.tag() + ">");
      case Place::declaration:
        return refuse(thing + " inside a declaration");
      case Place::unquoted:
      case Place::value_begin:
        return refuse(thing + " in an attribute without quotes");
      default:
        return refuse(thing + " in the name of a tag or attribute");
    }
  }

  void check_attribute(const std::string& thing) {
    if (among(kRefusedAttributes, attribute())) return refuse(thing + " in the attribute " + std::string(attribute()));
    if (place_.tag() == "script" && attribute() == "src") return refuse(thing + " in the address of a script");
  }

  // An empty first value must not let the next one choose the scheme.
  void check_address(std::string_view name) {
    const std::string& fixed = place_.value();
    if (fixed.empty()) {
      if (address_begins_ != AddressBegins::fixed) return refuse("two values side by side in an address");
      address_begins_ = AddressBegins::with_value;
      return;
    }
    // ctemplate only HTML-escapes here, so that "&" in a value would begin the next parameter; an e-mail address keeps
    // @.
    if (!fixed.starts_with("mailto:")) keep(TemplatePart::Kind::address_part, name);
    if (address_begins_ != AddressBegins::fixed) return;
    const bool known = std::any_of(kAddressBeginnings.begin(), kAddressBeginnings.end(),
                                   [&](std::string_view beginning) { return fixed.starts_with(beginning); });
    if (!known) refuse("an address with a value in it that begins with " + fixed);
  }

  void open_section(std::string_view name) {
    if (!check_section_name(name)) return;
    switch (place_.place()) {
      case Place::content:
      case Place::plain_text:
        break;
      case Place::tag_name:
      case Place::in_tag:
      case Place::attribute_name:
        section_begins_in_tag_ = true;
        break;
      case Place::quoted:
        if (in_address()) return refuse("a section inside an address");
        check_attribute("a section");
        break;
      default:
        return refuse("a section in raw text, a declaration or a value without quotes");
    }
    if (auto refusal = place_.end_name()) return refuse(std::move(*refusal));
    open_.push_back({std::string(name), place_, offset_});
    report_.names.emplace_back(name);
  }

  bool check_section_name(std::string_view name) {
    std::string_view plain = name;
    if (plain.ends_with(kSeparator)) plain.remove_suffix(kSeparator.size());
    if (is_variable_name(plain)) return true;
    refuse("a section is named in CAPITALS");
    return false;
  }

  void close_section(std::string_view name) {
    if (open_.empty()) return refuse("{{/" + std::string(name) + "}} closes no section");
    if (open_.back().name != name) {
      return refuse("{{/" + std::string(name) + "}} while " + open_.back().name + " is open");
    }
    if (!place_.same_place(open_.back().place))
      return refuse("the section " + std::string(name) + " opens or closes a quote, tag or text element");
    if (auto refusal = place_.end_name()) return refuse(std::move(*refusal));
    open_.pop_back();
  }

  void word() {
    const std::size_t close = text_.find("]]", offset_);
    if (close == std::string_view::npos) return refuse("[[ without ]]");
    constexpr std::string_view kAsset = "asset:";
    std::string_view inside = text_.substr(offset_ + 2, close - offset_ - 2);
    TemplatePart word{TemplatePart::Kind::message, offset_, close + 2, {}};
    if (inside.starts_with(kAsset)) {
      inside.remove_prefix(kAsset.size());
      word.kind = TemplatePart::Kind::asset;
      check_asset(inside);
    } else {
      check_message(inside);
    }
    word.name = inside;
    report_.parts.push_back(std::move(word));
    if (report_.findings.empty()) offset_ = close + 2;
  }

  void check_asset(std::string_view name) {
    if (!is_asset_name(name)) return refuse("[[asset:" + std::string(name) + "]] names no file");
    if (place_.place() != Place::quoted || !place_.value().empty()) {
      return refuse("[[asset:…]] stands at the beginning of a quoted attribute");
    }
    if (attribute() == "srcdoc") return refuse("an asset in srcdoc");
    address_begins_ = AddressBegins::with_asset;
  }

  void check_message(std::string_view id) {
    if (!is_message_id(id)) return refuse("[[" + std::string(id) + "]] is no text id, asset or include");
    check_value_place("a text");
    if (in_address()) refuse("a text in an address");
  }

  void check_end() {
    if (!open_.empty()) {
      offset_ = open_.back().offset;
      return refuse("the section " + open_.back().name + " is never closed");
    }
    if (!place_.at_rest()) refuse("the file ends inside a tag or text element");
  }

  void finish_names() {
    auto& names = report_.names;
    std::erase_if(names, [](const std::string& name) { return name.ends_with(kSeparator); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }

  const TemplateSource& source_;
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t next_inclusion_ = 0;
  HtmlPlace place_;
  std::vector<Open> open_;
  TemplateReport report_;
  bool section_begins_in_tag_ = false;
  AddressBegins address_begins_ = AddressBegins::fixed;
};

}  // namespace

bool takes_piece(std::string_view name) {
  return name.ends_with("_SVG") || name.ends_with("_HTML");
}

TemplateReport check_template(const TemplateSource& source) {
  TemplateReport report = Checker(source).run();
  report.findings.insert(report.findings.begin(), source.findings.begin(), source.findings.end());
  return report;
}

}  // namespace kringwerk::web
