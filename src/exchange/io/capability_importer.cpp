#include "base/ensure.h"
#include "exchange/io/material_reader.h"
#include "exchange/io/organisation_index.h"
#include "exchange/io/record_importer.h"
#include "exchange/record_likeness.h"
#include "materials/io/load_materials.h"
#include "network/io/load_organisations.h"
#include "network/io/save_calendar.h"
#include "network/io/save_capability.h"
#include "network/io/show_permits.h"
#include "text/format.h"

namespace kringwerk::exchange {

namespace {

using network::Capability;
using storage::Connection;
using Presence = RowReader::Presence;

constexpr std::size_t kLongestName = 160;
constexpr std::size_t kLongestKey = 80;
constexpr std::size_t kMostCandidates = 5;
constexpr std::int64_t kThousand = 1'000;
constexpr std::int64_t kMinutesPerHour = 60;

std::vector<ChoiceWord> words_of(const std::map<std::string, LocalText>& terms, Language language) {
  std::vector<ChoiceWord> words;
  const auto add = [&](Language each) {
    for (const auto& [key, name] : terms) words.push_back({text::folded(name.best(each)), key});
  };
  add(language);
  for (const Language each : kLanguages)
    if (each != language) add(each);
  for (const auto& [key, name] : terms) words.push_back({text::folded(key), key});
  return words;
}

class CapabilityImporter : public RecordImporter {
 public:
  CapabilityImporter(Connection& connection, const ImportScope& scope)
      : scope_(scope),
        organisations_(connection, scope),
        taxonomy_(materials::load_taxonomy(connection)),
        materials_(taxonomy_),
        kinds_(words_of(materials::load_terms(connection).activity_kinds, scope.language)),
        permit_words_(scope.texts),
        identities_(load_identities(connection, scope.hub_number(), "capability")) {
    for (Capability& capability : network::load_capabilities(connection)) {
      by_identity_.emplace(identity_of(capability), capability.id.value());
      by_organisation_.emplace(capability.organisation, capability.id.value());
      known_.emplace(capability.id.value(), std::move(capability));
    }
  }

  std::string_view record() const override { return "capability"; }

  PlannedRow plan(RowReader& reader, const ChosenStep& chosen) override {
    PlannedRow row;
    row.line = reader.line();
    const std::string external = reader.text("id", Presence::optional, kLongestKey);
    row.chosen = chosen;
    const Capability* known = nullptr;
    Capability given = read(reader, external, known, row);
    row.title = given.name.best(scope_.language);
    row.findings = reader.findings();
    if (!row.findings.empty()) return row;
    const bool waits = known == nullptr && row.chosen.choice == RowChoice::undecided && !row.candidates.empty();
    row.step = waits || row.chosen.choice == RowChoice::skip ? RowStep::held
               : known == nullptr                            ? RowStep::create
               : says_the_same(given, *known)                ? RowStep::same
                                                             : RowStep::change;
    if (known != nullptr) row.target = known->id.value();
    drafts_.emplace(row.line, std::move(given));
    if (!external.empty()) externals_[row.line] = external;
    return row;
  }

  void keep(Connection& transaction, const PlannedRow& row, std::int64_t id) override {
    Capability& capability = drafts_.at(row.line);
    capability.id = network::CapabilityId{id};
    capability.confirmed_at = scope_.now;
    if (row.step == RowStep::create) {
      network::insert_capability(transaction, capability);
    } else {
      ++capability.version;
      ensure(network::update_capability(transaction, capability), "it was read in this transaction");
    }
    network::refresh_free_capacity(transaction, {capability.id, text::brussels_day(scope_.now)});
    if (const auto external = externals_.find(row.line); external != externals_.end())
      keep_identity(transaction, scope_.hub_number(), record(), external->second, id);
  }

 private:
  /// Organisation, kind of work and name.
  static std::string identity_of(const Capability& capability) {
    return capability.organisation.text() + "|" + capability.kind + "|" +
           text::folded(capability.name.best(Language::nl));
  }

  /// `known`: the record that this row is about. What the row leaves open stays as it was there.
  Capability read(RowReader& reader, const std::string& external, const Capability*& known, PlannedRow& row) {
    Capability given;
    if (const auto* organisation = organisations_.named_in(reader, "organisation", scope_))
      given.organisation = organisation->id;
    const std::string name = reader.text("name", Presence::required, kLongestName);
    given.name.set(scope_.language, name);
    if (const auto kind = reader.choice("kind", kinds_))
      given.kind = *kind;
    else if (!reader.is_given("kind"))
      reader.report({"web.required", "kind", {}});
    const std::string identity = external.empty() ? identity_of(given) : "id:" + external;
    seen_.check(reader, identity);
    given.accepts = materials_.materials(reader, "accepts");
    known = find_known(given, external);
    if (known == nullptr && reader.findings().empty()) known = alike(given, row);
    if (known != nullptr) {
      Capability merged = *known;
      merged.organisation = given.organisation;
      merged.kind = given.kind;
      if (reader.is_given("accepts")) merged.accepts = given.accepts;
      if (text::folded(merged.name.best(scope_.language)) != text::folded(name)) merged.name.set(scope_.language, name);
      given = std::move(merged);
    } else {
      given.source = "imported";
    }
    read_amounts(reader, given, known != nullptr);
    return given;
  }

