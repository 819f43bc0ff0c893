#include "matching/same_parts.h"

#include <array>
#include <bit>
#include <string>
#include <unordered_set>

#include "matching/nth.h"
#include "matching/plan_parts.h"

namespace kringwerk::matching {

namespace {

/// Everything but policy numbers that a plan of a part can depend on, as one text: equal texts, equal parts.
class PartText {
 public:
  explicit PartText(const Instance& instance) : instance_(instance) {}

  std::string of(const PlanPart& part) {
    text_.clear();
    for (const int i : part.offers) add(nth(instance_.offers, i));
    add(std::int64_t{-1});
    for (const int i : part.needs) add(nth(instance_.needs, i));
    add(std::int64_t{-1});
    for (const int i : part.activities) add(nth(instance_.activities, i));
    return std::move(text_);
  }

 private:
  void add(std::int64_t value) {
    const auto bytes = std::bit_cast<std::array<char, sizeof value>>(value);
    text_.append(bytes.data(), bytes.size());
  }
  void add(int value) { add(std::int64_t{value}); }
  void add(double value) { add(std::bit_cast<std::int64_t>(value)); }
  void add(const std::string& value) {
    add(static_cast<std::int64_t>(value.size()));
    text_ += value;
  }
  void add(Point at) {
    add(at.lon);
    add(at.lat);
  }
  void add(Window window) {
    add(window.from);
    add(window.to);
  }
  void add_permits(const Permits& permits) {
    add(size_of(permits));
    for (const int permit : permits) add(nth(instance_.permit_names, permit));
  }
  void add_material(int material) {
    add(nth(instance_.materials, material).id);
    add(nth(instance_.materials, material).price_eur_per_t);
  }
  void add(const Offer& offer) {
    add(offer.id);
    add_material(offer.material);
    add(offer.grade);
    add(offer.kg);
    add(offer.window);
    add(offer.at);
    add_permits(offer.permit);
    add(int{offer.in_period});
  }
  void add(const Need& need) {
    add(need.id);
    add(size_of(need.materials));
    for (const int material : need.materials) add_material(material);
    add(need.min_grade);
    add(need.kg);
    add(need.window);
    add(need.at);
    add(need.retention);
    add_permits(need.permits);
    add(int{need.in_period});
  }
  void add(const Activity& activity) {
    const Workshop& workshop = nth(instance_.workshops, activity.workshop);
    add(activity.id);
    add(workshop.id);
    add(workshop.at);
    add(workshop.labour_hours);
    add_permits(workshop.permits);
    add(size_of(activity.materials));
    for (const int material : activity.materials) add_material(material);
    add(activity.min_grade);
    add(activity.capacity_kg);
    add(activity.cost_eur_per_t);
    add(activity.hours_per_t);
    add(size_of(activity.outputs));
    for (const Output& output : activity.outputs) {
      add_material(output.material);
      add(output.grade);
      add(output.yield_millionths);
      add_permits(output.permit);
    }
  }

  const Instance& instance_;
  std::string text_;
};

bool is_worth_the_same(const Policy& a, const Policy& b) {
  const auto values = [](const Policy& policy) {
    return std::array{policy.tau_eur_per_tkm, policy.k_eur_per_t, policy.sigma_eur_per_h, policy.residue_eur_per_t,
                      policy.max_km};
  };
  return values(a) == values(b);
}

}  // namespace

std::vector<bool> same_parts(const Instance& before, const Instance& now, const std::vector<PlanPart>& parts) {
  if (!is_worth_the_same(before.policy, now.policy)) return std::vector<bool>(parts.size(), false);
  std::unordered_set<std::string> known;
  PartText old_text(before);
  for (const PlanPart& part : plan_parts(before)) known.insert(old_text.of(part));
  PartText new_text(now);
  std::vector<bool> same;
  for (const PlanPart& part : parts) same.push_back(known.contains(new_text.of(part)));
  return same;
}

}  // namespace kringwerk::matching
