#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/geo.h"
#include "base/id.h"
#include "base/language.h"
#include "base/quantity.h"
#include "base/time.h"
#include "clocks/clock.h"
#include "materials/resource.h"
#include "network/hub.h"
#include "network/organisation.h"
#include "network/place.h"

/// Streams: what somebody has (an offer) or looks for (a need). What is not known is absent, never 0.
namespace kringwerk::materials {

struct StreamTag;
using StreamId = Id<StreamTag>;

enum class StreamKind { offer, need };
inline constexpr std::array<std::string_view, 2> kStreamKindKeys{"offer", "need"};

/// draft: written, not yet confirmed by mail; only its secret link shows it. expired stays in history and can be
/// revived.
enum class StreamState { draft, open, in_talks, partly_agreed, agreed, closed, expired };
inline constexpr std::array<std::string_view, 7> kStreamStateKeys{"draft",  "open",   "in_talks", "partly_agreed",
                                                                  "agreed", "closed", "expired"};

/// Why its owner or the hub closed it. here: agreed through the network. wasted: it went to waste after all.
enum class CloseOutcome { here, elsewhere, own_use, wasted, withdrawn, no_match, other, unknown };
inline constexpr std::array<std::string_view, 8> kCloseOutcomeKeys{"here",      "elsewhere", "own_use", "wasted",
                                                                   "withdrawn", "no_match",  "other",   "unknown"};

enum class Visibility { private_to_owner, hub, network, everyone };
inline constexpr std::array<std::string_view, 4> kVisibilityKeys{"private", "hub", "network", "public"};

enum class AmountQuality { estimated, declared, weighed, unknown };
inline constexpr std::array<std::string_view, 4> kAmountQualityKeys{"estimated", "declared", "weighed", "unknown"};

enum class Rhythm { once, week, month, year, unknown };
inline constexpr std::array<std::string_view, 5> kRhythmKeys{"once", "week", "month", "year", "unknown"};

enum class Transport { pick_up, delivery, third_party, unknown };
inline constexpr std::array<std::string_view, 4> kTransportKeys{"pick_up", "delivery", "third_party", "unknown"};

enum class LegalStatus { product, by_product, waste, end_of_waste, unknown };
inline constexpr std::array<std::string_view, 5> kLegalStatusKeys{"product", "by_product", "waste", "end_of_waste",
                                                                  "unknown"};

/// The key of an enum value, and back; nullopt for a key that is none.
template <std::size_t N, class Enum>
constexpr std::string_view key_in(const std::array<std::string_view, N>& keys, Enum value) {
  return keys[static_cast<std::size_t>(value)];
}
template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_in(const std::array<std::string_view, N>& keys, std::string_view key) {
  for (std::size_t i = 0; i < N; ++i) {
    if (keys[i] == key) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// An amount as people say it: "2 t per month", "300 pieces once".
struct Amount {
  std::optional<std::int64_t> thousandths;  ///< of the unit; absent = unknown
  AmountUnit unit = AmountUnit::kg;
  std::optional<Mass> mass_per_unit;  ///< for units that are no mass; absent = unknown
  AmountQuality quality = AmountQuality::unknown;
  Rhythm rhythm = Rhythm::unknown;
};

/// Mass of the amount each time it comes (once, per week …); nullopt when the amount or the weight of a unit is
/// unknown. Rounded down to the gram.
std::optional<Mass> mass_each_time(const Amount& amount);

/// Mass per week, for one scale in lists: a month is 1/12 and a year 1/1 of 365.25 days; a single lot counts as one
/// week's. Rounded down to the gram. nullopt when mass_each_time is, or when the rhythm is unknown: then it counts as a
/// single lot.
std::optional<Mass> mass_per_week(const Amount& amount);

/// Mass that comes free within a number of whole weeks: once = the lot, else mass_per_week × weeks.
std::optional<Mass> mass_within(const Amount& amount, int weeks);

/// Who sees a field of a listing. A field never reaches further than its listing: the narrower of the two counts.
struct FieldVisibility {
  Visibility price = Visibility::everyone;
  Visibility position = Visibility::private_to_owner;  ///< the exact site; the municipality is part of the listing
  Visibility contact = Visibility::private_to_owner;   ///< the address that answers go to
  Visibility owner = Visibility::everyone;             ///< the organisation's name
  friend bool operator==(const FieldVisibility&, const FieldVisibility&) = default;
};

/// Of one piece, in millimetres; what nobody measured is absent.
struct Dimensions {
  std::optional<std::int64_t> length_mm;
  std::optional<std::int64_t> width_mm;
  std::optional<std::int64_t> height_mm;
  friend bool operator==(const Dimensions&, const Dimensions&) = default;
};

/// How goods are packed, as keys; "" and "unknown" are unknown.
inline constexpr std::array<std::string_view, 10> kPackagingKeys{"unknown",   "loose", "pallet", "crate", "bigbag",
                                                                 "container", "bale",  "drum",   "roll",  "box"};

struct Stream {
  StreamId id;
  StreamKind kind = StreamKind::offer;
  Resource resource = Resource::material;
  ResourceFacts facts;
  StreamState state = StreamState::draft;
  std::optional<CloseOutcome> outcome;  ///< of a closed one
  Visibility visibility = Visibility::everyone;
  FieldVisibility fields;
  std::optional<network::OrganisationId> organisation;
  std::optional<access::PersonId> entered_by;
  std::optional<network::HubId> shared_hub;  ///< belongs to this hub; absent = to those that serve its municipality
  std::string material;                      ///< id in the taxonomy; empty = not recognised
  std::vector<std::string> accepted;         ///< needs: "material" or "material~state"; offers: one, what it is now
  std::string typed_what;                    ///< in the words of who wrote it
  LocalText title;
  LocalText description;
  Language language = Language::nl;  ///< of the typed words
  Amount amount;
  Mass agreed;               ///< what agreements take of each time it comes; saving a stream leaves it alone
  std::optional<int> grade;  ///< 0 worst … 9 best
  std::optional<int> contamination_percent;
  network::Nis nis;
  std::optional<Point> position;  ///< the exact site, where somebody gave it
  Period available;
  std::string packaging;
  Transport transport = Transport::unknown;
  std::optional<Money> price_per_tonne;  ///< of goods and food
  /// Of the other kinds: thousandths of a euro per kWh, m³, m² or hour.
  std::optional<std::int64_t> unit_price_thousandths;
  Dimensions dimensions;
  LegalStatus legal_status = LegalStatus::unknown;
  std::string waste_code;
  std::vector<std::string> permits;
  std::string retention_step;  ///< needs: what the use keeps, a step of the R-ladder
  std::optional<Mass> minimum;
  bool is_example = false;
  std::string source;
  std::optional<Instant> confirmed_at;
  Instant created_at;
  std::int64_t version = 1;
};

/// Whose clock says how long it counts as confirmed.
constexpr clocks::RecordType clock_of(StreamKind kind) {
  return kind == StreamKind::offer ? clocks::RecordType::offer : clocks::RecordType::need;
}

}  // namespace kringwerk::materials
