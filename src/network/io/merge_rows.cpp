#include "network/io/merge_rows.h"

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "network/io/row_images.h"
#include "storage/table_columns.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

constexpr std::string_view kOwn = "own";
constexpr std::string_view kMoved = "moved";
constexpr std::string_view kDropped = "dropped";
constexpr std::string_view kOrganisation = "organisation";

std::vector<std::string> parts_of(std::string_view words) {
  std::vector<std::string> parts;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    parts.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return parts;
}

/// The columns that name a row: its key, or all of them.
std::vector<std::string> naming_columns(Connection& connection, std::string_view table) {
  std::vector<std::string> key;
  std::vector<std::string> all;
  for (const storage::TableColumn& column : storage::columns_of(connection, table)) {
    all.push_back(column.name);
    if (column.is_key) key.push_back(column.name);
  }
  return key.empty() ? all : key;
}

/// What makes a row of `id` the same thing as this one; empty when nothing does.
ImageRow twin_of(const OrganisationLink& link, const ImageRow& row, std::int64_t id) {
  ImageRow twin{row.table, {}};
  if (link.same_when.empty()) return twin;
  twin = part_of(row, parts_of(link.same_when));
  set_column(twin, link.column, id);
  return twin;
}

bool has_twin(Connection& connection, const OrganisationLink& link, const ImageRow& row, std::int64_t id) {
  const ImageRow twin = twin_of(link, row, id);
  return !twin.values.empty() && has_row(connection, twin, link.condition);
}

const OrganisationLink& link_of(const ImageRow& row) {
  const auto links = organisation_links();
  const auto found = std::find_if(links.begin(), links.end(), [&](const OrganisationLink& link) {
    return link.table == row.table && link.step != LinkStep::stays;
  });
  ensure(found != links.end(), "a row that a merge keeps is of a table it knows");
  return *found;
}

struct KeptRow {
  std::int64_t merge = 0;
  std::int64_t place = 0;
  std::string step;
  RecordRows image;
};

std::vector<KeptRow> read_kept(storage::Rows rows) {
  std::vector<KeptRow> kept;
  while (rows.next()) {
    auto image = read_image(rows.text(3));
    ensure(image && !image->empty(), "an image that was kept can be read");
    kept.push_back({rows.int64(0), rows.int64(1), rows.get<std::string>(2), *std::move(image)});
  }
  return kept;
}

}  // namespace

MergeRows::MergeRows(Connection& transaction, const Merge& merge) : transaction_(transaction), merge_(merge) {
  auto rows =
      transaction_.query("SELECT COALESCE(MAX(place), 0) FROM organisation_merge_row WHERE merge_id = ?1", merge_.id);
  rows.next();
  place_ = rows.int64(0);
}

RecordRows MergeRows::kept(std::string_view step) const {
  RecordRows image;
  for (KeptRow& row : read_kept(transaction_.query(
           "SELECT merge_id, place, step, row_image FROM organisation_merge_row WHERE merge_id = ?1 AND step = ?2 "
           "ORDER BY place",
           merge_.id, step)))
    image.push_back(std::move(row.image.front()));
  return image;
}

void MergeRows::replace(std::string_view step, const RecordRows& image) {
  transaction_.execute("DELETE FROM organisation_merge_row WHERE merge_id = ?1 AND step = ?2", merge_.id, step);
  for (const ImageRow& row : image) keep(step, {row});
}

void MergeRows::keep(std::string_view step, const RecordRows& image) {
  transaction_.execute("INSERT INTO organisation_merge_row VALUES (?1, ?2, ?3, ?4)", merge_.id, ++place_, step,
                       image_text(image));
}

std::int64_t MergeRows::next_number(const OrganisationLink& link) {
  const std::string sql = "SELECT COALESCE(MAX(" + std::string(link.numbered_by) + "), 0) + 1 FROM " +
                          std::string(link.table) + " WHERE " + std::string(link.column) + " = ?1";
  auto rows = transaction_.query(sql, merge_.survivor);
  rows.next();
  return rows.int64(0);
}

void MergeRows::move_row(const OrganisationLink& link, const ImageRow& row) {
  const std::vector<std::string> naming = naming_columns(transaction_, link.table);
  const ImageRow where = part_of(row, naming);
  if (has_twin(transaction_, link, row, merge_.survivor.value())) {
    remove_rows(transaction_, where);
    keep(kDropped, {row});
    return;
  }
  ImageRow values{row.table, {}};
  ImageRow back{row.table, {}};
  set_column(values, link.column, merge_.survivor.value());
  set_column(back, link.column, merge_.absorbed.value());
  if (!link.numbered_by.empty()) {
    set_column(values, link.numbered_by, next_number(link));
    set_column(back, link.numbered_by, *column_of(row, link.numbered_by));
  }
  update_rows(transaction_, where, values);
  ImageRow moved = where;
  for (const std::string& column : parts_of(std::string(link.column) + " " + std::string(link.numbered_by)))
    set_column(moved, column, *column_of(values, column));
  keep(kMoved, {moved, back});
}

