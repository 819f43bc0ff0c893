#include "text/texts.h"

#include <algorithm>
#include <array>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <stdexcept>
#include <utility>

#include "text/format.h"

namespace kringwerk::text {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Catalogue = boost::locale::message_format<char>;

constexpr const char* kDomain = "kringwerk";
constexpr int kDomainIndex = 0;

// A std::locale owns its facets: that is the only way to hold one.
std::locale load_catalogue(const std::filesystem::path& folder, Language language) {
  const std::string code{language_code(language)};
  const auto file = folder / code / "LC_MESSAGES" / (std::string(kDomain) + ".mo");
  if (!std::filesystem::is_regular_file(file)) throw std::runtime_error("no catalogue of texts at " + file.string());
  gettext::messages_info info;
  info.language = code;
  info.encoding = "UTF-8";
  info.locale_category = "LC_MESSAGES";
  info.domains.emplace_back(kDomain);
  info.paths.push_back(folder.string());
  Catalogue* catalogue = gettext::create_messages_facet<char>(info);
  if (catalogue == nullptr) throw std::runtime_error("cannot read the catalogue of texts " + file.string());
  return std::locale(std::locale::classic(), catalogue);
}

// The plural rules look at the last digits and at small numbers only; gettext takes an int.
int plural_number(std::int64_t count) {
  constexpr std::int64_t kLimit = 1'000'000;
  const std::int64_t size = count < 0 ? -(count + 1) + 1 : count;
  return static_cast<int>(size < kLimit ? size : kLimit + size % kLimit);
}

struct WriteFact {
  Language language;
  std::string operator()(std::int64_t value) const { return number(language, value); }
  std::string operator()(double value) const {
    std::string written = number(language, value, 2);
    while (written.back() == '0') written.pop_back();
    if (written.back() == ',' || written.back() == '.') written.pop_back();
    return written;
  }
  std::string operator()(const std::string& value) const { return value; }
};

// One pass from left to right: a value that itself holds {braces} is never filled in again.
std::string fill(Language language, std::string_view pattern, const std::vector<Fact>& facts) {
  std::string result;
  result.reserve(pattern.size() + 16 * facts.size());
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    const std::string_view name = close == std::string_view::npos ? "" : pattern.substr(1, close - 1);
    const auto fact = std::find_if(facts.begin(), facts.end(), [&](const Fact& one) { return one.name == name; });
    if (fact == facts.end()) {
      result += '{';
      pattern.remove_prefix(1);
    } else {
      result += std::visit(WriteFact{language}, fact->value);
      pattern.remove_prefix(close + 1);
    }
  }
  return result;
}

}  // namespace

struct Texts::Catalogues {
  std::array<std::locale, kLanguages.size()> locales;

  const Catalogue& of(Language language) const {
    return std::use_facet<Catalogue>(locales[static_cast<std::size_t>(language)]);
  }
  const char* find(Language language, std::string_view id) const {
    return of(language).get(kDomainIndex, nullptr, std::string(id).c_str());
  }
};

Texts::Texts(std::unique_ptr<Catalogues> catalogues) : catalogues_(std::move(catalogues)) {}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

Texts Texts::load(const std::filesystem::path& folder) {
  auto catalogues = std::make_unique<Catalogues>();
  for (const Language language : kLanguages) {
    catalogues->locales[static_cast<std::size_t>(language)] = load_catalogue(folder, language);
  }
  return Texts(std::move(catalogues));
}

std::string Texts::get(Language language, std::string_view id) const {
  const char* found = id.empty() ? nullptr : catalogues_->find(language, id);
  return found == nullptr ? std::string(id) : std::string(found);
}

bool Texts::has(Language language, std::string_view id) const {
  return !id.empty() && catalogues_->find(language, id) != nullptr;
}

std::string Texts::format(Language language, std::string_view id, const std::vector<Fact>& facts) const {
  return fill(language, get(language, id), facts);
}

std::string Texts::plural(Language language, std::string_view id, std::int64_t count,
                          const std::vector<Fact>& facts) const {
  const std::string key{id};
  const char* found = catalogues_->of(language).get(kDomainIndex, nullptr, key.c_str(), plural_number(count));
  std::vector<Fact> all{{"n", count}};
  all.insert(all.end(), facts.begin(), facts.end());
  return fill(language, found == nullptr ? key : std::string(found), all);
}

}  // namespace kringwerk::text
