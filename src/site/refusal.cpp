#include "site/refusal.h"

#include "site/page.h"

namespace kringwerk::site {

int status_of(const Refusal& refusal) {
  constexpr int kUnprocessable = 422;
  constexpr int kNotFound = 404;
  constexpr int kConflict = 409;
  if (std::holds_alternative<Invalid>(refusal)) return kUnprocessable;
  return std::holds_alternative<Conflict>(refusal) ? kConflict : kNotFound;
}

web::Response refused(const Services& services, const web::Call& call, const Refusal& refusal) {
  return refusal_page(services, call.request, call.language, status_of(refusal));
}

Violations findings_of(const Refusal& refusal) {
  const auto* invalid = std::get_if<Invalid>(&refusal);
  return invalid == nullptr ? Violations{} : invalid->violations;
}

}  // namespace kringwerk::site
