#include "matchmaking/io/capability_facts.h"

#include <cmath>

#include "clocks/io/show_freshness.h"
#include "matchmaking/io/fact_list.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using network::Capability;
using network::CapabilityOutput;

constexpr std::int64_t kWholeInMillionths = 1'000'000;

std::string per_week(const ChainWords& words, Mass mass) {
  return words.offered(mass.in_kilograms(), materials::Rhythm::week);
}

std::string share(const ChainWords& words, std::int64_t millionths) {
  return words.format("matchmaking.capability.percent",
                      {{"n", words.percent(static_cast<double>(millionths) / kWholeInMillionths)}});
}

std::string materials_text(const ChainWords& words, const std::vector<std::string>& materials) {
  std::vector<std::string> names;
  for (const std::string& one : materials) names.push_back(words.material(take_apart(one)));
  return words.listed(names);
}

std::string batch_text(const ChainWords& words, const Capability& capability) {
  const auto written = [&](Mass mass) { return words.kilograms(mass.in_kilograms()); };
  const auto& [smallest, largest] = std::pair{capability.min_batch, capability.max_batch};
  if (smallest && largest) {
    return words.format("matchmaking.batch.both", {{"from", written(*smallest)}, {"to", written(*largest)}});
  }
  if (smallest) return words.format("matchmaking.batch.from", {{"from", written(*smallest)}});
  if (largest) return words.format("matchmaking.batch.to", {{"to", written(*largest)}});
  return {};
}

void add_output(const ChainWords& words, const CapabilityOutput& output, web::Model& model) {
  const ClassAndState material = take_apart(output.material);
  web::Model& row = model.add("OUTPUT").set("OUTPUT_WHAT", words.material(material));
  row.add("OUTPUT_SWATCH").set("FAMILY_CLASS", drawings::family_class(words.family(material.material)));
  row.set("OUTPUT_SHARE", share(words, output.yield_millionths));
  row.set("OUTPUT_GRADE", words.format("matchmaking.quality", {{"grade", std::int64_t{output.grade}}}));
}

void fill_outputs(const ChainWords& words, const Capability& capability, web::Model& model) {
  if (capability.outputs.empty()) {
    model.show("NO_OUTPUTS");
    return;
  }
  web::Model& table = model.add("OUTPUTS");
  std::int64_t rest = kWholeInMillionths;
  for (const CapabilityOutput& output : capability.outputs) {
    add_output(words, output, table);
    rest -= output.yield_millionths;
  }
  if (rest <= 0) return;
  table.add("OUTPUT")
      .set("OUTPUT_WHAT", words.get("matchmaking.residue"))
      .set("OUTPUT_SHARE", share(words, rest))
      .set("OUTPUT_GRADE", "");
}

void fill_room(const ChainWords& words, const Capability& capability, web::Model& model) {
  const int free = free_percent(capability);
  model.add("FREE")
      .set("FREE_CLASS", free > 0 ? "ok" : "warn")
      .set("FREE_ICON", words.services().asset("icons.svg") + (free > 0 ? "#i-circle-check" : "#i-hourglass"))
      .set("FREE_LABEL", free > 0 ? words.format("matchmaking.capability.free", {{"percent", std::int64_t{free}}})
                                  : words.get("matchmaking.capability.full"));
}

void fill_freshness(const ChainWords& words, const AskedCapability& asked, web::Model& model) {
  const auto shown = clocks::show_freshness(words.services(), words.language(), words.reading(),
                                            {clocks::RecordType::capability, asked.capability.confirmed_at});
  const bool is_retired = asked.capability.state == network::CapabilityState::retired;
  const bool is_stale = is_retired || shown.state >= clocks::Freshness::stale;
  model.set("FRESH_CLASS", is_stale ? "warn" : "ok").set("DISC_SVG", shown.disc).set("FRESH_LABEL", shown.label);
  model.show_if(is_stale, "STALE");
  if (!is_stale) return;
  const std::string_view what = is_retired                                 ? "matchmaking.unconfirmed.retired"
                                : shown.state == clocks::Freshness::hidden ? "matchmaking.unconfirmed.hidden"
                                                                           : "matchmaking.unconfirmed.stale";
  model.add("UNCONFIRMED_NOTE")
      .set("SINCE", is_retired ? words.get("network.capability.state.retired") : shown.label)
      .set("WHAT", words.get(what));
}

}  // namespace

