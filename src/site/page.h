#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "base/violation.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"
#include "web/template.h"

namespace kringwerk::site {

/// Which entry of the main menu a page belongs to.
enum class MenuEntry { none, materials, map, hubs, offer };

struct Crumb {
  std::string title;
  std::string address;  ///< absolute path; empty for the page itself
};

/// What the frame around a page needs to know.
struct PageFrame {
  std::string title;        ///< of the window, without " | Kringwerk"
  std::string description;  ///< one sentence for search engines; empty = the title
  MenuEntry menu = MenuEntry::none;
  std::vector<Crumb> crumbs;                        ///< after "Start"; the last is the page itself
  enum class Index { yes, no } index = Index::yes;  ///< no: search engines stay away (drafts, answers to forms)
};

/// Renders `template_name` with `model` inside the frame (templates/site/frame.html) in the language of the call.
web::Response page(const Services& services, const web::Call& call, std::string_view template_name,
                   const web::Model& model, const PageFrame& frame, int status = 200);

/// The page for 404, 405 and other refusals without details: denied and absent look the same.
web::Response refusal_page(const Services& services, const web::Request& request, Language language, int status);

/// "/nl/hubs/…": an address of this site in the language of the page.
std::string address(Language language, std::string_view path);

/// Fills {{#OWN_GROUP}} with the pages that an account may come to and that fit its roles: GROUP_TEXT, and {{#OWN}}
/// with ADDRESS and TEXT.
void show_own_links(const Services& services, Language language, const access::Actor& actor, web::Model& model);

/// Adds {{CSRF}} to the model and the cookie to the answer; every POST form needs it.
/// Use: page = with_form(services, call, model, [&]{ return site::page(...); })
web::Response with_form(const Services& services, const web::Call& call, web::Model& model,
                        const std::function<web::Response()>& render);

/// Whether the form's hidden field "csrf" is good; the handler answers expired_form_page when it is not.
bool is_own_form(const Services& services, const web::Call& call, const web::Form& form);

/// 403: the form was open too long or came from another site. What was typed stays in the browser's history.
web::Response expired_form_page(const Services& services, const web::Call& call);

/// Shows findings on a form page. Sets {{#ERRORS}} with one {{#ERROR}} {FIELD, MESSAGE} per finding for the summary,
/// and for each field F (in CAPITALS) the section {{#ERROR_F}} with {{MESSAGE}}. Fields without finding stay silent.
/// A field shows its first finding only; the summary has the order of `fields`, after what concerns no field.
/// With `labels`, the beginning of the ids of the fields' own words ("materials.offer."), each {{#ERROR}} of a field
/// has
/// {{#LABEL}} with {{TEXT}}, as templates/site/error_summary.html wants it.
void show_findings(const Services& services, Language language, const Violations& violations,
                   std::span<const std::string_view> fields, web::Model& model, std::string_view labels = {});

}  // namespace kringwerk::site
