#include "materials/io/resource_form.h"

#include <charconv>

namespace kringwerk::materials {

namespace {

using Presence = web::FormReader::Presence;

constexpr int kMinutesOfDay = 1440;

std::optional<int> two_digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.size() > 2 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value < 0 ? std::nullopt : std::optional<int>{value};
}

/// "7:30", "07.30", "7u30" or "7"; nullopt when it is no time of a day.
std::optional<int> minutes_of(std::string_view text) {
  const auto cut = text.find_first_of(":.uhUH");
  const auto hours = two_digits(text.substr(0, cut));
  const bool has_minutes = cut != std::string_view::npos && cut + 1 < text.size();
  const auto minutes = has_minutes ? two_digits(text.substr(cut + 1)) : std::optional<int>{0};
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const int all = *hours * 60 + *minutes;
  return all > kMinutesOfDay ? std::nullopt : std::optional<int>{all};
}

void read_hours(web::FormReader& reader, ResourceFacts& facts) {
  constexpr std::size_t kLongestTime = 8;
  const std::string from = reader.line("hours_from", Presence::optional, kLongestTime);
  const std::string to = reader.line("hours_to", Presence::optional, kLongestTime);
  if (from.empty() && to.empty()) return;
  if (from.empty() || to.empty()) {
    reader.report({"materials.hours_incomplete", "hours_to", {}});
    return;
  }
  const auto begin = minutes_of(from);
  auto end = minutes_of(to);
  if (!begin || !end || *begin == kMinutesOfDay) {
    reader.report({"materials.hours_not_understood", "hours_to", {}});
    return;
  }
  if (*end == 0) end = kMinutesOfDay;
  facts.hours = DailyHours{*begin, *end};
}

void read_temperature(web::FormReader& reader, ResourceFacts& facts) {
  const auto thousandths = reader.thousandths("temperature", Presence::optional);
  if (!thousandths) return;
  if (*thousandths % 1000 != 0) {
    reader.report({"materials.temperature_not_whole", "temperature", {}});
  } else if (*thousandths < std::int64_t{kColdest} * 1000 || *thousandths > std::int64_t{kHottest} * 1000) {
    reader.report({"materials.temperature_impossible",
                   "temperature",
                   {{"lowest", std::int64_t{kColdest}}, {"highest", std::int64_t{kHottest}}}});
  } else {
    facts.temperature_celsius = static_cast<int>(*thousandths / 1000);
  }
}

void add_choice(web::Model& parent, std::string_view section, std::string_view key, const std::string& label,
                std::string_view chosen) {
  parent.add(section).set("KEY", key).set("LABEL", label).show_if(key == chosen, "SELECTED");
}

/// The words for one language of these fields.
struct FieldWords {
  const site::Services& services;
  Language language;
  std::string get(std::string_view id) const { return services.texts.get(language, id); }
  std::string under(std::string_view beginning, std::string_view key) const {
    return get(std::string(beginning) + std::string(key));
  }
};

void show_kinds(const FieldWords& words, const ResourceFormView& view, std::string_view chosen, web::Model& model) {
  model.set("RESOURCE", chosen);
  if (view.link.empty()) return;
  web::Model& kinds = model.add("KINDS");
  for (const std::string_view key : kResourceKeys) {
    kinds.add("KIND_LINK")
        .set("ADDRESS", view.link + std::string(key))
        .set("NAME", words.under("materials.resource.", key))
        .show_if(key == chosen, "HERE");
  }
}

void show_food(const FieldWords& words, const ResourceFormView& view, web::Model& specific) {
  web::Model& food = specific.add("FOOD");
  const std::string kind(key_in(kStreamKindKeys, view.kind));
  food.set("COLD_LABEL", words.get("materials.cold_label." + kind));
  for (const std::string_view key : kColdChainKeys) {
    add_choice(food, "COLD", key, words.get("materials.cold." + kind + "." + std::string(key)),
               view.typed.cold_chain.empty() ? "unknown" : view.typed.cold_chain);
  }
  if (view.kind == StreamKind::offer) food.add("USE_BY").set("DAY", view.typed.use_by);
}

void show_varieties(const FieldWords& words, const ResourceFormView& view, Resource resource, web::Model& specific) {
  const auto varieties = varieties_of(resource);
  if (varieties.empty()) return;
  const std::string under = "materials.variety." + std::string(key_in(kResourceKeys, resource)) + ".";
  web::Model& sort = specific.add("VARIETIES");
  sort.set("VARIETY_LABEL", words.get(under + "label." + std::string(key_in(kStreamKindKeys, view.kind))));
  add_choice(sort, "VARIETY", "", words.get("materials.variety.unknown"), view.typed.variety);
  for (const std::string_view key : varieties) {
    add_choice(sort, "VARIETY", key, words.under(under, key), view.typed.variety);
  }
}

}  // namespace

