#include "exchange/io/record_importer.h"

#include "text/format.h"

namespace kringwerk::exchange {

std::unique_ptr<RecordImporter> importer_of(ImportKind kind, storage::Connection& connection,
                                            const ImportScope& scope) {
  switch (kind) {
    case ImportKind::organisations:
      return organisation_importer(connection, scope);
    case ImportKind::capabilities:
      return capability_importer(connection, scope);
    case ImportKind::streams:
      break;
  }
  return stream_importer(connection, scope);
}

void SeenIdentities::check(RowReader& reader, const std::string& identity) {
  const auto [found, is_new] = lines_.emplace(identity, reader.line());
  if (!is_new) reader.report({"exchange.row_twice", "", {{"line", static_cast<std::int64_t>(found->second)}}});
}

std::map<std::string, std::int64_t> load_identities(storage::Connection& connection, std::int64_t hub,
                                                    std::string_view record) {
  std::map<std::string, std::int64_t> identities;
  auto rows = connection.query("SELECT external_key, record_id FROM import_identity WHERE hub_id = ?1 AND record = ?2",
                               hub, record);
  while (rows.next()) identities.emplace(rows.get<std::string>(0), rows.int64(1));
  return identities;
}

void keep_identity(storage::Connection& transaction, std::int64_t hub, std::string_view record,
                   const std::string& external_key, std::int64_t id) {
  if (external_key.empty()) return;
  transaction.execute(
      "INSERT INTO import_identity VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hub_id, record, external_key) DO UPDATE SET "
      "record_id = excluded.record_id",
      hub, record, external_key, id);
}

std::vector<ChoiceWord> words_of_choices(const ImportScope& scope, const std::string& prefix,
                                         std::span<const std::string_view> keys) {
  std::vector<ChoiceWord> words;
  const auto add = [&](Language language) {
    for (const std::string_view key : keys) {
      const std::string name = scope.texts.get(language, prefix + "." + std::string(key));
      words.push_back({text::folded(name), std::string(key)});
    }
  };
  add(scope.language);
  for (const Language language : kLanguages)
    if (language != scope.language) add(language);
  for (const std::string_view key : keys) words.push_back({text::folded(key), std::string(key)});
  return words;
}

}  // namespace kringwerk::exchange
