#include "materials/io/load_waste_list.h"

#include <map>

#include "base/word_list.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

LocalText read_label(const Rows& rows, int first) {
  return {rows.get<std::string>(first), rows.get<std::string>(first + 1), rows.get<std::string>(first + 2)};
}

std::vector<WasteHeading> load_headings(Connection& connection) {
  std::vector<WasteHeading> headings;
  Rows rows = connection.query("SELECT code, label_nl, label_en, label_fr FROM waste_heading ORDER BY code");
  while (rows.next()) headings.push_back({rows.get<std::string>(0), read_label(rows, 1)});
  return headings;
}

/// A code without words of its own is found by those of its sub-chapter.
void fold_labels(const std::map<std::string, LocalText, std::less<>>& headings, WasteCode& code) {
  const auto heading = headings.find(std::string_view(code.digits).substr(0, 5));
  const bool has_words = !code.label.best(Language::nl).empty();
  for (const Language language : kLanguages) {
    if (has_words) {
      code.folded_labels.push_back(text::folded(code.label.exact(language)));
    } else if (heading != headings.end()) {
      code.folded_labels.push_back(text::folded(heading->second.exact(language)));
    }
  }
}

}  // namespace

WasteList load_waste_list(Connection& connection) {
  std::vector<WasteHeading> headings = load_headings(connection);
  std::map<std::string, LocalText, std::less<>> labels;
  for (const WasteHeading& heading : headings) labels[heading.code] = heading.label;
  std::vector<WasteCode> codes;
  Rows rows = connection.query(
      "SELECT digits, is_hazardous, valid_from_on, valid_to_on, label_nl, label_en, label_fr, successors, "
      "is_confirmed, source_key FROM waste_code ORDER BY digits, valid_from_on");
  while (rows.next()) {
    WasteCode code;
    code.digits = rows.get<std::string>(0);
    code.is_hazardous = rows.get<bool>(1);
    code.valid = Period{rows.get<Day>(2), rows.get<std::optional<Day>>(3)};
    code.label = read_label(rows, 4);
    code.successors = split_list(rows.text(7));
    code.is_confirmed = rows.get<bool>(8);
    code.source = rows.get<std::string>(9);
    fold_labels(labels, code);
    codes.push_back(std::move(code));
  }
  return WasteList(std::move(codes), std::move(headings));
}

}  // namespace kringwerk::materials
