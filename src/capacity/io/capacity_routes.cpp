#include "capacity/io/capacity_pages.h"

namespace kringwerk::capacity {

void add_capacity_routes(web::Router& router, const site::Services& services) {
  using web::Call;
  using web::Method;
  router.add({Method::get, "/{lang}/capabilities", "capacity.directory.view"},
             [&services](const Call& call) { return directory_page(services, call); });
  router.add({Method::get, "/{lang}/capabilities/list.csv", "capacity.directory.export"},
             [&services](const Call& call) { return directory_csv(services, call); });
  router.add({Method::get, "/{lang}/our-capabilities", "capacity.own.list"},
             [&services](const Call& call) { return own_list_page(services, call); });
  router.add({Method::get, "/{lang}/capabilities/new", "capacity.capability.new"},
             [&services](const Call& call) { return new_capability_page(services, call); });
  router.add({Method::post, "/{lang}/capabilities", "capacity.capability.create"},
             [&services](const Call& call) { return create_capability(services, call); });
  router.add({Method::get, "/{lang}/capabilities/{capability:id}/edit", "capacity.capability.edit"},
             [&services](const Call& call) { return edit_capability_page(services, call); });
  router.add({Method::post, "/{lang}/capabilities/{capability:id}/edit", "capacity.capability.change"},
             [&services](const Call& call) { return change_capability(services, call); });
  router.add({Method::get, "/{lang}/capabilities/{capability:id}/calendar", "capacity.calendar.view"},
             [&services](const Call& call) { return calendar_page(services, call); });
  router.add({Method::post, "/{lang}/capabilities/{capability:id}/calendar", "capacity.calendar.book"},
             [&services](const Call& call) { return change_calendar(services, call); });
}

}  // namespace kringwerk::capacity