  const Capability* find_known(const Capability& given, const std::string& external) const {
    std::int64_t id = 0;
    if (!external.empty()) {
      if (const auto found = identities_.find(external); found != identities_.end()) id = found->second;
    } else if (const auto found = by_identity_.find(identity_of(given)); found != by_identity_.end()) {
      id = found->second;
    }
    const auto capability = known_.find(id);
    return capability == known_.end() ? nullptr : &capability->second;
  }

  CapabilityTraits traits_of(const Capability& capability) const {
    return {capability.kind, text::folded(capability.name.best(scope_.language)), capability.accepts};
  }

  /// What the row may be among the same organisation's; the one that it was decided to be.
  const Capability* alike(const Capability& given, PlannedRow& row) const {
    const auto [begin, end] = by_organisation_.equal_range(given.organisation);
    for (auto each = begin; each != end && row.candidates.size() < kMostCandidates; ++each) {
      const Capability& other = known_.at(each->second);
      if (const auto how = likeness(traits_of(given), traits_of(other)))
        row.candidates.push_back({each->second, other.name.best(scope_.language), *how, false});
    }
    row.chosen = step_for(row.candidates, row.chosen);
    return row.chosen.choice == RowChoice::merge ? &known_.at(row.chosen.target) : nullptr;
  }

  void read_amounts(RowReader& reader, Capability& given, bool is_known) {
    constexpr std::int64_t kBestGrade = 9;
    if (!reader.is_given("accepts") && !is_known) reader.report({"web.required", "accepts", {}});
    // What bookings take on average stays as it is; the rest of what is not free is regular work.
    const Mass booked = given.capacity_per_week - given.regular_per_week - given.free_per_week;
    if (const auto capacity = reader.kilograms("capacity", Presence::required)) given.capacity_per_week = *capacity;
    if (const auto free = reader.kilograms("free"))
      given.free_per_week = *free;
    else if (!is_known)
      given.free_per_week = given.capacity_per_week;
    given.free_per_week = std::min(given.free_per_week, given.capacity_per_week);
    given.regular_per_week =
        std::clamp(given.capacity_per_week - given.free_per_week - booked, Mass(), given.capacity_per_week);
    if (reader.is_given("min_batch")) given.min_batch = reader.kilograms("min_batch");
    if (reader.is_given("max_batch")) given.max_batch = reader.kilograms("max_batch");
    if (given.min_batch && given.max_batch && *given.max_batch < *given.min_batch)
      reader.report({"exchange.batch_reversed", "max_batch", {}});
    if (const auto cost = reader.euros("cost")) given.cost_per_tonne = *cost;
    if (const auto hours = reader.thousandths("social_hours"))
      given.social_minutes_per_tonne = *hours * kMinutesPerHour / kThousand;
    if (const auto days = reader.thousandths("lead_days")) given.lead_days = *days / kThousand;
    if (const auto grade = reader.thousandths("min_grade")) {
      if (*grade > kBestGrade * kThousand || *grade % kThousand != 0)
        reader.report({"exchange.grade_not_understood", "min_grade", {}});
      else
        given.min_grade = static_cast<int>(*grade / kThousand);
    }
    if (reader.is_given("certificates")) given.certificates = reader.list("certificates");
    if (reader.is_given("permits")) given.permits = permit_words_.meant(reader.list("permits"));
  }

  static bool says_the_same(const Capability& a, const Capability& b) {
    return std::tie(a.organisation, a.kind, a.name, a.accepts, a.min_grade, a.capacity_per_week, a.free_per_week,
                    a.min_batch, a.max_batch, a.cost_per_tonne, a.social_minutes_per_tonne, a.lead_days, a.certificates,
                    a.permits) == std::tie(b.organisation, b.kind, b.name, b.accepts, b.min_grade, b.capacity_per_week,
                                           b.free_per_week, b.min_batch, b.max_batch, b.cost_per_tonne,
                                           b.social_minutes_per_tonne, b.lead_days, b.certificates, b.permits);
  }

  const ImportScope& scope_;
  OrganisationIndex organisations_;
  materials::Taxonomy taxonomy_;
  MaterialReader materials_;
  std::vector<ChoiceWord> kinds_;
  network::PermitWords permit_words_;
  std::map<std::string, std::int64_t> identities_;
  std::map<std::string, std::int64_t> by_identity_;
  std::multimap<network::OrganisationId, std::int64_t> by_organisation_;
  std::map<std::int64_t, Capability> known_;
  SeenIdentities seen_;
  std::map<std::size_t, Capability> drafts_;
  std::map<std::size_t, std::string> externals_;
};

}  // namespace

std::unique_ptr<RecordImporter> capability_importer(Connection& connection, const ImportScope& scope) {
  return std::make_unique<CapabilityImporter>(connection, scope);
}

}  // namespace kringwerk::exchange
