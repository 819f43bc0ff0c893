#include "materials/io/details_form.h"

#include <algorithm>

#include "materials/io/terms_form.h"

namespace kringwerk::materials {

namespace {

using Presence = web::FormReader::Presence;

constexpr std::int64_t kHeaviestUnit = 100'000;  // kilograms
constexpr std::int64_t kLongestSide = 10'000;    // centimetres
constexpr std::array<std::string_view, 10> kGrades{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

/// Kilograms as grams, above 0.
std::optional<Mass> read_kilograms(web::FormReader& reader, std::string_view field, std::string_view rule) {
  const auto thousandths = reader.thousandths(field, Presence::optional);
  if (!thousandths) return std::nullopt;
  if (*thousandths > 0 && *thousandths <= kHeaviestUnit * 1000) return Mass::grams(*thousandths);
  reader.report({std::string(rule), std::string(field), {{"largest", kHeaviestUnit}}});
  return std::nullopt;
}

std::optional<int> read_percent(web::FormReader& reader) {
  const auto thousandths = reader.thousandths("contamination", Presence::optional);
  if (!thousandths) return std::nullopt;
  if (*thousandths >= 0 && *thousandths <= 100'000 && *thousandths % 1000 == 0) {
    return static_cast<int>(*thousandths / 1000);
  }
  reader.report({"materials.percent_impossible", "contamination", {}});
  return std::nullopt;
}

std::optional<std::int64_t> read_side(web::FormReader& reader, std::string_view field) {
  const auto thousandths = reader.thousandths(field, Presence::optional);
  if (!thousandths) return std::nullopt;
  const std::int64_t millimetres = (*thousandths + 50) / 100;
  if (millimetres > 0 && millimetres <= kLongestSide * 10) return millimetres;
  reader.report({"materials.size_impossible", std::string(field), {{"largest", kLongestSide}}});
  return std::nullopt;
}

std::string centimetres(Language language, const std::optional<std::int64_t>& millimetres) {
  return millimetres ? typed_number(language, *millimetres * 100) : std::string();
}

std::string kilograms_text(Language language, const std::optional<Mass>& mass) {
  return mass ? typed_number(language, mass->in_grams()) : std::string();
}

void add_options(const site::Services& services, Language language, std::string_view section, std::string_view words,
                 std::span<const std::string_view> keys, std::string_view chosen, web::Model& model) {
  for (const std::string_view key : keys) {
    model.add(section)
        .set("KEY", key)
        .set("LABEL", services.texts.get(language, std::string(words) + std::string(key)))
        .show_if(key == chosen, "SELECTED");
  }
}

}  // namespace

DetailsTyped details_in_form(const web::Pairs& fields) {
  const auto text = [&](std::string_view field) { return std::string(fields.value(field)); };
  return {text("unit_weight"), text("grade"), text("contamination"), text("packaging"), text("transport"),
          text("length"),      text("width"), text("height"),        text("minimum")};
}

DetailsTyped details_of(const Stream& stream, Language language) {
  DetailsTyped typed;
  const bool is_mass = stream.amount.unit == AmountUnit::kg || stream.amount.unit == AmountUnit::t;
  if (!is_mass) typed.unit_weight = kilograms_text(language, stream.amount.mass_per_unit);
  if (stream.grade) typed.grade = std::to_string(*stream.grade);
  if (stream.contamination_percent) typed.contamination = std::to_string(*stream.contamination_percent);
  typed.packaging = packaging_key(stream);
  typed.transport = key_in(kTransportKeys, stream.transport);
  typed.length = centimetres(language, stream.dimensions.length_mm);
  typed.width = centimetres(language, stream.dimensions.width_mm);
  typed.height = centimetres(language, stream.dimensions.height_mm);
  typed.minimum = kilograms_text(language, stream.minimum);
  return typed;
}

std::vector<std::pair<std::string_view, const std::string*>> fields_of(const DetailsTyped& typed) {
  return {{"unit_weight", &typed.unit_weight},
          {"grade", &typed.grade},
          {"contamination", &typed.contamination},
          {"packaging", &typed.packaging},
          {"transport", &typed.transport},
          {"length", &typed.length},
          {"width", &typed.width},
          {"height", &typed.height},
          {"minimum", &typed.minimum}};
}

StreamDetails read_details(web::FormReader& reader) {
  StreamDetails details;
  details.mass_per_unit = read_kilograms(reader, "unit_weight", "materials.unit_weight_impossible");
  if (const auto grade = reader.choice("grade", kGrades, Presence::optional)) details.grade = static_cast<int>(*grade);
  details.contamination_percent = read_percent(reader);
  const auto packaging = reader.choice("packaging", kPackagingKeys, Presence::optional);
  details.packaging = kPackagingKeys[packaging.value_or(0)];
  const auto transport = reader.choice("transport", kTransportKeys, Presence::optional);
  details.transport = transport ? static_cast<Transport>(*transport) : Transport::unknown;
  details.dimensions = {read_side(reader, "length"), read_side(reader, "width"), read_side(reader, "height")};
  details.minimum = read_kilograms(reader, "minimum", "materials.minimum_impossible");
  return details;
}

void show_details(const site::Services& services, Language language, const DetailsTyped& typed, StreamKind kind,
                  web::Model& model) {
  model.set("UNIT_WEIGHT", typed.unit_weight).set("CONTAMINATION", typed.contamination);
  model.set("LENGTH", typed.length).set("WIDTH", typed.width).set("HEIGHT", typed.height);
  const bool is_need = kind == StreamKind::need;
  model.set("GRADE_LABEL",
            services.texts.get(language, is_need ? "materials.details.grade_wanted" : "materials.own.field.grade"));
  if (is_need) model.add("MINIMUM").set("KILOGRAMS", typed.minimum);
  for (const std::string_view key : kGrades) {
    model.add("GRADE").set("KEY", key).show_if(key == typed.grade, "SELECTED");
  }
  add_options(services, language, "PACKAGING", "materials.packaging.", kPackagingKeys,
              typed.packaging.empty() ? "unknown" : typed.packaging, model);
  add_options(services, language, "TRANSPORT_BY", "materials.transport_by.", kTransportKeys,
              typed.transport.empty() ? "unknown" : typed.transport, model);
}

bool is_anything_in(const DetailsTyped& typed) {
  const auto fields = fields_of(typed);
  return std::any_of(fields.begin(), fields.end(),
                     [](const auto& field) { return !field.second->empty() && *field.second != "unknown"; });
}

std::string_view packaging_key(const Stream& stream) {
  const auto* const known = std::find(kPackagingKeys.begin(), kPackagingKeys.end(), stream.packaging);
  return known == kPackagingKeys.end() ? kPackagingKeys[0] : *known;
}

}  // namespace kringwerk::materials
