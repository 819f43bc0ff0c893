#pragma once

#include "introductions/introduction.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

namespace kringwerk::introductions {

/// What a form of the page sent that could not be kept, to be shown again.
struct TypedDeed {
  std::string answer;
  std::string reason;
  std::string words;
  Violations violations;
  /// stale: the introduction changed since the page was opened; missing: the form did not say which version it saw.
  enum class Version { good, stale, missing } version = Version::good;
};

/// The introduction that an address names and who its reader is to it: by its id for who is signed in, by its secret
/// for who holds the link. nullopt when there is no such thing, or the reader may not see it.
struct Opened {
  Introduction introduction;
  Standing standing;
};
std::optional<Opened> open_introduction(storage::Connection& connection, const site::Services& services,
                                        const web::Call& call);
/// The address that was used, without language: "/introductions/…".
std::string opened_path(const web::Call& call);

/// The page of an introduction: 200; 422 with findings, 412 when stale, 428 without version; the page for an unknown
/// address for who may not see it.
web::Response introduction_page(const site::Services& services, const web::Call& call, const TypedDeed& typed = {});

/// Answer, end of the talks, withdrawal: by the form's field "deed". Back to the page.
web::Response handle_introduction(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::introductions
