#include "exchange/io/recognition_column.h"

#include <algorithm>

#include "exchange/typed_recognition.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::exchange {

namespace {

constexpr std::string_view kRecognitions = "recognitions";
constexpr std::array<std::string_view, 4> kRecognitionKinds{"maatwerkbedrijf", "kringloopcentrum",
                                                            "kmo_portefeuille_dienstverlener", "vergund_verwerker"};

std::string name_of(const std::string& kind, const std::string& from, const std::string& to) {
  return kind + "|" + from + "|" + to;
}

std::string optional_day_text(const std::optional<Day>& day) {
  return day ? day_text(*day) : std::string();
}

std::string name_of(const network::Recognition& recognition) {
  return name_of(recognition.kind, optional_day_text(recognition.period.from),
                 optional_day_text(recognition.period.to));
}

std::vector<std::string> cells_in(std::string_view cell) {
  std::vector<std::string> cells;
  while (!cell.empty()) {
    const auto end = std::min(cell.find_first_of(";,"), cell.size());
    std::string one = web::one_line(cell.substr(0, end));
    if (!one.empty()) cells.push_back(std::move(one));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return cells;
}

}  // namespace

RecognitionColumn::RecognitionColumn(storage::Connection& connection, const ImportScope& scope)
    : kinds_(words_of_choices(scope, "network.recognition", kRecognitionKinds)) {
  auto rows =
      connection.query("SELECT organisation_id, kind, COALESCE(from_on, ''), COALESCE(to_on, '') FROM recognition");
  while (rows.next())
    known_[rows.get<network::OrganisationId>(0)].insert(
        name_of(rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)));
}

std::vector<network::Recognition> RecognitionColumn::read(RowReader& reader) const {
  std::vector<network::Recognition> recognitions;
  for (const std::string& cell : cells_in(reader.typed(kRecognitions))) {
    const auto typed = read_typed_recognition(cell);
    if (!typed) {
      reader.report({"exchange.recognition_days", std::string(kRecognitions), {{"typed", cell}}});
      continue;
    }
    const std::string folded = text::folded(typed->words);
    const auto word =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const ChoiceWord& one) { return one.folded == folded; });
    if (word == kinds_.end()) {
      std::string choices;
      for (std::size_t i = 0; i < kRecognitionKinds.size(); ++i) choices += (i == 0 ? "" : ", ") + kinds_[i].folded;
      reader.report(
          {"exchange.choice_unknown", std::string(kRecognitions), {{"typed", typed->words}, {"choices", choices}}});
      continue;
    }
    recognitions.push_back({word->choice, typed->period, "imported"});
  }
  return recognitions;
}

std::vector<network::Recognition> RecognitionColumn::new_ones(network::OrganisationId organisation,
                                                              std::vector<network::Recognition> given) const {
  const auto known = known_.find(organisation);
  std::set<std::string> names = known == known_.end() ? std::set<std::string>{} : known->second;
  std::erase_if(given, [&](const network::Recognition& one) { return !names.insert(name_of(one)).second; });
  return given;
}

void RecognitionColumn::keep(storage::Connection& transaction, network::OrganisationId organisation,
                             const std::vector<network::Recognition>& recognitions) {
  for (const network::Recognition& one : recognitions)
    transaction.execute(
        "INSERT INTO recognition (organisation_id, kind, from_on, to_on, source_key) VALUES (?1, ?2, ?3, ?4, ?5)",
        organisation, one.kind, one.period.from, one.period.to, one.source);
}

}  // namespace kringwerk::exchange
