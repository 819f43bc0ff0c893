#include "exchange/io/organisation_index.h"

#include "network/choose_place.h"
#include "network/enterprise_number.h"
#include "network/io/load_places.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::exchange {

namespace {

using network::OrganisationRecord;

}  // namespace

OrganisationIndex::OrganisationIndex(storage::Connection& connection, const ImportScope& scope)
    : book_(connection, scope.actor, text::brussels_day(scope.now)) {
  for (std::size_t place = 0; place < book_.records().size(); ++place) {
    const OrganisationRecord& record = book_.records()[place];
    if (record.enterprise_number) by_number_.emplace(*record.enterprise_number, place);
    by_name_.emplace(text::folded(record.name), place);
  }
}

const OrganisationRecord* OrganisationIndex::find(std::int64_t id) const {
  return book_.find(network::OrganisationId{id});
}

const OrganisationRecord* OrganisationIndex::by_number(const std::string& ten_digits) const {
  const auto found = by_number_.find(ten_digits);
  return found == by_number_.end() ? nullptr : &book_.records()[found->second];
}

std::vector<const OrganisationRecord*> OrganisationIndex::named(const std::string& folded_name) const {
  std::vector<const OrganisationRecord*> found;
  const auto [begin, end] = by_name_.equal_range(folded_name);
  for (auto each = begin; each != end; ++each) found.push_back(&book_.records()[each->second]);
  return found;
}

const OrganisationRecord* OrganisationIndex::by_name(const std::string& folded_name, const std::string& nis) const {
  for (const OrganisationRecord* record : named(folded_name))
    if (record->nis && record->nis->code == nis) return record;
  return nullptr;
}

std::vector<Candidate> OrganisationIndex::candidates(const OrganisationRecord& record) const {
  std::vector<Candidate> candidates;
  for (const network::DuplicateCandidate& candidate : book_.candidates(record)) {
    const network::Likeness how = candidate.reasons.front().likeness;
    candidates.push_back({candidate.id.value(), candidate.name, network::kLikenessKeys[static_cast<std::size_t>(how)],
                          how == network::Likeness::same_number});
  }
  return candidates;
}

const OrganisationRecord* OrganisationIndex::named_in(RowReader& reader, std::string_view field,
                                                      const ImportScope& scope) const {
  const std::string typed = web::one_line(reader.typed(field));
  if (typed.empty()) {
    reader.report({"web.required", std::string(field), {}});
    return nullptr;
  }
  const OrganisationRecord* found = nullptr;
  if (const auto number = network::parse_enterprise_number(typed, field)) found = by_number(*number);
  const auto same_name = named(text::folded(typed));
  if (found == nullptr && same_name.size() > 1) {
    reader.report({"exchange.organisation_ambiguous", std::string(field), {{"typed", typed}}});
    return nullptr;
  }
  if (found == nullptr && !same_name.empty()) found = same_name.front();
  if (found == nullptr) {
    reader.report({"exchange.organisation_unknown", std::string(field), {{"typed", typed}}});
  } else if (scope.hub && (!found->nis || !scope.serves(found->nis->code))) {
    reader.report({"exchange.outside_hub", std::string(field), {{"hub", scope.hub_name}}});
    return nullptr;
  }
  return found;
}

Result<network::Municipality> PlaceReader::look_up(const std::string& typed) {
  constexpr std::size_t kNisDigits = 5;
  if (typed.size() == kNisDigits && typed.find_first_not_of("0123456789") == std::string::npos) {
    if (auto municipality = network::load_municipality(connection_, network::Nis{typed})) return *municipality;
  }
  std::vector<network::Municipality> possible;
  for (network::FoundPlace& place : network::find_places(connection_, typed))
    possible.push_back(std::move(place.municipality));
  return network::choose_place({typed, {}}, possible);
}

std::optional<network::Nis> PlaceReader::municipality(RowReader& reader, std::string_view field,
                                                      const ImportScope& scope) {
  const std::string typed = web::one_line(reader.typed(field));
  if (typed.empty()) {
    reader.report({"web.required", std::string(field), {}});
    return std::nullopt;
  }
  auto known = known_.find(typed);
  if (known == known_.end()) known = known_.emplace(typed, look_up(typed)).first;
  if (!known->second) {
    for (Violation finding : std::get<Invalid>(known->second.error()).violations) {
      finding.field = field;
      reader.report(std::move(finding));
    }
    return std::nullopt;
  }
  const network::Nis nis = known->second->nis;
  if (scope.serves(nis.code)) return nis;
  reader.report({"exchange.outside_hub", std::string(field), {{"hub", scope.hub_name}}});
  return std::nullopt;
}

}  // namespace kringwerk::exchange