const Participant& owner_of(const ChainWords& words, const Capability& capability) {
  return words.economy().participants.at(capability.organisation);
}

int free_percent(const Capability& capability) {
  if (capability.capacity_per_week.in_grams() <= 0) return 0;
  const double free = static_cast<double>(network::shown_free_capacity(capability).in_grams());
  return static_cast<int>(std::lround(free / static_cast<double>(capability.capacity_per_week.in_grams()) * 10)) * 10;
}

std::string ask_address(const ChainWords& words, const AskedCapability& asked) {
  if (asked.hubs.empty()) return site::address(words.language(), "/which-hub");
  return site::address(words.language(), "/hubs/" + asked.hubs.front().id.text() + "/ask");
}

void fill_head(const ChainWords& words, const AskedCapability& asked, web::Model& model) {
  const Capability& capability = asked.capability;
  const Participant& owner = owner_of(words, capability);
  model.set("WORK_ICON", words.work_icon(capability.kind)).set("KIND", words.kind_of_work(capability.kind));
  model.show_if(capability.is_example || owner.is_example, "EXAMPLE");
  const Language named = capability.name.best_language(words.language());
  model.set("TITLE", capability.name.exact(named)).set("TITLE_LANG", language_code(named));
  model.set("OWNER", owner.name);
  model.set("OWNER_ADDRESS", site::address(words.language(), "/organisations/" + owner.id.text()));
  model.set("PLACE", words.format("matchmaking.place_and_kind",
                                  {{"place", words.place_of(capability)}, {"kind", words.kind_of(owner)}}));
  model.set("ASK_ADDRESS", ask_address(words, asked));
  if (asked.hubs.empty()) {
    model.set("ASK_LABEL", words.get("matchmaking.ask_network"));
  } else {
    const network::Hub& hub = asked.hubs.front();
    model.set("ASK_LABEL",
              words.format("matchmaking.ask_hub", {{"hub", hub.short_name.empty() ? hub.name : hub.short_name}}));
  }
  fill_room(words, capability, model);
  fill_freshness(words, asked, model);
  const std::string own_path = site::address(words.language(), "/capabilities/" + capability.id.text());
  model.set("CALENDAR_ADDRESS", own_path + "/calendar");
  if (asked.may_change) model.add("CHANGE").set("CHANGE_ADDRESS", own_path + "/edit");
  if (capability.state != network::CapabilityState::open) {
    const auto state = network::kCapabilityStateKeys.at(static_cast<std::size_t>(capability.state));
    model.add("NOT_OPEN").set("NOT_OPEN_TEXT", words.get("network.capability.state." + std::string(state)));
  }
}

void fill_facts(const ChainWords& words, const AskedCapability& asked, web::Model& model) {
  const Capability& capability = asked.capability;
  FactList list(words, model);
  list.add("work", words.kind_of_work(capability.kind));
  list.add("accepts", materials_text(words, capability.accepts));
  list.add("min_quality", words.format("matchmaking.quality", {{"grade", std::int64_t{capability.min_grade}}}));
  list.add("room", per_week(words, capability.capacity_per_week));
  list.add("free_room", per_week(words, network::shown_free_capacity(capability)),
           words.get("network.capability.steps"));
  list.add("batch", batch_text(words, capability));
  list.add("cost", words.format("matchmaking.policy.per_tonne", {{"amount", words.money(capability.cost_per_tonne)}}),
           words.get("network.capability.basis." +
                     std::string(network::kPriceBasisKeys.at(static_cast<std::size_t>(capability.price_basis)))));
  list.add("social_hours",
           words.format("matchmaking.hours_per_tonne",
                        {{"hours", words.decimal(static_cast<double>(capability.social_minutes_per_tonne) / 60, 1)}}));
  list.add("lead", words.services().texts.plural(words.language(), "network.days", capability.lead_days));
  list.add("permits", capability.permits.empty() ? words.get("matchmaking.capability.no_permits")
                                                 : words.permits(capability.permits));
  if (!capability.certificates.empty()) list.add("certificates", words.listed(capability.certificates));
  list.add("checked", text::day(words.language(), text::brussels_day(capability.confirmed_at)));
  list.add("source", words.source(capability.source, asked.source_title));
  fill_outputs(words, capability, model);
  fill_policy(words, model);
}

}  // namespace kringwerk::matchmaking
