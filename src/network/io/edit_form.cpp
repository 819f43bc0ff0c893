#include "network/io/edit_form.h"

#include <algorithm>

#include "base/word_list.h"
#include "network/io/find_references.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestTyped = 2'000;
constexpr std::string_view kEuroSign = "€";
constexpr std::int64_t kThousandthsOfCent = 10;

/// Reads the rows of one field of a form.
class FieldFormReader {
 public:
  FieldFormReader(Connection& connection, const web::Form& form, Language language, TypedForm& typed)
      : connection_(connection), form_(form), language_(language), reader_(form, language), typed_(typed) {}

  void read(const FieldShape& field) {
    if (field.repeat == Repeat::places) return read_places(field);
    std::size_t row = 0;
    for (std::size_t at = 0; has_row(field, at); ++at) {
      const bool is_gone = reader_.checked(control_name(field.name, at, "gone"));
      const bool is_empty = field.repeat == Repeat::rows && is_blank(field, at);
      if (!is_gone && !is_empty) read_row(field, at, row++);
      if (field.repeat == Repeat::once) break;
    }
  }

 private:
  bool has_row(const FieldShape& field, std::size_t at) const {
    const std::string beginning = control_name(field.name, at, "");
    const auto& all = form_.fields.list();
    return std::any_of(all.begin(), all.end(), [&](const auto& pair) { return pair.first.starts_with(beginning); });
  }

  bool is_blank(const FieldShape& field, std::size_t at) const {
    return std::all_of(field.columns.begin(), field.columns.end(), [&](const ColumnShape& column) {
      return form_.fields.value(control_name(field.name, at, column.name)).empty();
    });
  }

  /// The clean text of a control; its findings are named after the row it becomes.
  std::string clean(const std::string& control, const std::string& becomes) {
    const std::size_t before = reader_.violations().size();
    std::string text = reader_.line(control, Presence::optional, kLongestTyped);
    for (std::size_t i = before; i < reader_.violations().size(); ++i) {
      Violation finding = reader_.violations()[i];
      finding.field = becomes;
      typed_.violations.push_back(std::move(finding));
      text = reader_.typed(control);
    }
    return text;
  }

  void read_row(const FieldShape& field, std::size_t at, std::size_t becomes) {
    FactRow row;
    for (const ColumnShape& column : field.columns) {
      const std::string control = control_name(field.name, at, column.name);
      const std::string own = control_name(field.name, becomes, column.name);
      if (column.kind == ColumnKind::hidden) continue;
      if (column.kind == ColumnKind::many) {
        std::vector<std::string> words;
        for (const std::string_view word : form_.fields.all(control)) words.emplace_back(word);
        std::sort(words.begin(), words.end());
        row[std::string(column.name)] = join_list(words);
      } else if (column.kind == ColumnKind::place || column.kind == ColumnKind::organisation) {
        row[std::string(column.name)] = reference(column.kind, control, own);
      } else if (column.kind == ColumnKind::money) {
        row[std::string(column.name)] = cents_of(clean(control, own), own);
      } else {
        row[std::string(column.name)] = clean(control, own);
      }
    }
    if (reader_.checked(control_name(field.name, at, "doubt"))) row["doubt"] = "yes";
    std::erase_if(row, [](const auto& column) { return column.second.empty(); });
    // A row stays in its place for its findings, also when nothing in it could be understood.
    auto& rows = typed_.image.fields[std::string(field.name)];
    rows.resize(becomes + 1);
    rows[becomes] = std::move(row);
  }

  /// Whole cents; what is no amount stays as it was typed.
  std::string cents_of(const std::string& typed, const std::string& own) {
    if (typed.empty()) return {};
    std::string bare = typed;
    if (const auto sign = bare.find(kEuroSign); sign != std::string::npos) bare.erase(sign, kEuroSign.size());
    text::Thousandths euros;
    const bool is_number = text::parse_decimal(language_, bare, euros);
    if (is_number && euros.value >= 0 && euros.value % kThousandthsOfCent == 0)
      return std::to_string(euros.value / kThousandthsOfCent);
    typed_.violations.push_back({"network.not_an_amount", own, {{"typed", typed}}});
    return typed;
  }

  std::string reference(ColumnKind kind, const std::string& control, const std::string& own) {
    const std::string words = clean(control, own);
    typed_.words[own] = words;
    if (words.empty()) return {};
    const std::string kept(form_.fields.value(control + "_key"));
    const std::string picked(form_.fields.value(control + "_pick"));
    FoundReference found = find_reference(connection_, kind, {words, kept, picked}, language_);
    if (!found.key.empty()) return found.key;
    const bool is_place = kind == ColumnKind::place;
    const char* unknown = is_place ? "network.place_unknown" : "network.organisation_unknown";
    const char* ambiguous = is_place ? "network.place_ambiguous" : "network.organisation_ambiguous";
    typed_.violations.push_back({found.choices.empty() ? unknown : ambiguous, own, {{"typed", words}}});
    typed_.choices[own] = std::move(found.choices);
    return {};
  }

