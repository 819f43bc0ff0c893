#include "exchange/io/registered_exchange.h"

namespace kringwerk::exchange {

namespace {

using access::ErasureEffect;

/// An address anywhere in a table: the whole table goes, so that none of its other cells tells who it was.
constexpr const char* kEmptyTables = "UPDATE import_batch SET content = '', held_back = '' WHERE {rows}";

}  // namespace

void register_exchange(access::RecordRegistry& registry) {
  registry.personal.push_back({"organisation_contact",
                               "organisation_contact",
                               "organisation_id",
                               "lower(organisation_contact.email) = :email",
                               {"organisation_id", "email"},
                               {},
                               ErasureEffect::removed,
                               {"DELETE FROM organisation_contact WHERE {rows}"}});
  registry.personal.push_back({"import_list",
                               "import_batch",
                               "batch_id",
                               "lower(import_batch.content || import_batch.held_back) LIKE '%' || :email || '%'",
                               {"batch_id", "file_name", "made_at_ms"},
                               {"content", "held_back", "made_by"},
                               ErasureEffect::emptied,
                               {kEmptyTables}});
  registry.personal.push_back(
      {"import_list",
       "import_change",
       "",
       "lower(import_change.before_image || import_change.after_image) LIKE '%' || :email || '%'",
       {"batch_id", "line", "record"},
       {"before_image", "after_image"},
       ErasureEffect::removed,
       {"DELETE FROM import_change WHERE {rows}"}});
  registry.retained.push_back({"import_draft",
                               "import_batch",
                               "batch_id",
                               "import_batch.made_at_ms",
                               "state = 'prepared'",
                               {"DELETE FROM import_batch WHERE {rows}"}});
  registry.retained.push_back(
      {"import_list",
       "import_batch",
       "batch_id",
       "import_batch.made_at_ms",
       "state <> 'prepared' AND (held_back <> '' OR batch_id IN (SELECT batch_id FROM import_change))",
       {"DELETE FROM import_change WHERE batch_id IN (SELECT batch_id FROM import_batch WHERE {rows})",
        "UPDATE import_batch SET held_back = '' "
        "WHERE {rows}"}});
}

}  // namespace kringwerk::exchange
