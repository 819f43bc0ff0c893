#include "network/io/load_organisation_list.h"

#include <string>

#include "text/format.h"

namespace kringwerk::network {

std::vector<OrganisationLine> load_organisation_list(storage::Connection& connection, std::string_view words,
                                                     ListPart part) {
  std::vector<OrganisationLine> lines;
  const std::string wanted = text::folded(words);
  std::size_t found = 0;
  storage::Rows rows = connection.query(
      "SELECT o.organisation_id, o.name, o.kind, COALESCE(m.name_nl, ''), o.is_example FROM organisation o LEFT JOIN "
      "municipality m ON m.nis = o.nis ORDER BY o.name_sort, o.organisation_id");
  while (rows.next() && lines.size() <= part.most) {
    OrganisationLine line{rows.get<OrganisationId>(0), rows.get<std::string>(1),
                          parse_organisation_kind(rows.text(2)).value(), rows.get<std::string>(3), rows.get<bool>(4)};
    if (!wanted.empty() && text::folded(line.name + " " + line.municipality).find(wanted) == std::string::npos)
      continue;
    if (found++ >= part.skipped) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace kringwerk::network
