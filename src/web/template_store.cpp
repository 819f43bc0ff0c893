#include <ctemplate/template.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "base/ensure.h"
#include "web/address_part.h"
#include "web/template.h"
#include "web/template_check.h"
#include "web/template_source.h"
#include "web/template_view.h"

namespace kringwerk::web {
namespace {

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

TemplateFiles read_files(const std::filesystem::path& folder) {
  TemplateFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read the template " + entry.path().string());
    files.emplace(entry.path().lexically_relative(folder).generic_string(),
                  std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  return files;
}

bool strict_by_build() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read once at start, before any thread.
  const char* chosen = std::getenv("KW_STRICT_TEMPLATES");
  if (chosen != nullptr) return std::string_view(chosen) == "1";
#ifdef NDEBUG
  return false;
#else
  return true;
#endif
}

using Parsed = std::unique_ptr<ctemplate::Template>;

struct Page {
  std::vector<std::string> names;
  std::array<Parsed, kLanguages.size()> parsed;
};

class Loader {
 public:
  Loader(const TemplateFiles& files, const text::Texts& texts, const Templates::AssetAddress& address)
      : files_(files), texts_(texts), address_(address) {}

  std::map<std::string, Page, std::less<>> load() {
    std::map<std::string, Page, std::less<>> pages;
    for (const auto& [name, text] : files_) {
      if (std::optional<Page> page = load_page(name)) pages.emplace(name, std::move(*page));
    }
    if (!findings_.empty()) throw std::runtime_error(findings_);
    return pages;
  }

 private:
  void refuse(const std::string& place, const std::string& what) {
    findings_ += (findings_.empty() ? "" : "\n") + place + ": " + what;
  }

  std::optional<Page> load_page(const std::string& name) {
    const TemplateSource source = include_all(files_, name);
    TemplateReport report = check_template(source);
    for (const TemplateFinding& finding : report.findings) refuse(source.place(finding.offset), finding.what);
    if (!report.findings.empty()) return {};
    Page page;
    for (const Language language : kLanguages) {
      const std::string text = rewritten(source, report.parts, language);
      Parsed parsed(ctemplate::Template::StringToTemplate(text, ctemplate::DO_NOT_STRIP));
      if (parsed == nullptr || parsed->state() != ctemplate::TS_READY) {
        refuse(name + ":1", "ctemplate cannot tell how to escape this template");
        return {};
      }
      page.parsed[static_cast<std::size_t>(language)] = std::move(parsed);
    }
    page.names = std::move(report.names);
    return page;
  }

  std::string rewritten(const TemplateSource& source, const std::vector<TemplatePart>& parts, Language language) {
    std::string result{kAutoescapePragma};
    std::size_t at = 0;
    for (const TemplatePart& part : parts) {
      result.append(source.text, at, part.begin - at);
      result += replacement(source, part, language);
      at = part.end;
    }
    return result.append(source.text, at);
  }

  std::string replacement(const TemplateSource& source, const TemplatePart& part, Language language) {
    switch (part.kind) {
      case TemplatePart::Kind::message:
        break;
      case TemplatePart::Kind::asset:
        return html_escaped(address_(part.name));
      // The checker has seen that it stands between elements, and the model takes nothing but finished pieces for it.
      case TemplatePart::Kind::piece:
        return "{{" + part.name + ":none}}";
      case TemplatePart::Kind::address_part:
        return "{{" + part.name + ":" + std::string(kAddressPart) + "}}";
      // ctemplate's usual escaping turns line ends into spaces.
      case TemplatePart::Kind::typed_text:
        return "{{" + part.name + ":pre_escape}}";
    }
    const std::string text = texts_.get(language, part.name);
    check_text(source.place(part.begin), part.name, text, language);
    return html_escaped(text);
  }

  void check_text(const std::string& place, const std::string& id, const std::string& text, Language language) {
    const std::string which = "the text " + id + " in " + std::string(language_code(language));
    if (!texts_.has(language, id)) return refuse(place, which + " is missing");
    if (text.find_first_of("{}") != std::string::npos) refuse(place, which + " waits for facts: set it from the page");
  }

  const TemplateFiles& files_;
  const text::Texts& texts_;
  const Templates::AssetAddress& address_;
  std::string findings_;
};

std::string listed(const RenderFaults::Names& names) {
  std::string result;
  for (const std::string& name : names) result += " " + name;
  return result;
}

void refuse_faults(std::string_view name, const Page& page, const Model& model, RenderFaults& faults) {
  find_unknown_sections(model, page.names, faults);
  if (faults.unset.empty() && faults.unknown.empty()) return;
  throw BrokenInvariant(std::string(name) + ": variables not set:" + listed(faults.unset) +
                        "; sections not in the template:" + listed(faults.unknown));
}

}  // namespace

struct Templates::Store {
  std::map<std::string, Page, std::less<>> pages;
  bool strict = false;

  const Page& page(std::string_view name) const {
    const auto found = pages.find(name);
    ensure(found != pages.end(), "the template exists");
    return found->second;
  }
};

Templates::Templates(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

Templates Templates::load(const std::filesystem::path& folder, const text::Texts& texts, const AssetAddress& address,
                          Strictness strictness) {
  register_address_part();
  const TemplateFiles files = read_files(folder);
  auto store = std::make_unique<Store>();
  store->pages = Loader(files, texts, address).load();
  store->strict = strictness == Strictness::strict || (strictness == Strictness::by_build && strict_by_build());
  return Templates(std::move(store));
}

Html Templates::render(std::string_view name, Language language, const Model& model) const {
  const Page& page = store_->page(name);
  RenderFaults faults;
  std::string out;
  const bool expanded = expand(*page.parsed[static_cast<std::size_t>(language)], model, out, faults);
  ensure(expanded, "ctemplate renders a template it has read");
  if (store_->strict) refuse_faults(name, page, model, faults);
  return Html(std::move(out));
}

std::vector<std::string> Templates::names_in(std::string_view name) const {
  return store_->page(name).names;
}

}  // namespace kringwerk::web
