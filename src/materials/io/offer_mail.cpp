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
          services.texts.format(language, "materials.mail.body",
                                {{"title", title},
                                 {"confirm", link("/offers/confirm/") + "/" + access::mail_code(services.keys.links, secret)},
                                 {"view", link("/offers/draft/")}}) +
              "\n",
          ""};
}

}  // namespace kringwerk::materials
