#include "matchmaking/ledger_lines.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kringwerk::matchmaking {

namespace {

using matching::Term;
using matching::TermKind;

LineKind kind_of(TermKind kind) {
  switch (kind) {
    case TermKind::handling:
    case TermKind::haul:
      return LineKind::transport;
    case TermKind::activity_cost:
      return LineKind::work;
    case TermKind::social_value:
      return LineKind::social_value;
    case TermKind::residue_cost:
      return LineKind::residue;
    case TermKind::coproduct_credit:
      return LineKind::coproduct;
    case TermKind::final_value:
      break;
  }
  return LineKind::final_value;
}

LedgerLine line_of(const Term& term) {
  return {.kind = kind_of(term.kind),
          .step = term.step,
          .material = term.material,
          .carried = term.carried,
          .rate = term.rate,
          .quantity = term.quantity,
          .price = term.price_eur_per_t,
          .exact = term.eur_per_t};
}

}  // namespace

std::vector<Money> rounded_to_sum(const std::vector<double>& euros) {
  std::vector<std::int64_t> cents;
  std::vector<double> remainders;
  double sum = 0;
  for (const double amount : euros) {
    const double down = std::floor(amount * 100);
    cents.push_back(static_cast<std::int64_t>(down));
    remainders.push_back(amount * 100 - down);
    sum += amount;
  }
  auto left = std::llround(sum * 100) - std::accumulate(cents.begin(), cents.end(), std::int64_t{0});
  std::vector<std::size_t> order(euros.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (const std::size_t at : order) {
    if (left <= 0) break;
    ++cents[at];
    --left;
  }
  std::vector<Money> rounded;
  for (const std::int64_t amount : cents) rounded.push_back(Money::cents(amount));
  return rounded;
}

LedgerAccount account_of(const std::vector<Term>& ledger, double tonnes_per_turn) {
  LedgerAccount account;
  for (const Term& term : ledger) {
    if (term.kind == TermKind::haul) {
      // The leg's handling stands just before it; together they are one line.
      LedgerLine& leg = account.lines.back();
      leg.handling = leg.rate;
      leg.rate = term.rate;
      leg.quantity = term.quantity;
      leg.exact += term.eur_per_t;
    } else if (term.kind == TermKind::handling || term.eur_per_t != 0) {
      account.lines.push_back(line_of(term));
    }
  }
  std::vector<double> each, turn;
  for (const LedgerLine& line : account.lines) {
    each.push_back(line.exact);
    turn.push_back(line.exact * tonnes_per_turn);
  }
  const std::vector<Money> per_tonne = rounded_to_sum(each), per_turn = rounded_to_sum(turn);
  for (std::size_t i = 0; i < account.lines.size(); ++i) {
    account.lines[i].per_tonne = per_tonne[i];
    account.lines[i].per_turn = per_turn[i];
    account.per_tonne = account.per_tonne + per_tonne[i];
    account.per_turn = account.per_turn + per_turn[i];
  }
  return account;
}

}  // namespace kringwerk::matchmaking