void MergeRows::move_all() {
  for (const OrganisationLink& link : organisation_links()) {
    if (link.step != LinkStep::moves) continue;
    for (const ImageRow& row : rows_of(transaction_, link.table, link.column, merge_.absorbed.value(), link.condition))
      move_row(link, row);
  }
}

void MergeRows::take_own(const RecordRows& own) {
  for (auto row = own.rbegin(); row != own.rend(); ++row)
    remove_rows(transaction_, part_of(*row, naming_columns(transaction_, row->table)));
  for (const ImageRow& row : own) keep(kOwn, {row});
}

void MergeRows::move_back(const ImageRow& moved, const ImageRow& back) {
  if (update_rows(transaction_, moved, back) > 0) return;
  const OrganisationLink& link = link_of(moved);
  const auto columns = storage::columns_of(transaction_, link.table);
  if (std::any_of(columns.begin(), columns.end(), [](const storage::TableColumn& one) { return one.is_key; })) return;
  // A row without a key that ended since is still the same row.
  std::vector<std::string> lasting = parts_of(link.same_when);
  std::erase(lasting, "to_on");
  lasting.emplace_back(link.column);
  update_rows(transaction_, part_of(moved, lasting), back);
}

void MergeRows::put_back() {
  const auto kept = read_kept(transaction_.query(
      "SELECT merge_id, place, step, row_image FROM organisation_merge_row WHERE merge_id = ?1 ORDER BY place",
      merge_.id));
  for (const KeptRow& row : kept)
    if (row.step == kOwn) insert_row(transaction_, row.image.front());
  for (const KeptRow& row : kept) {
    if (row.step == kMoved) move_back(row.image.at(0), row.image.at(1));
    if (row.step == kDropped) insert_row(transaction_, row.image.front());
  }
  settle_dropped();
}

void MergeRows::settle_dropped() {
  const auto others = read_kept(transaction_.query(
      "SELECT r.merge_id, r.place, r.step, r.row_image FROM organisation_merge_row r JOIN organisation_merge m ON "
      "m.merge_id = r.merge_id WHERE m.survivor_id = ?1 AND m.undone_at_ms IS NULL AND m.merge_id <> ?2 AND "
      "r.step = 'dropped' ORDER BY r.merge_id, r.place",
      merge_.survivor, merge_.id));
  for (const KeptRow& other : others) {
    const ImageRow& row = other.image.front();
    const OrganisationLink& link = link_of(row);
    if (has_twin(transaction_, link, row, merge_.survivor.value())) continue;
    ImageRow back{row.table, {}};
    set_column(back, link.column, *column_of(row, link.column));
    ImageRow taken = row;
    set_column(taken, link.column, merge_.survivor.value());
    if (!link.numbered_by.empty()) {
      set_column(back, link.numbered_by, *column_of(row, link.numbered_by));
      set_column(taken, link.numbered_by, next_number(link));
    }
    insert_row(transaction_, taken);
    transaction_.execute(
        "UPDATE organisation_merge_row SET step = 'moved', row_image = ?3 WHERE merge_id = ?1 AND place = ?2",
        other.merge, other.place, image_text({part_of(taken, naming_columns(transaction_, row.table)), back}));
  }
}

std::vector<std::string> restore_images(const RecordRows& before, const RecordRows& after, RecordRows& now) {
  std::vector<std::string> kept;
  const auto own_row = [](const RecordRows& image) {
    return std::find_if(image.begin(), image.end(), [](const ImageRow& row) { return row.table == kOrganisation; });
  };
  const auto row = std::find_if(now.begin(), now.end(), [](const ImageRow& one) { return one.table == kOrganisation; });
  const auto was = own_row(before);
  const auto became = own_row(after);
  ensure(row != now.end() && was != before.end() && became != after.end(), "an organisation has its own row");
  for (std::size_t i = 0; i + 1 < was->values.size(); i += 2) {
    const auto& column = std::get<std::string>(was->values[i]);
    const ImageValue& old = was->values[i + 1];
    const ImageValue* given = column_of(*became, column);
    const ImageValue* current = column_of(*row, column);
    if (column == "version" || given == nullptr || current == nullptr || old == *given) continue;
    if (*current == *given)
      set_column(*row, column, old);
    else if (*current != old)
      kept.push_back(column);
  }
  const auto rows_in = [](const RecordRows& image, const std::string& table) {
    RecordRows part;
    std::copy_if(image.begin(), image.end(), std::back_inserter(part),
                 [&](const ImageRow& one) { return one.table == table; });
    return part;
  };
  std::set<std::string> tables;
  for (const RecordRows* image : {&before, &after})
    for (const ImageRow& one : *image)
      if (one.table != kOrganisation) tables.insert(one.table);
  for (const std::string& table : tables) {
    const RecordRows old = rows_in(before, table);
    const RecordRows given = rows_in(after, table);
    const RecordRows current = rows_in(now, table);
    if (old == given || current == old) continue;
    if (current != given) {
      kept.push_back(table);
      continue;
    }
    std::erase_if(now, [&](const ImageRow& one) { return one.table == table; });
    now.insert(now.end(), old.begin(), old.end());
  }
  return kept;
}

}  // namespace kringwerk::network
