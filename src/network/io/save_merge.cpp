#include "network/io/save_merge.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/word_list.h"
#include "network/io/list_version.h"
#include "network/io/load_merges.h"
#include "network/io/merge_rows.h"
#include "network/io/organisation_links.h"
#include "network/io/row_images.h"
#include "network/io/save_organisation.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

RecordRows own_rows(Connection& connection, OrganisationId id) {
  RecordRows image;
  for (const OrganisationLink& link : organisation_links()) {
    if (link.step != LinkStep::own) continue;
    for (ImageRow& row : rows_of(connection, link.table, link.column, id.value(), link.condition))
      image.push_back(std::move(row));
  }
  return image;
}

void insert_merge(Connection& transaction, const Merge& merge) {
  transaction.execute(
      "INSERT INTO organisation_merge (merge_id, survivor_id, absorbed_id, survivor_name, absorbed_name, merged_by, "
      "merged_at_ms, undone_by, undone_at_ms, kept_columns, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, "
      "'', ?8)",
      merge.id, merge.survivor, merge.absorbed, merge.survivor_name, merge.absorbed_name, merge.merged_by,
      merge.merged_at, merge.version);
}

/// A later merge that stands forgets what this one had brought to the survivor.
void mend_later_images(Connection& transaction, const Merge& merge, const RecordRows& before, const RecordRows& after) {
  for (const Merge& later : load_open_merges_into(transaction, merge.survivor)) {
    if (later.id == merge.id || later.merged_at < merge.merged_at) continue;
    MergeRows rows(transaction, later);
    RecordRows mended = rows.kept(MergeRows::kBefore);
    restore_images(before, after, mended);
    rows.replace(MergeRows::kBefore, mended);
  }
}

/// Rows of the survivor's own tables, made what `wanted` says; its own row stays where others point at it.
void write_own_rows(Connection& transaction, OrganisationId id, const RecordRows& wanted) {
  for (const OrganisationLink& link : organisation_links()) {
    if (link.step != LinkStep::own || link.table == "organisation") continue;
    for (const ImageRow& row : rows_of(transaction, link.table, link.column, id.value(), link.condition))
      remove_rows(transaction, row);
  }
  for (const ImageRow& row : wanted) {
    if (row.table != "organisation") {
      insert_row(transaction, row);
      continue;
    }
    ImageRow values = row;
    const auto* version = column_of(row, "version");
    set_column(values, "version", std::get<std::int64_t>(*version) + 1);
    update_rows(transaction, part_of(row, {"organisation_id"}), values);
  }
}

std::vector<std::string> restore_survivor(Connection& transaction, const Merge& merge) {
  const MergeRows rows(transaction, merge);
  const RecordRows before = rows.kept(MergeRows::kBefore);
  const RecordRows after = rows.kept(MergeRows::kAfter);
  RecordRows now = own_rows(transaction, merge.survivor);
  std::vector<std::string> kept = restore_images(before, after, now);
  write_own_rows(transaction, merge.survivor, now);
  mend_later_images(transaction, merge, before, after);
  return kept;
}

}  // namespace

void merge_organisations(Connection& transaction, const Merge& merge, const OrganisationRecord& merged) {
  insert_merge(transaction, merge);
  MergeRows rows(transaction, merge);
  rows.replace(MergeRows::kBefore, own_rows(transaction, merge.survivor));
  update_organisation(transaction, merged);
  rows.replace(MergeRows::kAfter, own_rows(transaction, merge.survivor));
  rows.move_all();
  rows.take_own(own_rows(transaction, merge.absorbed));
  raise_list_version(transaction);
}

Result<std::vector<std::string>> unmerge_organisations(Connection& transaction, const Merge& merge, Instant now) {
  if (!merge.is_open()) return Conflict{};
  if (const auto covering = load_open_merge_of(transaction, merge.survivor))
    return Invalid{{{"network.merge_covered", "", {{"name", covering->survivor_name}}}}};
  MergeRows rows(transaction, merge);
  rows.put_back();
  std::vector<std::string> kept = restore_survivor(transaction, merge);
  transaction.execute(
      "UPDATE organisation_merge SET undone_by = ?2, undone_at_ms = ?3, kept_columns = ?4, version = version + 1 WHERE "
      "merge_id = ?1",
      merge.id, merge.undone_by, now, join_list(kept));
  raise_list_version(transaction);
  return kept;
}

void keep_distinct(Connection& transaction, OrganisationId low, OrganisationId high, access::PersonId by, Instant now) {
  transaction.execute("INSERT INTO organisation_distinct VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                      std::min(low, high), std::max(low, high), by, now);
}

void forget_distinct(Connection& transaction, OrganisationId low, OrganisationId high) {
  transaction.execute("DELETE FROM organisation_distinct WHERE low_id = ?1 AND high_id = ?2", std::min(low, high),
                      std::max(low, high));
}

}  // namespace kringwerk::network
