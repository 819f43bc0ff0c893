#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/geo.h"

namespace kringwerk::matching {

/// Whole kilograms within the period.
using Kilograms = std::int64_t;

/// Days since 1970-01-01, both ends inside. An open end is kOpenFrom or kOpenTo.
inline constexpr std::int32_t kOpenFrom = -1'000'000'000;
inline constexpr std::int32_t kOpenTo = 1'000'000'000;
struct Window {
  std::int32_t from = kOpenFrom;
  std::int32_t to = kOpenTo;
};

/// Interned permit names, ascending and unique: positions in Instance::permit_names.
using Permits = std::vector<int>;

/// Who may see a record, one bit for each audience (public, network, each hub). What a question may see is such a set
/// too: a record is visible when they share a bit. A record without bits is nobody's result, only ever the question.
using Audience = std::uint64_t;
inline constexpr Audience kEverybody = ~Audience{0};

/// Numbers a policy maker sets. Where each comes from stands in `policy.toml`, not here.
struct Policy {
  double tau_eur_per_tkm = 0;    ///< haul, per tonne and great-circle kilometre
  double k_eur_per_t = 0;        ///< handling, per tonne and movement
  double sigma_eur_per_h = 0;    ///< social value of one hour of work
  double beta = 0;               ///< share of its price that an output not followed is credited with
  double residue_eur_per_t = 0;  ///< cost of one tonne of residue
  int max_steps = 4;             ///< 0 to 4
  double max_km = std::numeric_limits<double>::infinity();
  double road_factor = 1;     ///< road kilometres per great-circle kilometre, for the report only
  double co2_kg_per_tkm = 0;  ///< per tonne and road kilometre, for the report only
  Window period{};
};

struct Material {
  std::string id{};
  std::string name{};
  double price_eur_per_t = 0;
};

struct Offer {
  std::string id{};
  int material = 0;
  int grade = 0;
  Kilograms kg = 0;
  Window window{};
  Point at{};
  Permits permit{};
  bool in_period = true;  ///< false: never part of a chain
  Audience audience = kEverybody;
};

struct Need {
  std::string id{};
  std::vector<int> materials{};  ///< ascending
  int min_grade = 0;
  Kilograms kg = 0;
  Window window{};
  Point at{};
  double retention = 0;
  Permits permits{};
  Kilograms min_kg = 0;
  bool in_period = true;
  Audience audience = kEverybody;
};

struct Workshop {
  std::string id{};
  std::string name{};
  Point at{};
  double labour_hours = std::numeric_limits<double>::infinity();
  bool small = false;
  Permits permits{};
};

/// Shares are counted in millionths, so that amounts can be exact in integers.
inline constexpr std::int64_t kWhole = 1'000'000;

struct Output {
  int material = 0;
  int grade = 0;
  std::int64_t yield_millionths = 0;
  Permits permit{};
  double yield() const { return static_cast<double>(yield_millionths) / static_cast<double>(kWhole); }
};

struct Activity {
  std::string id{};
  int workshop = 0;
  std::string kind{};
  std::vector<int> materials{};  ///< ascending
  int min_grade = 0;
  Kilograms capacity_kg = 0;
  double cost_eur_per_t = 0;
  double hours_per_t = 0;
  int lead_days = 0;
  Kilograms min_kg = 0;
  std::vector<Output> outputs{};  ///< ascending by material
  Audience audience = kEverybody;
  double residue_share() const {
    std::int64_t sum = 0;
    for (const Output& output : outputs) sum += output.yield_millionths;
    return static_cast<double>(kWhole - sum) / static_cast<double>(kWhole);
  }
};

/// A checked problem. Every list of records stands in byte order of its ids, so that comparing positions compares ids
/// and the order of the rows in the files never matters; `offer_file_order` remembers it for listing. Materials reached
/// through activities form no cycle, therefore no activity ever feeds itself.
struct Instance {
  Policy policy;
  std::vector<std::string> permit_names{};
  std::vector<Material> materials{};
  std::vector<Offer> offers{};
  std::vector<Need> needs{};
  std::vector<Workshop> workshops{};
  std::vector<Activity> activities{};
  std::vector<int> offer_file_order{};
};

}  // namespace kringwerk::matching
