#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "access/io/load_history.h"
#include "site/services.h"
#include "web/router.h"

/// The audit trail on pages. Field names are the texts "access.field.RECORD.FIELD", kinds of records
/// "access.record.RECORD", deeds "access.deed.ACTION"; values that are keys may have "access.value.RECORD.FIELD.VALUE".
/// What has no text is shown as it stands.
namespace kringwerk::site {

/// Fills one section LINE per line, as templates/site/history_lines.html shows it. `with_records`: each line names its
/// record.
enum class RecordNames { shown, left_out };
void show_history_lines(const Services& services, Language language, const std::vector<access::HistoryLine>& lines,
                        RecordNames records, web::Model& model);

/// Who reads `call`, for load_history.
access::HistoryReader history_reader(const Services& services, const web::Call& call);

/// One record, and whom it belongs to: its owner's users and its hubs' coordinators see all its lines, others their
/// own.
struct RecordHistory {
  std::string_view record;  ///< as deeds name it: "stream"
  std::int64_t record_id = 0;
  std::optional<std::int64_t> organisation;
  std::vector<std::int64_t> hubs;
  std::vector<std::int64_t> former_ids = {};  ///< of records that went up in this one
};
/// "Geschiedenis" of a record, for its page: a finished section with heading, newest first, and a link to what is
/// older. nullopt when there is nothing the sender of `call` may see. The page sets it as {{…_HTML}}.
std::optional<web::Html> show_history(const Services& services, const web::Call& call, const RecordHistory& history);

/// The words of a deed, of a kind of record and of who did it, also for lists that are taken along.
std::string deed_words(const Services& services, Language language, std::string_view action);
std::string record_words(const Services& services, Language language, std::string_view record);
std::string author_words(const Services& services, Language language, const access::HistoryLine& line);
/// One sentence per change.
std::string change_words(const Services& services, Language language, std::string_view record,
                         const access::FieldChange& change);

}  // namespace kringwerk::site
