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

notify::Mail mail_of_reply(const site::Services& services, const Case& handled, const HubWords& said) {
  const Language language = handled.language;
  const std::vector<Fact> words{{"hub", said.hub_name}, {"words", said.words}};
  return {handled.asker_email, services.texts.format(language, "guidance.mail.reply.subject", words),
          services.texts.format(language, "guidance.mail.reply.body", words) + "\n", said.mailbox};
}

notify::Mail mail_of_hand_over(const site::Services& services, const Case& handled, const HubWords& said) {
  constexpr Language kLanguage = Language::nl;
  const std::string none = services.texts.get(kLanguage, "guidance.mail.none");
  const std::vector<Fact> words{
      {"hub", said.hub_name},
      {"words", said.words.empty() ? none : said.words},
      {"question", handled.question.empty() ? none : handled.question},
      {"due", text::day(kLanguage, handled.answer_due)},
      {"link", services.public_url + site::address(kLanguage, "/questions/received/") + handled.id.text()}};
  return {said.mailbox, services.texts.format(kLanguage, "guidance.mail.hand_over.subject", words),
          services.texts.format(kLanguage, "guidance.mail.hand_over.body", words) + "\n", handled.asker_email};
}

notify::Mail mail_of_new_hub(const site::Services& services, const Case& handled, const std::string& hub_name) {
  const Language language = handled.language;
  const std::vector<Fact> words{{"hub", hub_name}, {"due", text::day(language, handled.answer_due)}};
  return {handled.asker_email, services.texts.format(language, "guidance.mail.new_hub.subject", words),
          services.texts.format(language, "guidance.mail.new_hub.body", words) + "\n", ""};
}

}  // namespace kringwerk::guidance
