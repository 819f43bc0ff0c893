#include "accounts/io/consent_store.h"

#include <charconv>
#include <stdexcept>

namespace kringwerk::accounts {

std::vector<ConsentPurpose> load_consent_purposes(const storage::DataFolder& data) {
  const CsvTable table = data.table("consents.csv", {"purpose", "text_version", "since"});
  std::vector<ConsentPurpose> purposes;
  for (std::size_t row = 0; row < table.size(); ++row) {
    ConsentPurpose purpose{table.at(row, 0), 0};
    const std::string& version = table.at(row, 1);
    const auto read = std::from_chars(version.data(), version.data() + version.size(), purpose.text_version);
    if (read.ec != std::errc() || purpose.text_version < 1) {
      throw std::runtime_error("consents.csv:" + std::to_string(table.line(row)) + ": text_version is no number");
    }
    purposes.push_back(std::move(purpose));
  }
  return purposes;
}

std::vector<Consent> load_consents(storage::Connection& connection, access::PersonId person) {
  auto rows = connection.query(
      "SELECT consent_id, purpose, text_version, language, step, at_ms, by_person_id FROM consent WHERE person_id = ?1 "
      "ORDER BY consent_id",
      person);
  std::vector<Consent> ledger;
  while (rows.next()) {
    Consent consent;
    consent.id = rows.get<ConsentId>(0);
    consent.person = person;
    consent.purpose = rows.get<std::string>(1);
    consent.text_version = rows.int64(2);
    consent.language = parse_language(rows.text(3)).value();
    consent.step = rows.text(4) == kConsentStepKeys[0] ? ConsentStep::given : ConsentStep::withdrawn;
    consent.at = rows.get<Instant>(5);
    consent.by = rows.get<access::PersonId>(6);
    ledger.push_back(std::move(consent));
  }
  return ledger;
}

void insert_consent(storage::Connection& transaction, const Consent& consent) {
  transaction.execute("INSERT INTO consent VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", consent.id, consent.person,
                      consent.purpose, consent.text_version, language_code(consent.language),
                      std::string(kConsentStepKeys[static_cast<std::size_t>(consent.step)]), consent.at, consent.by);
}

}  // namespace kringwerk::accounts
