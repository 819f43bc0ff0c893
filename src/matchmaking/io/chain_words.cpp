#include "matchmaking/io/chain_words.h"

#include <array>
#include <cmath>
#include <utility>

#include "clocks/io/show_freshness.h"
#include "network/io/show_permits.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Rhythm;

std::string name_in(const std::map<std::string, LocalText>& names, const std::string& key, Language language) {
  const auto found = names.find(key);
  return found == names.end() ? key : found->second.best(language);
}

std::string_view icon_in(std::string_view key, std::span<const std::pair<std::string_view, std::string_view>> icons) {
  for (const auto& [name, icon] : icons) {
    if (name == key) return icon;
  }
  return "settings";
}

}  // namespace

std::string ChainWords::kind_of_work(const std::string& kind) const {
  return name_in(snapshot_.terms().activity_kinds, kind, language_);
}

std::string ChainWords::material(const ClassAndState& material) const {
  const materials::MaterialClass* found = economy().taxonomy.find(material.material);
  std::string name = found == nullptr ? material.material : found->name.best(language_);
  if (material.state == "as_is") return name;
  return format("matchmaking.material_in_state",
                {{"material", name}, {"state", name_in(snapshot_.terms().states, material.state, language_)}});
}

std::string ChainWords::place(const network::Nis& nis) const {
  const auto found = economy().municipalities.find(nis);
  return found == economy().municipalities.end() ? get("matchmaking.unknown") : found->second.name.best(language_);
}

std::string ChainWords::place_of(const network::Capability& work) const {
  if (work.nis) return place(*work.nis);
  const auto owner = economy().participants.find(work.organisation);
  const bool is_known = owner != economy().participants.end() && owner->second.nis;
  return is_known ? place(*owner->second.nis) : get("matchmaking.place_unknown");
}

std::string ChainWords::kind_of(const Participant& participant) const {
  constexpr std::array<std::string_view, 2> kTelling{"maatwerkbedrijf", "kringloopcentrum"};
  for (const std::string& recognition : participant.recognitions) {
    for (const std::string_view known : kTelling) {
      if (recognition == known) return get("network.recognition." + recognition);
    }
  }
  return get("network.kind." + std::string(network::key_of(participant.kind)));
}

TextInLanguage ChainWords::title(const materials::Stream& stream) const {
  const Language best = stream.title.best_language(language_);
  if (const std::string& text = stream.title.exact(best); !text.empty()) return {text, best};
  return {stream.typed_what, stream.language};
}

const Participant* ChainWords::owner_record(const materials::Stream& stream) const {
  if (!stream.organisation) return nullptr;
  const auto found = economy().participants.find(*stream.organisation);
  return found == economy().participants.end() ? nullptr : &found->second;
}

std::string ChainWords::owner(const materials::Stream& stream) const {
  const Participant* found = owner_record(stream);
  return found == nullptr ? get("matchmaking.owner_unknown") : found->name;
}

std::string ChainWords::permit(const std::string& key) const {
  return network::permit_name(services_.texts, language_, key);
}

std::string ChainWords::retention_name(const std::string& step) const {
  return name_in(snapshot_.terms().retention_names, step, language_);
}

std::string ChainWords::source(const std::string& key, const std::string& title) const {
  const std::string own = "network.source." + key;
  if (services_.texts.has(language_, own)) return get(own);
  return title.empty() ? key : title;
}

std::string ChainWords::permits(const std::vector<std::string>& names) const {
  std::vector<std::string> known;
  for (const std::string& name : names) known.push_back(permit(name));
  return listed(known);
}

std::string ChainWords::listed(const std::vector<std::string>& parts) const {
  std::string list;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0) {
      list = parts[i];
    } else {
      const bool is_last = i + 1 == parts.size();
      list = format(is_last ? "matchmaking.list_last" : "matchmaking.list_next", {{"list", list}, {"item", parts[i]}});
    }
  }
  return list;
}

std::string ChainWords::kilograms(std::int64_t kg) const {
  return text::mass(language_, Mass::kilograms(kg));
}

std::string ChainWords::offered(std::int64_t kg, Rhythm rhythm) const {
  return format("matchmaking.per." + std::string(key_in(materials::kRhythmKeys, rhythm)), {{"amount", kilograms(kg)}});
}

std::string ChainWords::room(std::int64_t kg, Rhythm rhythm) const {
  if (rhythm == Rhythm::once || rhythm == Rhythm::unknown) {
    return format("matchmaking.per.period", {{"amount", kilograms(kg)}});
  }
  return offered(kg, rhythm);
}

std::string ChainWords::distance(double km) const {
  if (km < 0.5) return get("matchmaking.same_place");
  return format("matchmaking.km", {{"km", decimal(km, 0)}});
}

std::string ChainWords::decimal(double value, int decimals) const {
  return text::number(language_, value, decimals);
}

std::string ChainWords::money(Money amount) const {
  return text::money(language_, amount);
}

std::string ChainWords::euros(double amount) const {
  return text::euros(language_, amount);
}

std::string ChainWords::percent(double share) const {
  const double value = share * 100;
  const bool is_whole = std::abs(value - std::round(value)) < 0.05;
  return decimal(value, is_whole ? 0 : 1);
}

drawings::MaterialFamily ChainWords::family(const std::string& material) const {
  const materials::MaterialClass* found = economy().taxonomy.find(material);
  return drawings::family_from_key(found == nullptr ? "" : found->family);
}

std::string ChainWords::work_icon(std::string_view kind) const {
  constexpr auto kIcons =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"collect", "truck"},
                                                                    {"take_back", "truck"},
                                                                    {"sort", "arrows-split-2"},
                                                                    {"dismantle", "puzzle"},
                                                                    {"wash", "droplet"},
                                                                    {"clean", "droplet"},
                                                                    {"repair", "tool"},
                                                                    {"refurbish", "settings"},
                                                                    {"shred", "grain"},
                                                                    {"repack", "package"},
                                                                    {"cut", "scissors"},
                                                                    {"bale", "stack-2"},
                                                                    {"process_food", "leaf"},
                                                                    {"compost", "leaf"},
                                                                    {"remanufacture", "building-factory-2"},
                                                                    {"lend_reusables", "refresh"}});
  return services_.asset("icons.svg") + "#i-" + std::string(icon_in(kind, kIcons));
}

std::string ChainWords::use_icon(std::string_view retention_step) const {
  constexpr auto kIcons = std::to_array<std::pair<std::string_view, std::string_view>>({{"R3", "refresh"},
                                                                                        {"R4", "tool"},
                                                                                        {"R6", "puzzle"},
                                                                                        {"R7", "needle-thread"},
                                                                                        {"R8", "recycle"},
                                                                                        {"R9", "flame"}});
  return services_.asset("icons.svg") + "#i-" + std::string(icon_in(retention_step, kIcons));
}

std::string ChainWords::unconfirmed(const materials::Stream& stream) const {
  return clocks::show_unconfirmed(services_, language_, reading(),
                                  {materials::clock_of(stream.kind), stream.confirmed_at});
}

std::string ChainWords::unconfirmed(const network::Capability& capability) const {
  return clocks::show_unconfirmed(services_, language_, reading(),
                                  {clocks::RecordType::capability, capability.confirmed_at});
}

}  // namespace kringwerk::matchmaking
