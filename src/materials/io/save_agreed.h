#pragma once

#include "materials/io/save_life.h"

namespace kringwerk::materials {

/// Agreements take `agreed` of the stream each time it comes: list and matching go on with the rest, and its state says
/// so. Nothing happens when it was so already.
void save_agreed_mass(storage::Connection& transaction, StreamId stream, Mass agreed, const LifeDeed& deed);

/// The same after its owner changed its own amount, which was that of `before`.
void save_amount_followed(storage::Connection& transaction, const Stream& before, const LifeDeed& deed);

}  // namespace kringwerk::materials
