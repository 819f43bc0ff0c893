#include "materials/io/offer_mail.h"

#include "access/io/secrets.h"
#include "site/page.h"

namespace kringwerk::materials {

notify::Mail offer_mail(const site::Services& services, const OfferDrafted& drafted, const std::string& secret) {
  const Language language = drafted.stream.language;
  const std::string& title = drafted.stream.title.exact(language);
  const auto link = [&](const std::string& path) {
    return services.public_url + site::address(language, path) + secret;
  };
  return {drafted.contact_email, services.texts.get(language, "materials.mail.subject"),
          services.texts.format(
              language, "materials.mail.body",
              {{"title", title},
               {"confirm", link("/offers/confirm/") + "/" + access::mail_code(services.keys.links, secret)},
               {"view", link("/offers/draft/")}}) +
              "\n",
          ""};
}

notify::Mail entry_mail(const site::Services& services, const OfferDrafted& drafted, const EntryMail& facts) {
  const Language language = drafted.stream.language;
  const auto link = [&](const std::string& path) {
    return services.public_url + site::address(language, path) + facts.secret;
  };
  const std::vector<Fact> words{
      {"hub", facts.hub_name},
      {"company", facts.company},
      {"title", drafted.stream.title.exact(language)},
      {"confirm", link("/offers/confirm/") + "/" + access::mail_code(services.keys.links, facts.secret)},
      {"view", link("/offers/draft/")}};
  return {drafted.contact_email, services.texts.format(language, "materials.entry_mail.subject", words),
          services.texts.format(language, "materials.entry_mail.body", words) + "\n", ""};
}

}  // namespace kringwerk::materials
