#include "network/io/edit_controls.h"

#include <algorithm>

#include "base/word_list.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

constexpr std::size_t kRowsMore = 3;

/// The page's words, and what stands in its controls.
struct ControlContext {
  const site::Services& services;
  Language language;
  const EditView& view;
  const std::map<std::string, std::string, std::less<>>& titles;

  std::string words(const std::string& id) const { return services.texts.get(language, id); }
  std::string_view record() const { return view.kind.shape().record; }
  const Violation* finding(const std::string& control) const {
    const auto& all = view.form.violations;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Violation& violation) { return violation.field == control; });
    return found == all.end() ? nullptr : &*found;
  }
};

/// One control of one row.
struct ControlPlace {
  const FieldShape& field;
  std::size_t row = 0;
  const FactRow& values;
  bool is_focused = false;
};

web::Model& show_options(const ControlContext& context, const ColumnShape& column, const std::string& value,
                         web::Model& control, const std::string& control_id) {
  web::Model& select = control.add("SELECT");
  select.set("NAME", control_id);
  select.add("OPTION").set("KEY", "").set("TEXT", context.words("network.edit.choose"));
  for (const std::string_view key : column.choices) {
    select.add("OPTION")
        .set("KEY", key)
        .set("TEXT", context.words(std::string(column.words) + std::string(key)))
        .show_if(value == key, "SELECTED");
  }
  // What the lists do not know (any more) stays as it is until somebody chooses.
  const bool is_known = std::find(column.choices.begin(), column.choices.end(), value) != column.choices.end();
  if (!value.empty() && !is_known) select.add("OPTION").set("KEY", value).set("TEXT", value).show("SELECTED");
  return select;
}

web::Model& show_boxes(const ControlContext& context, const ColumnShape& column, const std::string& value,
                       web::Model& control, const std::string& control_id) {
  const std::vector<std::string> chosen = split_list(value);
  web::Model& boxes = control.add("BOXES");
  for (const std::string_view key : column.choices) {
    boxes.add("BOX")
        .set("NAME", control_id)
        .set("KEY", key)
        .set("TEXT", context.words(std::string(column.words) + std::string(key)))
        .show_if(std::find(chosen.begin(), chosen.end(), key) != chosen.end(), "CHECKED");
  }
  return boxes;
}

web::Model& show_reference(const ControlContext& context, const ColumnShape& column, const std::string& value,
                           web::Model& control, const std::string& control_id) {
  web::Model& reference = control.add("REFERENCE");
  const auto words = context.view.form.words.find(control_id);
  reference.set("NAME", control_id).set("VALUE", words == context.view.form.words.end() ? "" : words->second);
  reference.set("KEPT", value);
  reference.show_if(column.kind == ColumnKind::organisation, "SUGGESTED");
  const auto choices = context.view.form.choices.find(control_id);
  if (choices == context.view.form.choices.end() || choices->second.empty()) return reference;
  web::Model& pick = reference.add("PICK");
  pick.set("NAME", control_id).set("TEXT", context.words("network.edit.which"));
  for (const ReferenceChoice& choice : choices->second)
    pick.add("OPTION").set("KEY", choice.key).set("TEXT", choice.name);
  return reference;
}

/// Cents as people write euros; what was typed and is no amount as it is.
std::string euros_typed(Language language, const std::string& value) {
  const auto cents = cents_in(value);
  if (!cents) return value;
  constexpr std::int64_t kCentsOfEuro = 100;
  if (*cents % kCentsOfEuro == 0) return text::number(language, *cents / kCentsOfEuro);
  return text::number(language, static_cast<double>(*cents) / static_cast<double>(kCentsOfEuro), 2);
}

/// What takes the value, by the kind of its column.
web::Model& show_input(const ControlContext& context, const ControlPlace& at, const ColumnShape& column,
                       const std::string& id, web::Model& control) {
  const std::string value = column_of(at.values, column.name);
  if (at.field.repeat == Repeat::places) {
    const auto words = context.view.form.words.find(id);
    return control.add("AREA")
        .set("NAME", id)
        .set("VALUE", words == context.view.form.words.end() ? "" : words->second);
  }
  switch (column.kind) {
    case ColumnKind::choice:
      return show_options(context, column, value, control, id);
    case ColumnKind::many:
      return show_boxes(context, column, value, control, id);
    case ColumnKind::place:
    case ColumnKind::organisation:
      return show_reference(context, column, value, control, id);
    case ColumnKind::day:
      return control.add("DATE").set("NAME", id).set("VALUE", value);
    case ColumnKind::money:
      return control.add("AMOUNT").set("NAME", id).set("VALUE", euros_typed(context.language, value));
    case ColumnKind::line:
    case ColumnKind::hidden:
      break;
  }
  return control.add("LINE").set("NAME", id).set("VALUE", value);
}

