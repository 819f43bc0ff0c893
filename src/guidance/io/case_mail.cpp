#include "guidance/io/case_mail.h"

#include "site/page.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

std::vector<Fact> facts_of(const site::Services& services, const CaseMailFacts& facts, Language language) {
  const text::Texts& texts = services.texts;
  const Case& opened = facts.opened;
  const std::string none = texts.get(language, "guidance.mail.none");
  const auto or_none = [&](const std::string& text) { return text.empty() ? none : text; };
  return {{"hub", facts.hub_name},
          {"question", or_none(opened.question)},
          {"about", or_none(facts.about)},
          {"name", or_none(opened.asker_name)},
          {"email", opened.asker_email},
          {"due", text::day(language, opened.answer_due)},
          {"link", services.public_url + site::address(language, "/questions/") + facts.secret}};
}

}  // namespace

notify::Mail mail_to_hub(const site::Services& services, const CaseMailFacts& facts, const std::string& mailbox) {
  constexpr Language kLanguage = Language::nl;
  const auto words = facts_of(services, facts, kLanguage);
  return {mailbox, services.texts.format(kLanguage, "guidance.mail.hub.subject", words),
          services.texts.format(kLanguage, "guidance.mail.hub.body", words) + "\n", facts.opened.asker_email};
}

notify::Mail mail_to_asker(const site::Services& services, const CaseMailFacts& facts) {
  const Language language = facts.opened.language;
  const auto words = facts_of(services, facts, language);
  return {facts.opened.asker_email, services.texts.format(language, "guidance.mail.asker.subject", words),
          services.texts.format(language, "guidance.mail.asker.body", words) + "\n", ""};
}

}  // namespace kringwerk::guidance