  /// One box with many municipalities, commas or new lines between.
  void read_places(const FieldShape& field) {
    const std::string control = control_name(field.name, 0, field.columns.front().name);
    const std::string all = reader_.paragraph(control, Presence::optional, kLongestTyped * 4);
    typed_.words[control] = all;
    std::string one;
    for (const char c : all + ",") {
      if (c != ',' && c != ';' && c != '\n') {
        one += c;
        continue;
      }
      const auto first = one.find_first_not_of(' ');
      if (first != std::string::npos) add_place(field, control, one.substr(first));
      one.clear();
    }
  }

  void add_place(const FieldShape& field, const std::string& control, const std::string& words) {
    FoundReference found = find_reference(connection_, ColumnKind::place, {words, {}, {}}, language_);
    if (found.key.empty()) {
      const bool is_unknown = found.choices.empty();
      typed_.violations.push_back(
          {is_unknown ? "network.place_unknown" : "network.place_ambiguous", control, {{"typed", words}}});
      return;
    }
    const auto& rows = typed_.image.rows(field.name);
    const bool is_known =
        std::any_of(rows.begin(), rows.end(), [&](const FactRow& row) { return column_of(row, "nis") == found.key; });
    if (!is_known) typed_.image.add(field.name, {{std::string(field.columns.front().name), found.key}});
  }

  Connection& connection_;
  const web::Form& form_;
  Language language_;
  web::FormReader reader_;
  TypedForm& typed_;
};

bool is_beside(const FieldShape& field, const std::string& column) {
  if (column == "source") return true;
  return std::any_of(field.columns.begin(), field.columns.end(), [&](const ColumnShape& shape) {
    return shape.kind == ColumnKind::hidden && shape.name == column;
  });
}

FactRow visible(const FieldShape& field, FactRow row) {
  std::erase_if(row, [&](const auto& column) { return is_beside(field, column.first); });
  return row;
}

const FactRow* find_twin(const FieldShape& field, const FactRow& row, const std::vector<const RecordImage*>& known) {
  for (const RecordImage* image : known) {
    for (const FactRow& other : image->rows(field.name))
      if (visible(field, other) == row) return &other;
  }
  return nullptr;
}

}  // namespace

TypedForm form_of(const EditShape& shape, const RecordImage& image, const ReferenceNames& names) {
  TypedForm form;
  form.image = image;
  for (const FieldShape& field : shape.fields) {
    std::string all;
    for (std::size_t row = 0; row < image.rows(field.name).size(); ++row) {
      for (const ColumnShape& column : field.columns) {
        if (column.kind != ColumnKind::place && column.kind != ColumnKind::organisation) continue;
        const std::string key = column_of(image.rows(field.name)[row], column.name);
        const std::string name = key.empty() ? key : names.of(column.kind, key);
        form.words[control_name(field.name, row, column.name)] = name;
        all += (all.empty() ? "" : ", ") + name;
      }
    }
    if (field.repeat == Repeat::places) form.words[control_name(field.name, 0, field.columns.front().name)] = all;
  }
  return form;
}

TypedForm read_edit_form(Connection& connection, const EditShape& shape, const web::Form& form, Language language) {
  TypedForm typed;
  FieldFormReader reader(connection, form, language, typed);
  for (const FieldShape& field : shape.fields) reader.read(field);
  for (auto field = typed.image.fields.begin(); field != typed.image.fields.end();) {
    const bool is_empty =
        std::all_of(field->second.begin(), field->second.end(), [](const FactRow& row) { return row.empty(); });
    field = is_empty ? typed.image.fields.erase(field) : std::next(field);
  }
  return typed;
}

TypedOrigin read_origin(const web::Pairs& fields) {
  TypedOrigin origin;
  const bool is_other = fields.value("said_by") == "other";
  origin.said.by = is_other ? TypedSource::By::other : TypedSource::By::organisation;
  origin.said.title = fields.value("said_title");
  origin.said.url = fields.value("said_url");
  origin.said.on = fields.value("said_on");
  origin.remark = fields.value("remark");
  for (const std::string_view field : fields.all("renew")) origin.renewed.emplace_back(field);
  return origin;
}

RecordImage with_origins(const EditShape& shape, const RecordImage& typed, const std::vector<const RecordImage*>& known,
                         const std::string& source) {
  RecordImage image;
  for (const FieldShape& field : shape.fields) {
    for (const FactRow& row : typed.rows(field.name)) {
      FactRow whole = visible(field, row);
      if (const FactRow* twin = find_twin(field, whole, known)) {
        whole = *twin;
      } else {
        whole["source"] = source;
        for (const ColumnShape& column : field.columns)
          if (column.kind == ColumnKind::hidden) whole[std::string(column.name)] = std::string(column.start);
      }
      image.add(field.name, std::move(whole));
    }
  }
  return image;
}

void renew_sources(RecordImage& image, const std::vector<std::string>& fields, const std::string& source) {
  for (const std::string& field : fields) {
    const auto found = image.fields.find(field);
    if (found == image.fields.end()) continue;
    for (FactRow& row : found->second) row["source"] = source;
  }
}

}  // namespace kringwerk::network
