#pragma once

#include <optional>

#include "materials/stream.h"
#include "materials/stream_life.h"

/// What agreements take of a stream and what is left of it.
namespace kringwerk::materials {

/// What is left of an amount when `agreed` of each time is taken: in its own unit, rounded down to thousandths, never
/// below 0. The amount itself when its mass is unknown.
Amount open_amount(Amount amount, Mass agreed);

/// What agreements take of a stream each time it comes, beside what they took before.
struct AgreedMass {
  Mass before;
  Mass now;
  std::optional<Mass> whole_before;  ///< each time, when it was known
};
/// The step that follows: agree when all of it is taken, agree_partly when less is or nobody knows how much there is,
/// stop_talks when it is given back. nullopt: it stays as it is; what is agreed for all of it although agreements did
/// not take all, its owner said, and stays so while an agreement runs.
std::optional<LifeStep> step_of_agreements(const Stream& stream, const AgreedMass& agreed);

}  // namespace kringwerk::materials
