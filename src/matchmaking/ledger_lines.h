#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/quantity.h"
#include "matching/chain.h"

namespace kringwerk::matchmaking {

/// What one line of the account is about. A leg's haul and handling are one line.
enum class LineKind { transport, work, social_value, residue, coproduct, final_value };

/// One line in facts: what it is, what it was calculated from, and what it comes to, rounded to the cent.
struct LedgerLine {
  LineKind kind{};
  int step = 0;         ///< 0-based; for the last leg and the final value the number of steps
  int material = -1;    ///< position in the instance, of a co-product or of the final value
  double carried = 1;   ///< tonnes that get this far per tonne at the start
  double rate = 0;      ///< τ, cost, σ, ϱ, β or the price
  double quantity = 1;  ///< km, hours per tonne, residue share, yield or retention
  double price = 1;     ///< of a co-product; 1 where there is none
  double handling = 0;  ///< k, of a leg
  double exact = 0;     ///< € per tonne before rounding
  Money per_tonne{};
  Money per_turn{};  ///< for the tonnes of one turn (a month, a week, the lot)
};

struct LedgerAccount {
  std::vector<LedgerLine> lines;  ///< lines of exactly 0 are left out
  Money per_tonne;                ///< V rounded to the cent: the sum of the lines, exactly
  Money per_turn;                 ///< V × tonnes rounded to the cent: the sum of the lines, exactly
};

/// The terms of V as lines. Both columns are rounded by largest remainder: every line is its exact amount rounded down
/// or up, and the column adds up to the rounded total. docs/matchmaking.md.
LedgerAccount account_of(const std::vector<matching::Term>& ledger, double tonnes_per_turn);

/// Amounts in euro as whole cents that add up to the rounded sum. Each differs less than one cent from its own.
std::vector<Money> rounded_to_sum(const std::vector<double>& euros);

}  // namespace kringwerk::matchmaking
