#include "materials/io/offer_pages.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "materials/io/confirm_pages.h"
#include "materials/io/load_materials.h"
#include "materials/io/offer_view.h"
#include "materials/io/submit_offer.h"
#include "network/io/load_places.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

/// The form with what the store knows about the words typed so far.
web::Response show_form(const site::Services& services, const web::Call& call, OfferFormView view) {
  view.kinds_link = site::address(call.language, "/offers/new?resource=");
  for (Violation& violation : view.violations) violation.field = shown_field(violation.field);
  const auto taxonomy = services.database.read([&](storage::Connection& connection) {
    if (!view.typed.place.empty() && !view.violations.empty()) {
      for (network::FoundPlace& place : network::find_places(connection, view.typed.place)) {
        view.place_choice.push_back(std::move(place.municipality));
      }
    }
    return load_taxonomy(connection);
  });
  add_guesses(taxonomy, view);
  return offer_form_page(services, call, view);
}

web::Response new_offer(const site::Services& services, const web::Call& call) {
  OfferFormView view;
  view.typed = typed_in_query(call.request.query);
  view.form_key = access::make_secret();
  return show_form(services, call, std::move(view));
}

web::Response create_offer(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const std::string form_key(read.form.fields.value("key"));
  if (!site::is_own_form(services, call, read.form) || !access::looks_like_secret(form_key)) {
    return site::expired_form_page(services, call);
  }
  OfferFormView view;
  view.typed = typed_in_form(read.form.fields);
  view.form_key = form_key;
  OfferSubmission submission{read_offer_form(read.form, call.language),
                             access::secret_of_submission(form_key, canonical(view.typed)), call.request.remote_address,
                             site::author_of(services, call)};
  Violations violations = read.violations;
  append(violations, std::move(submission.answers.violations));
  submission.answers.violations = std::move(violations);
  const auto submitted = submit_offer(services, submission);
  if (submitted) {
    services.mail_waits();
    return web::Response::see_other(site::address(call.language, "/offers/draft/" + submission.secret));
  }
  view.violations = site::findings_of(submitted.error());
  if (view.violations.empty()) return site::refused(services, call, submitted.error());
  return show_form(services, call, std::move(view));
}

}  // namespace

void add_offer_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/offers/new", "materials.offer.new"},
             [&services](const web::Call& call) { return new_offer(services, call); });
  router.add({web::Method::post, "/{lang}/offers", "materials.offer.create"},
             [&services](const web::Call& call) { return create_offer(services, call); });
  add_confirm_routes(router, services);
}

}  // namespace kringwerk::materials