ResourceTyped resource_in_form(const web::Pairs& fields) {
  const auto text = [&](std::string_view field) { return std::string(fields.value(field)); };
  return {text("resource"),   text("variety"),  text("cold_chain"), text("use_by"), text("temperature"),
          text("hours_from"), text("hours_to"), text("free_from"),  text("free_to")};
}

ResourceTyped resource_of(const Stream& stream, Language) {
  ResourceTyped typed;
  const ResourceFacts& facts = stream.facts;
  typed.resource = key_in(kResourceKeys, stream.resource);
  typed.variety = facts.variety;
  typed.cold_chain = key_in(kColdChainKeys, facts.cold_chain);
  if (facts.use_by) typed.use_by = day_text(*facts.use_by);
  if (facts.temperature_celsius) typed.temperature = std::to_string(*facts.temperature_celsius);
  if (facts.hours) {
    typed.hours_from = clock_text(facts.hours->from);
    typed.hours_to = clock_text(facts.hours->to % kMinutesOfDay);
  }
  return typed;
}

std::vector<std::pair<std::string_view, const std::string*>> fields_of(const ResourceTyped& typed) {
  return {{"variety", &typed.variety},         {"cold_chain", &typed.cold_chain}, {"use_by", &typed.use_by},
          {"temperature", &typed.temperature}, {"hours_from", &typed.hours_from}, {"hours_to", &typed.hours_to}};
}

Resource resource_named(std::string_view key) {
  return value_in<Resource>(kResourceKeys, key).value_or(Resource::material);
}

Violations read_resource_form(const web::Form& form, Language language, OfferDraft& draft) {
  web::FormReader reader(form, language);
  draft.resource = resource_named(reader.typed("resource"));
  ResourceFacts& facts = draft.facts;
  if (const auto varieties = varieties_of(draft.resource); !varieties.empty()) {
    if (const auto sort = reader.choice("variety", varieties, Presence::optional)) facts.variety = varieties[*sort];
  }
  if (draft.resource == Resource::food) {
    const auto cold = reader.choice("cold_chain", kColdChainKeys, Presence::optional);
    facts.cold_chain = static_cast<ColdChain>(cold.value_or(0));
    facts.use_by = reader.day("use_by", Presence::optional);
  }
  if (draft.resource == Resource::energy) read_temperature(reader, facts);
  if (draft.resource == Resource::energy || draft.resource == Resource::machine) read_hours(reader, facts);
  if (draft.resource == Resource::space) {
    draft.available = {reader.day("free_from", Presence::optional), reader.day("free_to", Presence::optional)};
  }
  Violations found = reader.violations();
  for (Violation& violation : found) violation.field = shown_field(violation.field);
  return found;
}

std::string_view shown_field(std::string_view field) {
  constexpr std::array<std::string_view, 6> kFacts{"variety",     "cold_chain", "use_by",
                                                   "temperature", "hours_from", "hours_to"};
  for (const std::string_view fact : kFacts) {
    if (field == fact) return "facts";
  }
  return field == "free_from" || field == "free_to" ? "free" : field;
}

void show_resource_fields(const site::Services& services, Language language, const ResourceFormView& view,
                          web::Model& model) {
  const FieldWords words{services, language};
  const Resource resource = resource_named(view.typed.resource);
  const std::string key(key_in(kResourceKeys, resource));
  show_kinds(words, view, key, model);
  model.show_if(runs_in_chains(resource), "IS_GOODS");
  model.show(resource == Resource::material ? "NOTE_ASKED" : "NOTE_FOLDED");
  const bool asks_days = resource == Resource::space;
  if (!asks_days) {
    model.show("ASKS_RHYTHM");
  } else if (view.dates == FreeDates::here) {
    model.add("ASKS_DAYS").set("FREE_FROM", view.typed.free_from).set("FREE_TO", view.typed.free_to);
  }
  if (resource == Resource::material) return;
  web::Model& specific = model.add("SPECIFIC");
  specific.set("FACTS_LEGEND", words.under("materials.facts.", key));
  if (resource == Resource::food) show_food(words, view, specific);
  show_varieties(words, view, resource, specific);
  if (resource == Resource::energy) {
    specific.add("WARMTH")
        .set("TEMPERATURE", view.typed.temperature)
        .set("TEMPERATURE_LABEL", words.under("materials.temperature.", key_in(kStreamKindKeys, view.kind)));
  }
  if (resource == Resource::energy || resource == Resource::machine) {
    specific.add("HOURS").set("HOURS_FROM", view.typed.hours_from).set("HOURS_TO", view.typed.hours_to);
  }
}

std::string clock_text(int minutes) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace kringwerk::materials
