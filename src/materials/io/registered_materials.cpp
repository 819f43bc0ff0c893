#include "materials/io/registered_materials.h"

#include "network/io/list_version.h"

namespace kringwerk::materials {

namespace {

using access::ErasureEffect;

/// Takes away what the photos of these streams hold.
std::string files_of(const std::string& streams) {
  return "DELETE FROM attachment_content WHERE attachment_id IN (SELECT attachment_id FROM attachment WHERE stream_id "
         "IN (" +
         streams + "))";
}

/// A question may be about the draft; it stays, without it.
std::vector<std::string> remove_drafts() {
  return {files_of("SELECT stream_id FROM stream WHERE {rows}"),
          "DELETE FROM attachment WHERE stream_id IN (SELECT stream_id FROM stream WHERE {rows})",
          "UPDATE hub_case SET stream_id = NULL WHERE stream_id IN (SELECT stream_id FROM stream WHERE {rows})",
          "DELETE FROM stream_on_behalf WHERE stream_id IN (SELECT stream_id FROM stream WHERE {rows})",
          "DELETE FROM stream WHERE {rows}"};
}

/// A listing that nobody can be asked about is closed: it leaves the list, its own words go. Material, amount and
/// municipality stay for the figures. The listing of an organisation loses the address only.
std::vector<std::string> empty_listings() {
  const std::string of_nobody = "SELECT stream_id FROM stream WHERE organisation_id IS NULL AND {rows}";
  const std::string emptied =
      "UPDATE stream SET state = 'closed', typed_what = '', title_nl = '', title_en = '', title_fr = '', "
      "description_nl = '', description_en = '', description_fr = '', packaging = '', version = version + 1 "
      "WHERE organisation_id IS NULL AND {rows}";
  return {files_of(of_nobody),
          "DELETE FROM attachment WHERE stream_id IN (" + of_nobody + ")",
          "DELETE FROM stream_row WHERE stream_id IN (" + of_nobody + ")",
          std::string(network::kRaiseListVersion),
          emptied,
          "UPDATE stream SET contact_email = '', secret_hash = '' WHERE {rows}"};
}

std::vector<std::string> told_of_stream() {
  return {"stream_id",
          "kind",
          "state",
          "visibility",
          "organisation_id",
          "material_id",
          "typed_what",
          "title_nl",
          "title_en",
          "title_fr",
          "description_nl",
          "description_en",
          "description_fr",
          "language",
          "amount_thousandths",
          "unit",
          "rhythm",
          "nis",
          "packaging",
          "contact_email",
          "confirmed_at_ms",
          "created_at_ms"};
}

}  // namespace

void register_materials(access::RecordRegistry& registry) {
  registry.personal.push_back({"offer_draft",
                               "stream",
                               "stream_id",
                               "stream.state = 'draft' AND lower(stream.contact_email) = :email",
                               told_of_stream(),
                               {"secret_hash", "entered_by"},
                               ErasureEffect::removed,
                               remove_drafts()});
  registry.personal.push_back({"offer",
                               "stream",
                               "stream_id",
                               "stream.state <> 'draft' AND lower(stream.contact_email) = :email",
                               told_of_stream(),
                               {},
                               ErasureEffect::emptied,
                               empty_listings()});
  registry.personal.push_back({"saved_view",
                               "saved_view",
                               "view_id",
                               "saved_view.person_id = :person",
                               {"view_id", "name", "filters", "made_at_ms", "changed_at_ms"},
                               {"person_id"},
                               ErasureEffect::removed,
                               {"DELETE FROM saved_view WHERE {rows}"}});
  registry.retained.push_back(
      {"offer_draft", "stream", "stream_id", "stream.created_at_ms", "state = 'draft'", remove_drafts()});
  registry.retained.push_back({"idempotency_key",
                               "idempotency_key",
                               "",
                               "idempotency_key.created_at_ms",
                               "",
                               {"DELETE FROM idempotency_key WHERE {rows}"}});
}

}  // namespace kringwerk::materials
