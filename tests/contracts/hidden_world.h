#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "materials/stream.h"
#include "whole_site.h"

namespace kringwerk::contracts {

/// Stands in every text field of a hidden record.
inline constexpr std::string_view kCanary = "zwaluwkanarie";

/// A draft of a capability, hidden from the network and the street.
inline constexpr std::int64_t kHiddenCapability = 7'000'001;

/// From how far somebody looks at the records of others. What is hidden from the nearer is hidden from the farther.
enum class Standpoint { oversight, network, street };

struct Outsider {
  const char* name;
  Standpoint standpoint;
  std::string token;
};

/// The shipped world with six public streams whose price, site, contact and owner are hidden from somebody, and
/// people who have nothing to do with them.
class HiddenWorld {
 public:
  explicit HiddenWorld(storage::Database& database);
  HiddenWorld(const HiddenWorld&) = delete;

  WholeSite& site() { return site_; }
  const std::vector<Outsider>& outsiders() const { return outsiders_; }
  std::int64_t hub() const { return hub_; }  ///< that the hidden records belong to
  /// Its fields reach as far as materials::Visibility{number % 10}: 0 private, 1 hub, 2 network. From 10 on heat, which
  /// is matched directly.
  static materials::StreamId half_hidden(std::int64_t number) { return materials::StreamId{8'000'000 + number}; }
  /// 0 to 5 private, 10 to 16 for the hub, 20 to 25 for the network: offer, need, need, draft, heat, closed; 16 was the
  /// network's until it closed; 17 and 18 stand where the outsiders' hub works and are shared with `hub()` alone.
  static materials::StreamId hidden(std::int64_t number) { return materials::StreamId{9'000'000 + number}; }

  /// Adds what is hidden from everybody at `standpoint` and farther, and changes the fields that are.
  void hide(Standpoint standpoint);

 private:
  void seat_outsiders();
  void insert(const materials::Stream& stream, const std::string& contact);
  void insert_half_hidden(std::int64_t number, std::int64_t reach, materials::Stream stream);
  void change_hidden_fields(std::int64_t number);
  void insert_hidden(std::int64_t number, materials::Stream stream, materials::Visibility reach,
                     materials::StreamState state);
  /// In a municipality of the other hub, for `hub()` alone.
  void insert_shared(std::int64_t number, const materials::Stream& stream);
  void hide_other_records();

  WholeSite site_;
  materials::Stream offer_;
  materials::Stream need_;
  std::int64_t hub_;
  std::int64_t other_hub_;
  std::vector<Outsider> outsiders_;
};

materials::StreamId shipped(std::string_view key);
/// All of a stream.
materials::Stream load(storage::Database& database, materials::StreamId id);

}  // namespace kringwerk::contracts
