#include <algorithm>

#include "exchange/io/organisation_index.h"
#include "exchange/io/recognition_column.h"
#include "exchange/io/record_importer.h"
#include "network/choose_place.h"
#include "network/enterprise_number.h"
#include "network/io/load_organisation_records.h"
#include "network/io/load_places.h"
#include "network/io/save_organisation.h"
#include "text/format.h"

namespace kringwerk::exchange {

namespace {

using network::OrganisationRecord;
using storage::Connection;
using Presence = RowReader::Presence;

constexpr std::size_t kLongestName = 160;
constexpr std::size_t kLongestAddress = 200;
constexpr std::size_t kLongestNote = 500;
constexpr std::size_t kLongestKey = 80;
constexpr std::array<std::string_view, 10> kSectors{"kunststof", "textiel", "hout",   "metaal", "elektro",
                                                    "voeding",   "bouw",    "papier", "glas",   "andere"};

/// Words beside the names of the kinds.
void add_kind_words(std::vector<ChoiceWord>& words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kMore{{
      {"gemeente", "local_government"},
      {"stad", "local_government"},
      {"ocmw", "local_government"},
      {"bedrijf", "regular_economy"},
      {"firma", "regular_economy"},
      {"onderneming", "regular_economy"},
      {"company", "regular_economy"},
      {"entreprise", "regular_economy"},
      {"kmo", "regular_economy"},
      {"maatwerkbedrijf", "social_economy"},
      {"maatwerk", "social_economy"},
      {"kringwinkel", "social_economy"},
      {"kringloopcentrum", "social_economy"},
      {"universiteit", "knowledge_institution"},
      {"hogeschool", "knowledge_institution"},
      {"university", "knowledge_institution"},
      {"vzw", "social_profit"},
      {"asbl", "social_profit"},
      {"bank", "financier"},
      {"repair cafe", "citizens_initiative"},
      {"repaircafe", "citizens_initiative"},
  }};
  for (const auto& [word, kind] : kMore) words.push_back({std::string(word), std::string(kind)});
}

std::vector<ChoiceWord> language_words() {
  std::vector<ChoiceWord> words;
  constexpr std::array<std::array<std::string_view, 4>, 3> kNames{{{"nl", "nederlands", "dutch", "neerlandais"},
                                                                   {"en", "engels", "english", "anglais"},
                                                                   {"fr", "frans", "french", "francais"}}};
  for (const auto& names : kNames)
    for (const std::string_view name : names) words.push_back({std::string(name), std::string(names[0])});
  return words;
}

class OrganisationImporter : public RecordImporter {
 public:
  OrganisationImporter(Connection& connection, const ImportScope& scope)
      : scope_(scope),
        index_(connection, scope),
        places_(connection),
        identities_(load_identities(connection, scope.hub_number(), record())),
        kinds_(words_of_choices(scope, "network.kind", network::kOrganisationKindKeys)),
        sectors_(words_of_choices(scope, "network.sector", kSectors)),
        recognitions_(connection, scope),
        languages_(language_words()) {
    add_kind_words(kinds_);
  }

  std::string_view record() const override { return "organisation"; }

  PlannedRow plan(RowReader& reader, const ChosenStep& chosen) override {
    OrganisationRecord given = read(reader);
    auto recognitions = recognitions_.read(reader);
    const std::string external = reader.text("id", Presence::optional, kLongestKey);
    seen_.check(reader, identity_of(given, external));
    PlannedRow row;
    row.line = reader.line();
    row.title = given.name;
    const OrganisationRecord* known = find_known(given, external);
    if (known == nullptr) {
      row.candidates = index_.candidates(given);
      row.chosen = step_for(row.candidates, chosen);
      if (row.chosen.choice == RowChoice::merge) known = index_.find(row.chosen.target);
    } else if (chosen.choice == RowChoice::skip) {
      row.chosen = chosen;
    }
    row.findings = reader.findings();
    settle(row, reader, std::move(given), known);
    settle_recognitions(row, std::move(recognitions));
    if (!external.empty()) externals_[row.line] = external;
    return row;
  }

  void keep(Connection& transaction, const PlannedRow& row, std::int64_t id) override {
    OrganisationRecord& record_to_keep = drafts_.at(row.line);
    record_to_keep.id = network::OrganisationId{id};
    if (row.step == RowStep::create)
      network::insert_organisation(transaction, record_to_keep, scope_.now);
    else
      network::update_organisation(transaction, record_to_keep);
    if (const auto recognised = recognised_.find(row.line); recognised != recognised_.end())
      RecognitionColumn::keep(transaction, record_to_keep.id, recognised->second);
    if (const auto external = externals_.find(row.line); external != externals_.end())
      keep_identity(transaction, scope_.hub_number(), record(), external->second, id);
  }

