#include "site/page.h"

#include <algorithm>
#include <array>
#include <span>

#include "access/route_policy.h"
#include "site/visit.h"

namespace kringwerk::site {

namespace {

constexpr std::array<std::string_view, 3> kOwnNames{"Nederlands", "English", "français"};

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

/// The same page in another language: the path's first segment changes, the query stays.
std::string in_language(const web::Request& request, Language language) {
  const std::string& target = request.target;
  const auto end = std::min(target.find_first_of("/?", 1), target.size());
  return "/" + std::string(language_code(language)) + target.substr(end);
}

void add_languages(const web::Request& request, Language current, web::Model& model) {
  for (const Language language : kLanguages) {
    web::Model& turn = model.add("LANGUAGE");
    const bool is_get = request.method == web::Method::get || request.method == web::Method::head;
    turn.set("ADDRESS", is_get ? in_language(request, language) : address(language, ""));
    turn.set("CODE", language_code(language)).set("LABEL", upper(language_code(language)));
    turn.set("NAME", kOwnNames[static_cast<std::size_t>(language)]);
    turn.show_if(language == current, "CURRENT");
  }
}

void add_crumbs(Language language, const std::vector<Crumb>& crumbs, web::Model& model) {
  if (crumbs.empty()) return;
  model.show("CRUMBS");
  for (const Crumb& crumb : crumbs) {
    web::Model& turn = model.add("CRUMB");
    turn.set("TITLE", crumb.title);
    if (crumb.address.empty()) {
      turn.show("HERE");
    } else {
      turn.add("LINK").set("ADDRESS", address(language, crumb.address));
    }
  }
}

bool anybody(const access::Actor&) {
  return true;
}
bool works_for_organisation(const access::Actor& actor) {
  return actor.holds(access::Role::organisation_user);
}
bool has_part_in_agreements(const access::Actor& actor) {
  return works_for_organisation(actor) || actor.holds(access::Role::coach) || actor.holds(access::Role::coordinator);
}

/// Where people with an account find their work, in groups; a link is shown to whoever may come there and has use of
/// it.
struct OwnLink {
  std::string_view policy;
  std::string_view path;
  std::string_view text;
  bool (*has_use)(const access::Actor&) = anybody;
};
struct OwnGroup {
  std::string_view text;
  std::span<const OwnLink> links;
};
constexpr auto kOwnWork = std::to_array<OwnLink>({
    {"desk.my.view", "/my", "site.menu.my"},
    {"materials.own.list", "/our-streams", "site.menu.our_streams", works_for_organisation},
    {"capacity.own.list", "/our-capabilities", "site.menu.our_capabilities", works_for_organisation},
    {"introductions.list", "/introductions", "site.menu.introductions", works_for_organisation},
    {"handovers.agreements.list", "/agreements", "site.menu.agreements", has_part_in_agreements},
    {"guidance.board.view", "/questions", "site.menu.questions"},
    {"introductions.board", "/introductions/board", "site.menu.introduction_board"},
    {"materials.entries.view", "/on-behalf", "site.menu.on_behalf"},
    {"freshness.board.view", "/freshness", "site.menu.freshness"},
    {"exchange.import.list", "/import", "site.menu.import"},
    {"network.duplicates.view", "/duplicates", "site.menu.duplicates"},
    {"rooms.list.view", "/rooms", "site.menu.rooms"},
});
constexpr auto kOwnNetwork = std::to_array<OwnLink>({
    {"network.organisations.list", "/organisations", "network.list.organisation"},
    {"capacity.directory.view", "/capabilities", "site.menu.capabilities"},
    {"introductions.calls.list", "/calls", "site.menu.calls"},
    {"planning.plan.view", "/plan", "site.menu.plan"},
    {"planning.potential.view", "/potential", "potential.title"},
    {"planning.scenarios.view", "/what-if", "whatif.title"},
    {"introductions.report.view", "/why-matches-fail", "site.menu.match_report"},
    {"introductions.weights.view", "/weights", "site.menu.weights"},
});
constexpr auto kOwnAdministration = std::to_array<OwnLink>({
    {"accounts.people.view", "/people", "site.menu.people"},
    {"clocks.view", "/freshness/clocks", "site.menu.clocks"},
    {"accounts.audit.view", "/audit", "site.menu.audit"},
    {"privacy.retention.view", "/admin/retention", "site.menu.retention"},
});
constexpr auto kOwnAccount = std::to_array<OwnLink>({
    {"accounts.own", "/account", "site.menu.account"},
    {"digests.own", "/my/digest", "desk.my.digest"},
    {"privacy.page.view", "/account/privacy", "site.menu.own_data"},
});
constexpr std::array<OwnGroup, 4> kOwnGroups{{
    {"site.menu.group.work", kOwnWork},
    {"site.menu.group.network", kOwnNetwork},
    {"site.menu.group.administration", kOwnAdministration},
    {"site.menu.group.account", kOwnAccount},
}};

bool is_for(const OwnLink& link, const access::Actor& actor) {
  const access::RoutePolicy* policy = access::find_route_policy(link.policy);
  return policy != nullptr && access::may_come(policy->audience, actor) && link.has_use(actor);
}

/// A visitor's part is the same for all visitors, so that their pages are the same bytes.
void add_person(const Services& services, const web::Request& request, Language language, const access::Visit& visit,
                web::Model& model) {
  if (!visit.actor.is_signed_in()) {
    model.show("VISITOR");
    return;
  }
  web::Model& person = model.add("PERSON");
  person.set("NAME", visit.name);
  show_own_links(services, language, visit.actor, person);
  const web::Csrf::Ticket ticket = services.csrf.ticket(request);
  // Without the cookie that belongs to it the form would not be accepted; the account page has one that is.
  if (ticket.set_cookie.empty()) person.add("SIGN_OUT").set("CSRF", ticket.token);
}

std::string refusal_kind(int status) {
  switch (status) {
    case 404:
      return "missing";
    case 405:
    case 501:
      return "method";
    case 409:
    case 412:
      return "conflict";
    case 428:
      return "unversioned";
    case 413:
    case 431:
      return "too_large";
    case 503:
    case 507:
      return "busy";
    default:
      return status < 500 ? "bad_request" : "failure";
  }
}

struct Asked {
  const web::Request& request;
  Language language;
  const access::Visit& visit;
};

web::Response framed(const Services& services, const Asked& asked, const web::Html& body, const PageFrame& frame,
                     int status) {
  const auto& [request, language, visit] = asked;
  web::Model model;
  model.set("LANG", language_code(language)).set("TITLE", frame.title);
  model.set("DESCRIPTION", frame.description.empty() ? frame.title : frame.description);
  model.set("HOME", address(language, "")).set("BODY_HTML", body);
  model.show_if(frame.index == PageFrame::Index::no, "NO_INDEX");
  constexpr std::array<std::string_view, 5> kMenu{"", "MENU_MATERIALS", "MENU_MAP", "MENU_HUBS", ""};
  const std::string_view menu = kMenu[static_cast<std::size_t>(frame.menu)];
  model.show_if(!menu.empty(), menu);
  add_person(services, request, language, visit, model);
  add_languages(request, language, model);
  add_crumbs(language, frame.crumbs, model);
  return web::Response::html(services.templates.render("site/frame.html", language, model).text(), status);
}

}  // namespace

void show_own_links(const Services& services, Language language, const access::Actor& actor, web::Model& model) {
  for (const OwnGroup& group : kOwnGroups) {
    web::Model* section = nullptr;
    for (const OwnLink& link : group.links) {
      if (!is_for(link, actor)) continue;
      if (section == nullptr) {
        section = &model.add("OWN_GROUP");
        section->set("GROUP_TEXT", services.texts.get(language, group.text));
      }
      section->add("OWN")
          .set("ADDRESS", address(language, link.path))
          .set("TEXT", services.texts.get(language, link.text));
    }
  }
}

std::string address(Language language, std::string_view path) {
  return "/" + std::string(language_code(language)) + std::string(path);
}

web::Response page(const Services& services, const web::Call& call, std::string_view template_name,
                   const web::Model& model, const PageFrame& frame, int status) {
  const web::Html body = services.templates.render(template_name, call.language, model);
  web::Response response = framed(services, {call.request, call.language, visit_of(call)}, body, frame, status);
  // Visitors' public pages may be revalidated by their ETag; what a person, a secret link or a form shows is stored
  // nowhere.
  const bool is_public = frame.index == PageFrame::Index::yes && status == 200;
  if (is_public && !visit_of(call).actor.is_signed_in()) response.is_private = false;
  return response;
}

web::Response refusal_page(const Services& services, const web::Request& request, Language language, int status) {
  const std::string kind = refusal_kind(status);
  web::Model model;
  model.set("TITLE", services.texts.get(language, "site." + kind + ".title"));
  model.set("TEXT", services.texts.get(language, "site." + kind + ".text"));
  model.set("HOME", address(language, ""));
  const web::Html body = services.templates.render("site/refusal.html", language, model);
  PageFrame frame;
  frame.title = services.texts.get(language, "site." + kind + ".title");
  frame.index = PageFrame::Index::no;
  return framed(services, {request, language, visit_of_refused(services, request)}, body, frame, status);
}

web::Response with_form(const Services& services, const web::Call& call, web::Model& model,
                        const std::function<web::Response()>& render) {
  const web::Csrf::Ticket ticket = services.csrf.ticket(call.request);
  model.set("CSRF", ticket.token);
  web::Response response = render();
  response.is_private = true;
  if (!ticket.set_cookie.empty()) response.headers.emplace_back("Set-Cookie", ticket.set_cookie);
  return response;
}

bool is_own_form(const Services& services, const web::Call& call, const web::Form& form) {
  return services.csrf.accepts(call.request, form.fields.value("csrf"));
}

void show_findings(const Services& services, Language language, const Violations& violations,
                   std::span<const std::string_view> fields, web::Model& model, std::string_view labels) {
  if (violations.empty()) return;
  web::Model& summary = model.add("ERRORS");
  const auto show = [&](const Violation& violation) -> web::Model& {
    return summary.add("ERROR")
        .set("FIELD", violation.field)
        .set("MESSAGE", services.texts.finding(language, violation));
  };
  for (const Violation& violation : violations) {
    if (std::find(fields.begin(), fields.end(), violation.field) == fields.end()) show(violation);
  }
  for (const std::string_view field : fields) {
    const auto found = std::find_if(violations.begin(), violations.end(),
                                    [&](const Violation& violation) { return violation.field == field; });
    if (found == violations.end()) continue;
    web::Model& line = show(*found);
    if (!labels.empty()) {
      line.add("LABEL").set("TEXT", services.texts.get(language, std::string(labels) + std::string(field)));
    }
    model.add("ERROR_" + upper(field)).set("MESSAGE", services.texts.finding(language, *found));
  }
}

}  // namespace kringwerk::site
