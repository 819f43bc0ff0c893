#pragma once

#include "handovers/balance.h"

/// How much of a stream an agreement takes: as long as it runs that is promised to one taker and no longer there for
/// others.
namespace kringwerk::handovers {

/// What is taken of each time a stream comes. `whole`: all of that, when it is known.
/// Of a stream that keeps coming: what a running agreement that repeats takes, in the stream's own rhythm, rounded up
/// to the gram (a month is 1/12 and a year 1/1 of 365.25 days); an agreement of one time takes nothing of the next
/// times. Of a single lot: what a running agreement comes to, or all of it when it has no end; once ended, what was
/// accepted.
Mass taken_of_stream(const Agreement& agreement, const Balance& balance, materials::Rhythm rhythm,
                     std::optional<Mass> whole);

/// A running agreement whose last day has passed.
bool is_over(const Agreement& agreement, Day today);
/// It, ended by nobody.
Agreement end_by_clock(const Agreement& agreement, Instant now);

}  // namespace kringwerk::handovers
