#include "network/organisation_edit.h"

#include <algorithm>
#include <set>

#include "base/word_list.h"
#include "network/enterprise_number.h"
#include "network/image_reader.h"
#include "network/said_source.h"

namespace kringwerk::network {

namespace {

using Presence = ImageReader::Presence;

constexpr std::size_t kLongestName = 160;
constexpr std::size_t kLongestLine = 240;

std::vector<std::string> words_of(ImageReader& reader, const Cell& cell, std::span<const std::string_view> known) {
  std::vector<std::string> words = split_list(reader.text(cell, Presence::optional, kLongestLine));
  const bool all_known = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
  if (!all_known) reader.report("web.not_a_choice", cell);
  return words;
}

template <class Parse>
std::string checked_number(ImageReader& reader, const Cell& cell, Parse&& parse) {
  const std::string typed = reader.text(cell, Presence::optional, kLongestName);
  if (typed.empty()) return {};
  const auto number = parse(typed, control_name(cell.field, cell.row, cell.column));
  if (!number) {
    for (const Violation& finding : std::get<Invalid>(number.error()).violations)
      reader.report(finding.rule, cell, finding.facts);
    return {};
  }
  reader.keep(cell, *number);
  return *number;
}

std::optional<Nis> nis_in(ImageReader& reader, const Cell& cell) {
  const std::string code = reader.text(cell, Presence::optional, kLongestName);
  return code.empty() ? std::nullopt : std::optional<Nis>{Nis{code}};
}

void read_head(ImageReader& reader, OrganisationDraft& draft) {
  draft.name = reader.text({"name"}, Presence::required, kLongestName);
  draft.other_names = reader.text({"other_names"}, Presence::optional, kLongestLine);
  if (const auto kind = reader.choice({"kind"}, kOrganisationKindKeys, Presence::required))
    draft.kind = static_cast<OrganisationKind>(*kind);
  if (const auto basis = reader.choice({"kind", 0, "basis"}, kKindBasisKeys, Presence::optional))
    draft.kind_basis = static_cast<KindBasis>(*basis);
  const std::string number = checked_number(reader, {"kbo"}, parse_enterprise_number);
  if (!number.empty()) draft.enterprise_number = number;
  draft.nis = nis_in(reader, {"place"});
  draft.position = reader.position({"place", 0, "at"});
  draft.website = reader.text({"website"}, Presence::optional, kLongestLine);
  if (draft.website.empty()) return;
  if (auto address = web_address(draft.website)) {
    draft.website = std::move(*address);
    reader.keep({"website"}, draft.website);
  } else {
    reader.report("network.website_not_understood", {"website"}, {{"typed", draft.website}});
  }
}

OrganisationSite read_site(ImageReader& reader, std::size_t row) {
  OrganisationSite site;
  site.name = reader.text({"sites", row, "name"}, Presence::required, kLongestName);
  site.address = reader.text({"sites", row, "address"}, Presence::optional, kLongestLine);
  site.nis = nis_in(reader, {"sites", row, "nis"});
  site.position = reader.position({"sites", row, "at"});
  site.hours = reader.text({"sites", row, "hours"}, Presence::optional, kLongestLine);
  site.establishment = checked_number(reader, {"sites", row, "establishment"}, parse_establishment_number);
  site.source = reader.source("sites", row);
  return site;
}

/// Reports each row whose kind has a row before it that holds at the same time.
template <class Row, class KindOf>
void report_twice(ImageReader& reader, std::string_view rule, const std::vector<Row>& rows, KindOf&& kind_of,
                  const Cell& cell) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_second = std::any_of(
        rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const Row& row) { return kind_of(row) == kind_of(rows[i]) && row.period.overlaps(rows[i].period); });
    if (is_second) reader.report(rule, {cell.field, i, cell.column});
  }
}

void read_lists(ImageReader& reader, OrganisationDraft& draft) {
  for (std::size_t row = 0; row < reader.count("sites"); ++row) draft.sites.push_back(read_site(reader, row));
  for (std::size_t row = 0; row < reader.count("recognitions"); ++row) {
    const Cell cell{"recognitions", row, "kind"};
    reader.choice(cell, kRecognitionKinds, Presence::required);
    draft.recognitions.push_back({reader.text(cell, Presence::optional, kLongestName),
                                  reader.period("recognitions", row), reader.source("recognitions", row)});
  }
  for (std::size_t row = 0; row < reader.count("permits"); ++row) {
    const Cell cell{"permits", row, "permit"};
    reader.choice(cell, kPermitKeys, Presence::required);
    draft.permits.push_back({reader.text(cell, Presence::optional, kLongestName), reader.period("permits", row),
                             reader.source("permits", row)});
  }
  report_twice(reader, "network.recognition_twice", draft.recognitions, [](const Recognition& row) { return row.kind; },
               {"recognitions", 0, "kind"});
  // The store keeps one period for a permit.
  for (std::size_t row = 0; row < draft.permits.size(); ++row) {
    const auto before = draft.permits.begin() + static_cast<std::ptrdiff_t>(row);
    if (std::any_of(draft.permits.begin(), before,
                    [&](const DeclaredPermit& other) { return other.permit == before->permit; }))
      reader.report("network.permit_twice", {"permits", row, "permit"});
  }
}

}  // namespace

const EditShape& organisation_shape() {
  using enum ColumnKind;
  static const EditShape kShape{
      "organisation",
      {{"name", Repeat::once, {{"value"}}},
       {"other_names", Repeat::once, {{"value"}}},
       {"kind",
        Repeat::once,
        {{"value", choice, kOrganisationKindKeys, "network.kind."}, {"basis", hidden, {}, {}, "brief"}}},
       {"kbo", Repeat::once, {{"value"}}},
       {"place", Repeat::once, {{"value", place}, {"at"}}},
       {"website", Repeat::once, {{"value"}}},
       {"sectors", Repeat::once, {{"value", many, kSectorKeys, "network.sector."}}},
       {"languages", Repeat::once, {{"value", many, kSpokenLanguages, "network.language."}}},
       {"hours", Repeat::once, {{"value"}}},
       {"sites", Repeat::rows, {{"name"}, {"address"}, {"nis", place}, {"at"}, {"hours"}, {"establishment"}}},
       {"recognitions",
        Repeat::rows,
        {{"kind", choice, kRecognitionKinds, "network.recognition."}, {"from", day}, {"to", day}}},
       {"permits", Repeat::rows, {{"permit", choice, kPermitKeys, "network.permit."}, {"from", day}, {"to", day}}}}};
  return kShape;
}

Result<OrganisationRead> read_organisation(const RecordImage& image) {
  ImageReader reader(image);
  OrganisationDraft draft;
  read_head(reader, draft);
  draft.sectors = words_of(reader, {"sectors"}, kSectorKeys);
  draft.languages = words_of(reader, {"languages"}, kSpokenLanguages);
  draft.hours = reader.text({"hours"}, Presence::optional, kLongestLine);
  read_lists(reader, draft);
  if (!reader.violations().empty()) return Invalid{reader.violations()};
  return OrganisationRead{std::move(draft), reader.image()};
}

}  // namespace kringwerk::network
