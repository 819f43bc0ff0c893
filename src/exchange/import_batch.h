#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/role.h"
#include "base/id.h"
#include "base/language.h"
#include "base/time.h"
#include "exchange/import_fields.h"
#include "exchange/import_plan.h"
#include "network/hub.h"

namespace kringwerk::exchange {

struct BatchTag;
using BatchId = Id<BatchTag>;

/// prepared: given, columns and doubtful rows can be decided; nothing is brought in yet.
enum class BatchState { prepared, imported, undone };
inline constexpr std::array<std::string_view, 3> kBatchStateKeys{"prepared", "imported", "undone"};

/// What a field is in every row without a cell of its own: "kind", "regular_economy".
using FieldConstants = std::vector<std::pair<std::string, std::string>>;

/// One table that somebody brings in.
struct ImportBatch {
  BatchId id;
  std::optional<network::HubId> hub;  ///< absent: by the operator, for the whole network
  ImportKind kind = ImportKind::organisations;
  BatchState state = BatchState::prepared;
  std::string file_name;                  ///< empty: pasted
  std::vector<std::string> other_sheets;  ///< of the workbook, that were not read
  Language language = Language::nl;
  Language notation = Language::nl;  ///< how numbers are written: nl with a comma, en with a point
  std::string content;               ///< until it is imported
  ColumnFields columns;
  FieldConstants constants;
  RowChoices choices;
  std::string held_back;  ///< rows that were not brought in, with a column that says why; a table as csv
  PlanCounts counts;
  std::optional<access::PersonId> made_by;
  Instant made_at;
  std::optional<Instant> imported_at;
  std::optional<Instant> undone_at;
  std::int64_t version = 1;
};

/// Columns and constants as one text each, and back.
std::string columns_text(const ColumnFields& columns);
ColumnFields read_columns(std::string_view text);
std::string constants_text(const FieldConstants& constants);
FieldConstants read_constants(std::string_view text);

}  // namespace kringwerk::exchange
