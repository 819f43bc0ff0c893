#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/time.h"

namespace kringwerk::matching {

/// Where a record came from, for findings: a file name (or table) and a line counted from 1.
struct Where {
  std::string file{};
  std::int64_t line = 0;
};

/// Unchecked records as a file or a table has them. Numbers may be anything, NaN included; references are ids.
struct MaterialRow {
  Where where{};
  std::string id{}, name{};
  double price_eur_per_t = 0;
};

struct OfferRow {
  Where where{};
  std::string id{}, material{};
  double grade = 0, kg = 0;
  Period window{};
  Point at{};
  std::vector<std::string> permit{};
};

struct NeedRow {
  Where where{};
  std::string id{};
  std::vector<std::string> materials{};
  double min_grade = 0, kg = 0;
  Period window{};
  Point at{};
  double retention = 0;
  std::vector<std::string> permits{};
  double min_kg = 0;
};

struct WorkshopRow {
  Where where{};
  std::string id{}, name{};
  Point at{};
  std::optional<double> labour_hours{};
  bool small = false;
  std::vector<std::string> permits{};
};

struct ActivityRow {
  Where where{};
  std::string id{}, workshop{}, kind{};
  std::vector<std::string> materials{};
  double min_grade = 0, capacity_kg = 0, cost_eur_per_t = 0, hours_per_t = 0, lead_days = 0, min_kg = 0;
};

struct OutputRow {
  Where where{};
  std::string activity{}, material{};
  double grade = 0, yield = 0;
  std::vector<std::string> permit{};
};

struct PolicyRow {
  Where where{};
  double tau_eur_per_tkm = 0, k_eur_per_t = 0, sigma_eur_per_h = 0, beta = 0, residue_eur_per_t = 0;
  double max_steps = 4;
  std::optional<double> max_km{};
  double road_factor = 1, co2_kg_per_tkm = 0;
  Period period{};
};

/// What is known to be there but could not be read. References to it are no faults.
struct UnreadRows {
  bool materials = false, workshops = false, activities = false;  ///< rows without even an id
  std::set<std::string, std::less<>> ids{};
};

struct InstanceRows {
  PolicyRow policy;
  std::vector<MaterialRow> materials{};
  std::vector<OfferRow> offers{};
  std::vector<NeedRow> needs{};
  std::vector<WorkshopRow> workshops{};
  std::vector<ActivityRow> activities{};
  std::vector<OutputRow> outputs{};
  UnreadRows unread{};
};

}  // namespace kringwerk::matching
