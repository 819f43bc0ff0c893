#include "materials/own_stream.h"

namespace kringwerk::materials {

namespace {

/// "40", "12.5", "-0.05": a whole number of thousandths or hundredths as a decimal number; empty for none.
std::string decimal_text(std::optional<std::int64_t> number, int decimals) {
  if (!number) return {};
  std::string digits = std::to_string(*number < 0 ? -*number : *number);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return (*number < 0 ? "-" : "") + digits;
}

std::string text_of(const std::optional<Day>& day) {
  return day ? day_text(*day) : std::string();
}

std::string text_of(Visibility visibility) {
  return std::string(key_in(kVisibilityKeys, visibility));
}

/// Per tonne, or per unit of another kind.
std::string price_of(const Stream& stream) {
  if (stream.unit_price_thousandths) return decimal_text(stream.unit_price_thousandths, 3);
  return stream.price_per_tonne ? decimal_text(stream.price_per_tonne->in_cents(), 2) : std::string();
}

std::string outcome_of(const Stream& stream) {
  return stream.outcome ? std::string(key_in(kCloseOutcomeKeys, *stream.outcome)) : std::string();
}

std::string whole(const std::optional<int>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::string kilograms_of(const std::optional<Mass>& mass) {
  return mass ? decimal_text(mass->in_grams(), 3) : std::string();
}

std::string hours_of(const Stream& stream) {
  if (!stream.facts.hours) return {};
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const auto written = [&](int minutes) { return two(minutes / 60) + ":" + two(minutes % 60); };
  return written(stream.facts.hours->from) + "-" + written(stream.facts.hours->to);
}

std::string size_of(const Stream& stream) {
  const Dimensions& size = stream.dimensions;
  if (size == Dimensions{}) return {};
  const auto written = [](const std::optional<std::int64_t>& side) { return side ? std::to_string(*side) : "?"; };
  return written(size.length_mm) + " x " + written(size.width_mm) + " x " + written(size.height_mm) + " mm";
}

/// An unknown packaging may be written in two ways.
std::string packaging_of(const Stream& stream) {
  return stream.packaging.empty() ? "unknown" : stream.packaging;
}

/// What the kind says of itself, and the details of the full form.
template <class Compare>
void compare_details(const Stream& before, const Stream& after, const Compare& compare) {
  compare("resource", std::string(key_in(kResourceKeys, before.resource)),
          std::string(key_in(kResourceKeys, after.resource)));
  compare("variety", before.facts.variety, after.facts.variety);
  compare("cold_chain", std::string(key_in(kColdChainKeys, before.facts.cold_chain)),
          std::string(key_in(kColdChainKeys, after.facts.cold_chain)));
  compare("use_by", text_of(before.facts.use_by), text_of(after.facts.use_by));
  compare("temperature", whole(before.facts.temperature_celsius), whole(after.facts.temperature_celsius));
  compare("hours", hours_of(before), hours_of(after));
  compare("unit_weight", kilograms_of(before.amount.mass_per_unit), kilograms_of(after.amount.mass_per_unit));
  compare("grade", whole(before.grade), whole(after.grade));
  compare("contamination", whole(before.contamination_percent), whole(after.contamination_percent));
  compare("packaging", packaging_of(before), packaging_of(after));
  compare("transport", std::string(key_in(kTransportKeys, before.transport)),
          std::string(key_in(kTransportKeys, after.transport)));
  compare("size", size_of(before), size_of(after));
  compare("minimum", kilograms_of(before.minimum), kilograms_of(after.minimum));
}

}  // namespace

std::vector<StreamChange> changes_between(const Stream& before, const Stream& after) {
  std::vector<StreamChange> changes;
  const auto compare = [&](std::string_view field, std::string was, std::string is) {
    if (was != is) changes.push_back({field, std::move(was), std::move(is)});
  };
  compare("state", std::string(key_in(kStreamStateKeys, before.state)),
          std::string(key_in(kStreamStateKeys, after.state)));
  compare("title", shown_words(before), shown_words(after));
  if (before.description != after.description) changes.push_back({"description", {}, {}});
  compare("material", before.material, after.material);
  compare("amount", decimal_text(before.amount.thousandths, 3), decimal_text(after.amount.thousandths, 3));
  compare("unit", std::string(key_in(kAmountUnitKeys, before.amount.unit)),
          std::string(key_in(kAmountUnitKeys, after.amount.unit)));
  compare("rhythm", std::string(key_in(kRhythmKeys, before.amount.rhythm)),
          std::string(key_in(kRhythmKeys, after.amount.rhythm)));
  compare("place", before.nis.code, after.nis.code);
  compare("legal_status", std::string(key_in(kLegalStatusKeys, before.legal_status)),
          std::string(key_in(kLegalStatusKeys, after.legal_status)));
  compare("waste_code", before.waste_code, after.waste_code);
  compare("outcome", outcome_of(before), outcome_of(after));
  compare_details(before, after, compare);
  compare("from", text_of(before.available.from), text_of(after.available.from));
  compare("to", text_of(before.available.to), text_of(after.available.to));
  compare("price", price_of(before), price_of(after));
  compare("use", before.retention_step, after.retention_step);
  if (before.position != after.position) changes.push_back({"site", {}, {}});
  compare("visibility", text_of(before.visibility), text_of(after.visibility));
  compare("shared_hub", before.shared_hub ? before.shared_hub->text() : std::string(),
          after.shared_hub ? after.shared_hub->text() : std::string());
  compare("price_visibility", text_of(before.fields.price), text_of(after.fields.price));
  compare("site_visibility", text_of(before.fields.position), text_of(after.fields.position));
  compare("contact_visibility", text_of(before.fields.contact), text_of(after.fields.contact));
  compare("owner_visibility", text_of(before.fields.owner), text_of(after.fields.owner));
  return changes;
}

}  // namespace kringwerk::materials
