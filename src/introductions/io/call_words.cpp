#include "introductions/io/call_words.h"

#include <algorithm>

#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"

namespace kringwerk::introductions {

namespace {

CallOptions by_name(CallOptions options) {
  std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return options;
}

}  // namespace

CallOptions work_options(const materials::Terms& terms, Language language) {
  CallOptions options;
  for (const auto& [key, name] : terms.activity_kinds) options.emplace_back(key, name.best(language));
  return by_name(std::move(options));
}

CallOptions material_options(const materials::Taxonomy& taxonomy, Language language) {
  CallOptions options;
  for (const materials::MaterialClass& one : taxonomy.classes()) options.emplace_back(one.id, one.name.best(language));
  return by_name(std::move(options));
}

CallOptions partner_kind_options(const site::Services& services, Language language) {
  CallOptions options;
  for (const std::string_view key : network::kOrganisationKindKeys) {
    options.emplace_back(key, services.texts.get(language, "network.kind." + std::string(key)));
  }
  return by_name(std::move(options));
}

void show_options(const CallOptions& options, std::string_view chosen, std::string_view section, web::Model& model) {
  for (const auto& [key, name] : options) {
    model.add(section).set("KEY", key).set("LABEL", name).show_if(key == chosen, "SELECTED");
  }
}

std::string option_name(const site::Services& services, Language language, const CallOptions& options,
                        const std::string& key) {
  for (const auto& [known, name] : options) {
    if (known == key) return name;
  }
  return services.texts.get(language, "introductions.call.any");
}

CallPublisher load_publisher(storage::Connection& connection, const CallDraft& asked) {
  if (asked.organisation) {
    const auto organisation = network::load_organisation(connection, *asked.organisation);
    return {organisation ? organisation->name : std::string(), "/organisations/" + asked.organisation->text()};
  }
  const auto hub = asked.hub ? network::load_hub(connection, *asked.hub) : std::nullopt;
  if (!hub) return {};
  return {hub->name, "/hubs/" + hub->id.text()};
}

void show_call_state(const site::Services& services, Language language, const PartnerCall& call, Day today,
                     web::Model& model) {
  const bool is_over = call.state == CallState::open && !takes_answers(call, today);
  const std::string key(is_over ? std::string_view("over") : materials::key_in(kCallStateKeys, call.state));
  const std::string words = services.texts.get(language, "introductions.call.state." + key);
  if (call.state == CallState::found) {
    model.add("STATE_OK").set("STATE", words);
  } else if (call.state == CallState::open && !is_over) {
    model.add("STATE_INFO").set("STATE", words);
  } else {
    model.add("STATE_STOP").set("STATE", words);
  }
}

void show_call_title(const site::Services& services, Language language, const CallDraft& asked, web::Model& model) {
  const bool is_removed = asked.title.empty();
  model.set("TITLE", is_removed ? services.texts.get(language, "introductions.call.removed_text") : asked.title);
  model.set("TITLE_LANG", language_code(is_removed ? language : asked.language));
}

}  // namespace kringwerk::introductions
