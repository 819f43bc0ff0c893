#include "handovers/io/agreement_pages.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/show_handovers.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"

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

void add_line(const site::Services& services, Language language, const Handover& handover, web::CsvFile& file) {
  const auto words = [&](std::string_view list, std::string_view key) {
    return services.texts.get(language, std::string(list) + std::string(key));
  };
  constexpr int kColumnsOfFigures = 6;
  const auto& shown = handover.shown();
  file.text(handover.id.text()).day(shown ? std::optional(shown->on) : std::nullopt);
  file.text(words("handovers.state.", key_in(kHandoverStateKeys, handover.state)));
  if (!shown) {
    for (int i = 0; i < kColumnsOfFigures; ++i) file.nothing();
    file.end_line();
    return;
  }
  using Known = std::optional<Mass>;
  for (const Known& mass :
       {Known(shown->estimated), Known(shown->weighed), Known(shown->accepted), Known(shown->refused)}) {
    file.thousandths(mass ? std::optional(mass->in_grams()) : std::nullopt);
  }
  file.text(refusal_words(services, language, *shown));
  file.text(evidence_words(services, language, evidence_of(handover))).end_line();
}

}  // namespace

web::Response agreement_csv(const site::Services& services, const web::Call& call) {
  const auto table = load_table(services, call);
  if (!table) return site::refusal_page(services, call.request, call.language, 404);
  web::CsvFile file(services.texts.get(call.language, "handovers.csv.head"));
  for (const Handover& handover : table->handovers) add_line(services, call.language, handover, file);
  return web::csv_download("handovers-" + table->agreement.id.text() + ".csv", file.lines());
}

}  // namespace kringwerk::handovers
