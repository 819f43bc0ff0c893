#include "network/io/organisation_links.h"

#include <array>

namespace kringwerk::network {

namespace {

constexpr std::string_view kOrganisationScope = "scope_kind = 'organisation'";
constexpr std::string_view kOrganisationRecord = "record = 'organisation'";

constexpr std::array kLinks{
    OrganisationLink{"organisation", "organisation_id", "", LinkStep::own, "", ""},
    OrganisationLink{"organisation_sector", "organisation_id", "", LinkStep::own, "", ""},
    OrganisationLink{"organisation_contact", "organisation_id", "", LinkStep::own, "", ""},
    OrganisationLink{"recognition", "organisation_id", "", LinkStep::moves, "kind from_on to_on", "recognitions"},
    OrganisationLink{"organisation_permit", "organisation_id", "", LinkStep::moves, "permit", "permits"},
    OrganisationLink{"membership", "organisation_id", "", LinkStep::moves, "hub_id role from_on to_on", "memberships"},
    OrganisationLink{"capability", "organisation_id", "", LinkStep::moves, "", "capabilities"},
    OrganisationLink{"stream", "organisation_id", "", LinkStep::moves, "", "streams"},
    OrganisationLink{"introduction_side", "organisation_id", "", LinkStep::moves, "", "introductions"},
    OrganisationLink{"partner_call", "organisation_id", "", LinkStep::moves, "", "calls"},
    OrganisationLink{"partner_call_answer", "organisation_id", "", LinkStep::moves, "call_id", ""},
    OrganisationLink{"role_grant", "scope_id", kOrganisationScope, LinkStep::moves, "", "people"},
    OrganisationLink{"invitation", "scope_id", kOrganisationScope, LinkStep::moves, "", ""},
    OrganisationLink{"import_identity", "record_id", kOrganisationRecord, LinkStep::moves, "", ""},
    OrganisationLink{"import_change", "record_id", kOrganisationRecord, LinkStep::stays, "", ""},
    OrganisationLink{"organisation_distinct", "low_id", "", LinkStep::stays, "", ""},
    OrganisationLink{"organisation_distinct", "high_id", "", LinkStep::stays, "", ""},
    OrganisationLink{"organisation_merge", "survivor_id", "", LinkStep::stays, "", ""},
    OrganisationLink{"organisation_merge", "absorbed_id", "", LinkStep::stays, "", ""},
};

}  // namespace

std::span<const OrganisationLink> organisation_links() {
  return kLinks;
}

}  // namespace kringwerk::network