 private:
  OrganisationRecord read(RowReader& reader) {
    OrganisationRecord given;
    given.name = reader.text("name", Presence::required, kLongestName);
    if (const auto kind = reader.choice("kind", kinds_))
      given.kind = network::parse_organisation_kind(*kind).value();
    else if (!reader.is_given("kind"))
      reader.report({"web.required", "kind", {}});
    if (reader.is_given("kbo")) {
      auto number = network::parse_enterprise_number(reader.typed("kbo"), "kbo");
      if (number)
        given.enterprise_number = *number;
      else
        for (const Violation& finding : std::get<Invalid>(number.error()).violations) reader.report(finding);
    }
    given.nis = places_.municipality(reader, "place", scope_);
    given.position = reader.position("lat", "lon");
    given.website = website(reader);
    given.email = reader.email("email");
    given.languages = reader.choices("languages", languages_);
    given.sectors = reader.choices("sectors", sectors_);
    given.note = reader.text("note", Presence::optional, kLongestNote);
    given.source = "imported";
    return given;
  }

  static std::string website(RowReader& reader) {
    std::string typed = reader.text("website", Presence::optional, kLongestAddress);
    if (typed.empty()) return typed;
    if (typed.find("://") == std::string::npos) typed = "https://" + typed;
    const bool is_web = typed.starts_with("https://") || typed.starts_with("http://");
    if (is_web && !network::web_domain(typed).empty() && typed.find(' ') == std::string::npos) return typed;
    reader.report({"exchange.website_not_understood", "website", {{"typed", typed}}});
    return {};
  }

  /// Its own column first, else the enterprise number, else name and municipality.
  static std::string identity_of(const OrganisationRecord& given, const std::string& external) {
    if (!external.empty()) return "id:" + external;
    if (given.enterprise_number) return "kbo:" + *given.enterprise_number;
    return "name:" + text::folded(given.name) + "|" + (given.nis ? given.nis->code : "");
  }

  const OrganisationRecord* find_known(const OrganisationRecord& given, const std::string& external) const {
    if (!external.empty()) {
      const auto found = identities_.find(external);
      if (found != identities_.end())
        if (const auto* known = index_.find(found->second)) return known;
      return nullptr;
    }
    if (given.enterprise_number) return index_.by_number(*given.enterprise_number);
    return given.nis ? index_.by_name(text::folded(given.name), given.nis->code) : nullptr;
  }

  void settle(PlannedRow& row, RowReader& reader, OrganisationRecord given, const OrganisationRecord* known) {
    if (known != nullptr && known->nis && !scope_.serves(known->nis->code))
      row.findings.push_back({"exchange.outside_hub", "place", {{"hub", scope_.hub_name}}});
    if (!row.findings.empty()) {
      row.step = RowStep::faulty;
    } else if (row.chosen.choice == RowChoice::skip ||
               (known == nullptr && row.chosen.choice == RowChoice::undecided && !row.candidates.empty())) {
      row.step = RowStep::held;
    } else if (known == nullptr) {
      row.step = RowStep::create;
      drafts_[row.line] = std::move(given);
    } else {
      OrganisationRecord merged = merge(*known, given, reader);
      row.target = known->id.value();
      row.step = merged == *known ? RowStep::same : RowStep::change;
      drafts_[row.line] = std::move(merged);
    }
  }

  /// A recognition that is not known yet changes an organisation that says the same otherwise.
  void settle_recognitions(PlannedRow& row, std::vector<network::Recognition> given) {
    if (row.step == RowStep::faulty || row.step == RowStep::held) return;
    given = recognitions_.new_ones(network::OrganisationId{row.target}, std::move(given));
    if (given.empty()) return;
    if (row.step == RowStep::same) row.step = RowStep::change;
    recognised_[row.line] = std::move(given);
  }

  /// What the row says replaces what was; what it leaves open stays.
  static OrganisationRecord merge(const OrganisationRecord& known, const OrganisationRecord& given,
                                  const RowReader& reader) {
    OrganisationRecord merged = known;
    merged.name = given.name;
    merged.kind = given.kind;
    merged.nis = given.nis;
    if (given.enterprise_number) merged.enterprise_number = given.enterprise_number;
    if (given.position) merged.position = given.position;
    if (!given.website.empty()) merged.website = given.website;
    if (!given.email.empty()) merged.email = given.email;
    if (reader.is_given("languages")) merged.languages = given.languages;
    if (reader.is_given("sectors")) merged.sectors = given.sectors;
    if (!given.note.empty()) merged.note = given.note;
    return merged;
  }

  const ImportScope& scope_;
  OrganisationIndex index_;
  PlaceReader places_;
  std::map<std::string, std::int64_t> identities_;
  std::vector<ChoiceWord> kinds_;
  std::vector<ChoiceWord> sectors_;
  RecognitionColumn recognitions_;
  std::vector<ChoiceWord> languages_;
  std::map<std::size_t, std::vector<network::Recognition>> recognised_;
  SeenIdentities seen_;
  std::map<std::size_t, OrganisationRecord> drafts_;
  std::map<std::size_t, std::string> externals_;
};

}  // namespace

std::unique_ptr<RecordImporter> organisation_importer(Connection& connection, const ImportScope& scope) {
  return std::make_unique<OrganisationImporter>(connection, scope);
}

}  // namespace kringwerk::exchange
