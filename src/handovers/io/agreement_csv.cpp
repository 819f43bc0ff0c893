#include "handovers/io/agreement_pages.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/show_handovers.h"
#include "handovers/kilograms.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_text.h"

namespace kringwerk::handovers {

namespace {

using materials::key_in;
using storage::Connection;

struct HandoverTable {
  Agreement agreement;
  std::vector<Handover> handovers;
};

std::optional<HandoverTable> load_table(const site::Services& services, const web::Call& call) {
  return services.database.write([&](Connection& transaction) -> std::optional<HandoverTable> {
    const auto opened = open_agreement(transaction, services, call);
    if (!opened || !may(opened->standing, access::Action::export_data, opened->agreement)) return std::nullopt;
    site::record(services, transaction, call, {"agreement.exported", "agreement", opened->agreement.id.value(), {}});
    return HandoverTable{opened->agreement, load_handovers_of(transaction, opened->agreement.id)};
  });
}

/// Semicolons, and decimal commas where the reader's spreadsheet has them.
std::string table_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) line.append(line.empty() ? "" : ";").append(web::csv_field(field));
  return line + "\r\n";
}

std::vector<std::string> row_of(const site::Services& services, Language language, const Handover& handover) {
  const auto words = [&](std::string_view list, std::string_view key) {
    return services.texts.get(language, std::string(list) + std::string(key));
  };
  const auto mass = [&](const std::optional<Mass>& known) {
    return known ? kilograms_exactly(*known, language) : std::string();
  };
  const auto& shown = handover.shown();
  std::vector<std::string> row{handover.id.text(), shown ? day_text(shown->on) : std::string(),
                               words("handovers.state.", key_in(kHandoverStateKeys, handover.state))};
  if (!shown) {
    row.resize(9);
    return row;
  }
  row.insert(row.end(),
             {mass(shown->estimated), mass(shown->weighed), mass(shown->accepted), mass(shown->refused),
              refusal_words(services, language, *shown), evidence_words(services, language, evidence_of(handover))});
  return row;
}

}  // namespace

web::Response agreement_csv(const site::Services& services, const web::Call& call) {
  const auto table = load_table(services, call);
  if (!table) return site::refusal_page(services, call.request, call.language, 404);
  // A byte order mark and semicolons: so that spreadsheets in Belgium open it at once.
  std::string csv = "\xEF\xBB\xBF" + services.texts.get(call.language, "handovers.csv.head") + "\r\n";
  for (const Handover& handover : table->handovers) csv += table_line(row_of(services, call.language, handover));
  web::Response response = web::Response::text(csv);
  response.content_type = "text/csv; charset=utf-8";
  return std::move(response).with_header("Content-Disposition",
                                         "attachment; filename=\"handovers-" + table->agreement.id.text() + ".csv\"");
}

}  // namespace kringwerk::handovers