bool is_only_control(const FieldShape& field) {
  return std::count_if(field.columns.begin(), field.columns.end(),
                       [](const ColumnShape& column) { return column.kind != ColumnKind::hidden; }) == 1;
}

void show_control(const ControlContext& context, const ControlPlace& at, const ColumnShape& column, web::Model& row) {
  const std::string id = control_name(at.field.name, at.row, column.name);
  web::Model& control = row.add("CONTROL");
  const bool is_field_itself = column.name == "value" && at.field.repeat == Repeat::once;
  control.set("NAME", id)
      .set("LABEL", is_field_itself ? field_label(context.services, context.language, context.record(), at.field.name)
                                    : context.words("network.edit.column." + std::string(column.name)));
  control.show_if(column.kind == ColumnKind::organisation || column.name == "funder", "WIDE");
  if (column.kind != ColumnKind::many) control.add("LABELLED").show_if(is_only_control(at.field), "LABEL_HIDDEN");
  web::Model& input = show_input(context, at, column, id, control);
  if (const Violation* finding = context.finding(id)) {
    control.add("ERROR").set("MESSAGE", context.services.texts.finding(context.language, *finding));
    if (column.kind != ColumnKind::many) input.show("ERROR");
  }
  const bool can_focus = column.kind != ColumnKind::many && at.field.repeat == Repeat::rows;
  input.show_if(at.is_focused && can_focus, "FOCUSED");
}

void show_source(const ControlContext& context, const FactRow& values, web::Model& row) {
  const std::string key = column_of(values, "source");
  if (key.empty()) return;
  const auto title = context.titles.find(key);
  const SourceWords source =
      source_words(context.services, context.language, key, title == context.titles.end() ? key : title->second);
  row.add("SOURCE").set(
      "TEXT", context.services.texts.format(context.language, "network.edit.source_of", {{"source", source.words}}));
}

void show_row(const ControlContext& context, const FieldShape& field, std::size_t number, std::size_t first_new,
              web::Model& section) {
  static const FactRow kBlank;
  const auto& rows = context.view.form.image.rows(field.name);
  const FactRow& values = number < rows.size() ? rows[number] : kBlank;
  web::Model& row = section.add("ROW");
  const bool is_list = field.repeat == Repeat::rows;
  row.set("GROUP", context.services.texts.format(
                       context.language, "network.edit.row",
                       {{"field", field_label(context.services, context.language, context.record(), field.name)},
                        {"number", static_cast<std::int64_t>(number + 1)}}));
  bool is_focused = number == first_new;
  for (const ColumnShape& column : field.columns) {
    if (column.kind == ColumnKind::hidden) continue;
    show_control(context, {field, number, values, is_focused}, column, row);
    is_focused = false;
  }
  if (field.repeat != Repeat::places && field.name != "complete") {
    row.add("DOUBT")
        .set("NAME", control_name(field.name, number, "doubt"))
        .show_if(column_of(values, "doubt") == "yes", "CHECKED");
  }
  if (is_list && number < rows.size()) row.add("GONE").set("NAME", control_name(field.name, number, "gone"));
  show_source(context, values, row);
}

/// A record that is not there yet begins with its name: often that is all that is known.
std::vector<FieldShape> fields_in_order(const EditView& view) {
  std::vector<FieldShape> fields = view.kind.shape().fields;
  if (!view.edited)
    std::stable_partition(fields.begin(), fields.end(), [](const FieldShape& field) { return field.name == "name"; });
  return fields;
}

}  // namespace

void show_edit_fields(const site::Services& services, Language language, const EditView& view,
                      const std::map<std::string, std::string, std::less<>>& source_titles, web::Model& model) {
  const ControlContext context{services, language, view, source_titles};
  for (const FieldShape& field : fields_in_order(view)) {
    const std::string id = "network.edit." + std::string(context.record()) + "." + std::string(field.name);
    web::Model& section = model.add("FIELD");
    section.set("ID", "field-" + std::string(field.name)).set("LABEL", services.texts.get(language, id));
    if (services.texts.has(language, id + ".hint"))
      section.add("HINT").set("TEXT", services.texts.get(language, id + ".hint"));
    const std::size_t count = view.form.image.rows(field.name).size();
    const bool asked = view.more == field.name;
    const std::size_t shown = field.repeat == Repeat::rows ? count + (asked ? kRowsMore : 1) : 1;
    for (std::size_t number = 0; number < shown; ++number)
      show_row(context, field, number, asked ? count : shown, section);
    if (field.repeat != Repeat::rows) continue;
    section.add("MORE")
        .set("VALUE", "more-" + std::string(field.name))
        .set("TEXT", services.texts.get(language, "network.edit.more"));
  }
}

}  // namespace kringwerk::network
