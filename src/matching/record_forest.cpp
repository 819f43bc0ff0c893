#include "matching/record_forest.h"

#include "matching/nth.h"
#include "matching/reach.h"

namespace kringwerk::matching {

namespace {

/// Offers and needs count about as much by where they are as by how much they are.
constexpr double kEurPerDoubling = 6;

}  // namespace

std::size_t RecordForest::HashTraits::operator()(const Traits& traits) const {
  const std::size_t mixed = traits.permits * 0x9E3779B97F4A7C15ULL ^ traits.audience * 0xC2B2AE3D27D4EB4FULL;
  return mixed ^ static_cast<std::size_t>(traits.grade * 2 + (traits.has_minimum ? 1 : 0));
}

RecordForest::RecordForest(const Instance& instance, const ArcRules& rules)
    : needs_(instance.materials.size()), offers_(instance.materials.size()) {
  std::vector<std::vector<TreeEntry>> needs(instance.materials.size()), offers(instance.materials.size());
  for (int need = 0; need < size_of(instance.needs); ++need) {
    if (!nth(instance.needs, need).in_period) continue;
    for (const int material : nth(instance.needs, need).materials) {
      nth(needs, material).push_back(entry_of_need(instance, need, material));
    }
  }
  for (int offer = 0; offer < size_of(instance.offers); ++offer) {
    const Offer& record = nth(instance.offers, offer);
    if (record.in_period && record.kg > 0) nth(offers, record.material).push_back(entry_of_offer(instance, offer));
  }
  const RecordTree::Scale scale{rules.tau() * kEarthRadiusKm, kEurPerDoubling};
  for (int material = 0; material < size_of(needs); ++material) {
    nth(needs_, material).build(std::move(nth(needs, material)), traits_, scale);
    nth(offers_, material).build(std::move(nth(offers, material)), traits_, scale);
  }
}

std::uint32_t RecordForest::intern(const Traits& traits) {
  const auto [at, fresh] = numbers_.try_emplace(traits, static_cast<std::uint32_t>(traits_.size()));
  if (fresh) traits_.push_back(traits);
  return at->second;
}

TreeEntry RecordForest::entry_of_need(const Instance& instance, int need, int material) {
  const Need& from = nth(instance.needs, need);
  return {.at = spot_of(from.at),
          .value = float_up(nth(instance.materials, material).price_eur_per_t * from.retention),
          .kg = float_up(static_cast<double>(from.kg)),
          .from = short_day(from.window.from),
          .to = short_day(from.window.to),
          .traits = intern({from.min_grade, bits_of(from.permits), from.audience, from.min_kg > 0}),
          .record = need};
}

TreeEntry RecordForest::entry_of_offer(const Instance& instance, int offer) {
  const Offer& from = nth(instance.offers, offer);
  return {.at = spot_of(from.at),
          .value = 0,
          .kg = float_up(static_cast<double>(from.kg)),
          .from = short_day(from.window.from),
          .to = short_day(from.window.to),
          .traits = intern({from.grade, bits_of(from.permit), from.audience, false}),
          .record = offer};
}

void RecordForest::add_need(const Instance& instance, int need) {
  for (const int material : nth(instance.needs, need).materials) {
    nth(needs_, material).insert(entry_of_need(instance, need, material), traits_);
  }
}

void RecordForest::remove_need(const Instance& instance, int need) {
  for (const int material : nth(instance.needs, need).materials) {
    nth(needs_, material).erase(entry_of_need(instance, need, material), traits_);
  }
}

void RecordForest::add_offer(const Instance& instance, int offer) {
  nth(offers_, nth(instance.offers, offer).material).insert(entry_of_offer(instance, offer), traits_);
}

void RecordForest::remove_offer(const Instance& instance, int offer) {
  nth(offers_, nth(instance.offers, offer).material).erase(entry_of_offer(instance, offer), traits_);
}

std::size_t RecordForest::bytes() const {
  std::size_t sum = traits_.capacity() * sizeof(Traits) + numbers_.size() * (sizeof(Traits) + 32);
  for (const RecordTree& tree : needs_) sum += tree.bytes();
  for (const RecordTree& tree : offers_) sum += tree.bytes();
  return sum;
}

}  // namespace kringwerk::matching
