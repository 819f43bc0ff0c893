#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "matchmaking/economy.h"

namespace kringwerk::matchmaking {

/// What a row is for: one that takes part must have a known amount and be within the period; one that is asked about
/// need not (docs/matchmaking.md).
enum class Part { takes_part, is_asked };

/// Turns records of an economy into rows for the engine. A row says the same whichever other streams there are, so that
/// streams may come and go one by one, and none shows in another's row.
/// `economy` must outlive it; its streams are not looked at. Thread rule: any number of threads.
class StreamRows {
 public:
  explicit StreamRows(const Economy& economy);

  /// nullopt for what cannot take part: closed, without known place, material or amount, outside the period.
  std::optional<matching::OfferRow> offer(const materials::Stream& stream, Part part) const;
  std::optional<matching::NeedRow> need(const materials::Stream& stream, Part part) const;

  /// Whether there is a row for it as something that is asked about.
  bool can_be_asked(const materials::Stream& stream) const;

  /// Every material and state that the taxonomy or a capability knows.
  const std::set<std::string>& materials() const { return ids_; }
  /// "pp" is "pp~as_is"; not all that can be named is in materials().
  static std::string named(std::string_view material_and_state);
  /// A class without a price of its own has its parent's; 0 when none has one. € per tonne.
  double price_of(std::string_view material_and_state) const;
  /// What accepts a class accepts everything below it in the same state.
  std::vector<std::string> accepted(const std::vector<std::string>& named_by) const;

 private:
  bool can_take_part(const materials::Stream& stream, Part part) const;
  void add_accepted(const std::string& id, std::set<std::string>& all) const;

  const Economy& economy_;
  std::set<std::string> ids_;
  std::map<std::string, std::vector<std::string>> accepted_;  ///< of every one of ids_
};

}  // namespace kringwerk::matchmaking
