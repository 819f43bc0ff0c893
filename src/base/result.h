#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>

#include "base/violation.h"

namespace kringwerk {

/// Why a decision said no. A closed set: `app/` holds the one table that turns each into an HTTP status and an exit
/// code.
struct Invalid {
  Violations violations;
};
struct Forbidden {};
struct Missing {};
struct Conflict {};
/// A change that does not say which version of the record it changes.
struct Unversioned {};
/// A change of a version that somebody else has changed since.
struct Stale {};
using Refusal = std::variant<Invalid, Forbidden, Missing, Conflict, Unversioned, Stale>;

/// The value of a decision that answers nothing but "done".
struct Done {
  friend bool operator==(Done, Done) = default;
};

/// What a decision answers: its change, or the refusal.
/// `tl::expected` is not [[nodiscard]]; this thin wrapper is. "The world failed" (disk full, connection lost) is an
/// exception and never a Refusal.
template <class T = Done>
class [[nodiscard]] Result : public tl::expected<T, Refusal> {
 public:
  using tl::expected<T, Refusal>::expected;
  Result(Refusal refusal) : tl::expected<T, Refusal>(tl::make_unexpected(std::move(refusal))) {}  // NOLINT
  Result(Invalid refusal) : Result(Refusal{std::move(refusal)}) {}                                // NOLINT
  Result(Forbidden refusal) : Result(Refusal{refusal}) {}                                         // NOLINT
  Result(Missing refusal) : Result(Refusal{refusal}) {}                                           // NOLINT
  Result(Conflict refusal) : Result(Refusal{refusal}) {}                                          // NOLINT
  Result(Unversioned refusal) : Result(Refusal{refusal}) {}                                       // NOLINT
  Result(Stale refusal) : Result(Refusal{refusal}) {}                                             // NOLINT
};

}  // namespace kringwerk
