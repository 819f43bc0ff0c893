#include "network/io/fact_notes.h"

#include <map>
#include <optional>

#include "network/said_source.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

struct FactNote {
  std::optional<std::string> source;
  bool is_doubtful = false;
};

/// "recognitions:from=2022-03-01|kind=maatwerkbedrijf|": the row by all that it says.
std::string fact_of_row(const FieldShape& field, const FactRow& row) {
  std::string fact(field.name);
  if (field.repeat == Repeat::once) return fact;
  fact += ":";
  for (const auto& [column, value] : row) {
    if (column != "source" && column != "doubt") fact.append(column).append("=").append(value).append("|");
  }
  return fact;
}

/// The sources of facts must stand in the store before a fact names them.
void keep_said_source(Connection& transaction, const std::string& key) {
  const auto said = read_said_source(key);
  if (!said) return;
  transaction.execute(
      "INSERT INTO source (source_key, title, publisher, licence, url, published, note) VALUES (?1, ?2, '', '', ?3, "
      "?4, 'typed') ON CONFLICT DO NOTHING",
      key, said->title, said->url, day_text(said->on));
}

}  // namespace

void add_fact_notes(Connection& connection, const NotedRecord& record, const std::string& record_source,
                    RecordImage& image) {
  std::map<std::string, FactNote> notes;
  Rows rows =
      connection.query("SELECT fact, source_key, is_doubtful FROM fact_note WHERE record = ?1 AND record_id = ?2",
                       record.shape.record, record.id);
  while (rows.next()) notes[rows.get<std::string>(0)] = {rows.get<std::optional<std::string>>(1), rows.get<bool>(2)};
  for (const FieldShape& field : record.shape.fields) {
    const auto found = image.fields.find(field.name);
    if (found == image.fields.end()) continue;
    for (FactRow& row : found->second) {
      const auto note = notes.find(fact_of_row(field, row));
      if (note != notes.end() && note->second.is_doubtful) row["doubt"] = "yes";
      if (field.repeat != Repeat::once) continue;
      row["source"] = note != notes.end() && note->second.source ? *note->second.source : record_source;
    }
  }
}

void save_fact_notes(Connection& transaction, const NotedRecord& record, const RecordImage& image) {
  transaction.execute("DELETE FROM fact_note WHERE record = ?1 AND record_id = ?2", record.shape.record, record.id);
  for (const FieldShape& field : record.shape.fields) {
    for (const FactRow& row : image.rows(field.name)) {
      const std::string source = column_of(row, "source");
      const bool is_doubtful = column_of(row, "doubt") == "yes";
      keep_said_source(transaction, source);
      if (field.repeat != Repeat::once && !is_doubtful) continue;
      std::optional<std::string> own;
      if (field.repeat == Repeat::once && !source.empty()) own = source;
      transaction.execute("INSERT INTO fact_note VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                          record.shape.record, record.id, fact_of_row(field, row), own, is_doubtful);
    }
  }
}

}  // namespace kringwerk::network
