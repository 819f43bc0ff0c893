#include "site/refusal.h"

#include <array>

#include "site/page.h"

namespace kringwerk::site {

int status_of(const Refusal& refusal) {
  // In the order of Refusal.
  constexpr std::array<int, std::variant_size_v<Refusal>> kStatus{422, 404, 404, 409, 428, 412};
  return kStatus[refusal.index()];
}

web::Response refused(const Services& services, const web::Call& call, const Refusal& refusal) {
  return refusal_page(services, call.request, call.language, status_of(refusal));
}

Violations findings_of(const Refusal& refusal) {
  const auto* invalid = std::get_if<Invalid>(&refusal);
  return invalid == nullptr ? Violations{} : invalid->violations;
}

}  // namespace kringwerk::site
