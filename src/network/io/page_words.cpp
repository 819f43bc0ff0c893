#include "network/io/page_words.h"

#include "network/said_source.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::network {

std::string unknown(const site::Services& services, Language language) {
  return services.texts.get(language, "site.unknown");
}

std::string kind_word(const site::Services& services, Language language, OrganisationKind kind) {
  return services.texts.get(language, "network.kind." + std::string(key_of(kind)));
}

std::string role_word(const site::Services& services, Language language, MembershipRole role) {
  return services.texts.get(language, "network.role." + std::string(key_of(role)));
}

std::string period_words(const site::Services& services, Language language, const Period& period) {
  const auto& texts = services.texts;
  if (period.from && period.to) {
    return texts.format(language, "network.period.from_to",
                        {{"from", text::day(language, *period.from)}, {"to", text::day(language, *period.to)}});
  }
  if (period.from) return texts.format(language, "network.period.from", {{"from", text::day(language, *period.from)}});
  if (period.to) return texts.format(language, "network.period.to", {{"to", text::day(language, *period.to)}});
  return texts.get(language, "network.period.unknown");
}

SourceWords source_words(const site::Services& services, Language language, const std::string& key,
                         const std::string& title) {
  if (const auto said = read_said_source(key)) {
    const std::string who = said->title.empty() ? services.texts.get(language, "network.source.own") : said->title;
    return {services.texts.format(language, "network.source.said",
                                  {{"title", who}, {"day", text::day(language, said->on)}}),
            said->url};
  }
  const std::string own = "network.source." + key;
  return {services.texts.has(language, own) ? services.texts.get(language, own) : title,
          site::address(language, "/sources#" + key)};
}

void set_source(const site::Services& services, Language language, const std::string& key, const std::string& title,
                web::Model& model) {
  const SourceWords source = source_words(services, language, key, title);
  web::Model& part = model.add("SOURCE_PART").set("SOURCE_TITLE", source.words);
  if (source.address.empty())
    part.show("SOURCE_PLAIN");
  else
    part.add("SOURCE_LINK").set("SOURCE_ADDRESS", source.address);
}

}  // namespace kringwerk::network
