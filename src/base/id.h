#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kringwerk {

/// Crockford base32, 13 lower-case characters, sorts like the number. Inverse: parse_id_text.
std::string id_text(std::int64_t value);

/// Accepts exactly what id_text writes (any letter case). nullopt for anything else, so that one record has one
/// address.
std::optional<std::int64_t> parse_id_text(std::string_view text);

/// A stable id for a shipped fact: the same `kind` and `key` give the same id on every installation.
/// Below 2^52, so that it never meets an id made from the clock.
std::int64_t id_from_key(std::string_view kind, std::string_view key);

/// A record's identity. Ids of different records do not mix: Id<Hub> is not an Id<Organisation>.
/// New ids come from IdMaker (time-ordered); shipped facts use from_key.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::int64_t value) : value_(value) {}
  static Id from_key(std::string_view kind, std::string_view key) { return Id{id_from_key(kind, key)}; }
  static std::optional<Id> parse(std::string_view text) {
    const auto value = parse_id_text(text);
    return value ? std::optional<Id>{Id{*value}} : std::nullopt;
  }

  constexpr std::int64_t value() const { return value_; }
  constexpr bool is_set() const { return value_ != 0; }
  std::string text() const { return id_text(value_); }

  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int64_t value_ = 0;
};

/// Makes time-ordered ids: 42 bits of milliseconds since 2020, 21 bits that count up from a random start within one
/// millisecond. Pure: the edge hands in the clock and the randomness. One maker per process; callers serialise.
class IdMaker {
 public:
  /// `now_ms`: milliseconds since 1970 UTC. A clock that steps back does not: the last time is kept.
  std::int64_t next(std::int64_t now_ms, std::uint32_t random);

 private:
  std::int64_t last_ms_ = 0;
  std::int64_t last_ = 0;
};

}  // namespace kringwerk
