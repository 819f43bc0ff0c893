#pragma once

#include <memory>
#include <vector>

#include "access/io/record_registry.h"
#include "accounts/consent.h"
#include "accounts/retention_rule.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

/// What the pages about personal data are made of; read once at start.
struct PrivacyData {
  access::RecordRegistry registry;
  std::vector<RetentionRule> rules;
  std::vector<ConsentPurpose> purposes;
};

/// The statement on privacy; for who is signed in: consents, the export and the erasure of everything; for
/// administrators how much is kept too long.
void add_privacy_routes(web::Router& router, const site::Services& services,
                        const std::shared_ptr<const PrivacyData>& data);

/// The pages of the erasure.
void add_erasure_routes(web::Router& router, const site::Services& services,
                        const std::shared_ptr<const PrivacyData>& data);
/// The statement, and the administrators' view.
void add_retention_routes(web::Router& router, const site::Services& services,
                          const std::shared_ptr<const PrivacyData>& data);

}  // namespace kringwerk::accounts
