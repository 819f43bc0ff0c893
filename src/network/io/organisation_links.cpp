#include "network/io/organisation_links.h"

#include <vector>

namespace kringwerk::network {

namespace {

constexpr std::string_view kOrganisationScope = "scope_kind = 'organisation'";
constexpr std::string_view kOrganisationRecord = "record = 'organisation'";
constexpr std::string_view kConfirmedOrganisation = "record_type = 'organisation'";

const std::vector<OrganisationLink>& all_links() {
  static const std::vector<OrganisationLink> kLinks{
      {"organisation", "organisation_id", "", LinkStep::own, "", "", ""},
      {"organisation_sector", "organisation_id", "", LinkStep::own, "", "", ""},
      {"organisation_contact", "organisation_id", "", LinkStep::own, "", "", ""},
      {"organisation_detail", "organisation_id", "", LinkStep::own, "", "", ""},
      {"fact_note", "record_id", kOrganisationRecord, LinkStep::own, "", "", ""},
      {"record_confirmation", "record_id", kConfirmedOrganisation, LinkStep::own, "", "", ""},
      {"freshness_notice", "record_id", kConfirmedOrganisation, LinkStep::own, "", "", ""},
      {"freshness_note", "record_id", kConfirmedOrganisation, LinkStep::own, "", "", ""},
      {"organisation_site", "organisation_id", "", LinkStep::moves, "list_order", "name address position", "sites"},
      {"recognition", "organisation_id", "", LinkStep::moves, "", "kind from_on to_on", "recognitions"},
      {"organisation_permit", "organisation_id", "", LinkStep::moves, "", "permit", "permits"},
      {"membership", "organisation_id", "", LinkStep::moves, "", "hub_id role from_on to_on", "memberships"},
      {"capability", "organisation_id", "", LinkStep::moves, "", "", "capabilities"},
      {"stream", "organisation_id", "", LinkStep::moves, "", "", "streams"},
      {"introduction_side", "organisation_id", "", LinkStep::moves, "", "", "introductions"},
      {"partner_call", "organisation_id", "", LinkStep::moves, "", "", "calls"},
      {"partner_call_answer", "organisation_id", "", LinkStep::moves, "", "call_id", ""},
      {"agreement_side", "organisation_id", "", LinkStep::moves, "", "", "agreements"},
      {"attachment", "organisation_id", "", LinkStep::moves, "", "", ""},
      {"role_grant", "scope_id", kOrganisationScope, LinkStep::moves, "", "", "people"},
      {"invitation", "scope_id", kOrganisationScope, LinkStep::moves, "", "", ""},
      {"import_identity", "record_id", kOrganisationRecord, LinkStep::moves, "", "", ""},
      {"import_change", "record_id", kOrganisationRecord, LinkStep::stays, "", "", ""},
      {"revision", "record_id", kOrganisationRecord, LinkStep::stays, "", "", ""},
      {"freshness_question", "record_id", kConfirmedOrganisation, LinkStep::stays, "", "", ""},
      {"organisation_distinct", "low_id", "", LinkStep::stays, "", "", ""},
      {"organisation_distinct", "high_id", "", LinkStep::stays, "", "", ""},
      {"organisation_merge", "survivor_id", "", LinkStep::stays, "", "", ""},
      {"organisation_merge", "absorbed_id", "", LinkStep::stays, "", "", ""},
  };
  return kLinks;
}

}  // namespace

std::span<const OrganisationLink> organisation_links() {
  return all_links();
}

}  // namespace kringwerk::network
