#include "drawings/waterfall.h"
#include "matchmaking/io/chain_model.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

constexpr double kAll = 1 - 1e-12;

std::string taker_of(const ChainWords& words, const ChainStory& story, int step) {
  const auto at = static_cast<std::size_t>(step);
  if (at >= story.steps.size()) return words.owner(*story.need);
  return story.steps[at].who == nullptr ? words.get("matchmaking.owner_unknown") : story.steps[at].who->name;
}

std::string material_of(const ChainWords& words, const LedgerLine& line) {
  return words.material(
      take_apart(words.snapshot().ground().instance.materials[static_cast<std::size_t>(line.material)].id));
}

std::string_view key_of(LineKind kind) {
  switch (kind) {
    case LineKind::transport:
      return "transport";
    case LineKind::work:
      return "work";
    case LineKind::social_value:
      return "social_value";
    case LineKind::residue:
      return "residue";
    case LineKind::coproduct:
      return "coproduct";
    case LineKind::final_value:
      break;
  }
  return "final_value";
}

std::vector<Fact> what_facts(const ChainWords& words, const ChainStory& story, const LedgerLine& line) {
  switch (line.kind) {
    case LineKind::transport:
      return {{"to", taker_of(words, story, line.step)}};
    case LineKind::coproduct:
    case LineKind::final_value:
      return {{"material", material_of(words, line)}};
    case LineKind::work:
    case LineKind::social_value:
    case LineKind::residue:
      break;
  }
  return {{"work", words.kind_of_work(story.steps[static_cast<std::size_t>(line.step)].capability->kind)}};
}

std::vector<Fact> how_facts(const ChainWords& words, const LedgerLine& line) {
  const bool is_share =
      line.kind == LineKind::residue || line.kind == LineKind::coproduct || line.kind == LineKind::final_value;
  // A rate per kilometre needs more than cents: 0.2444.
  const std::string rate = line.kind == LineKind::transport ? words.decimal(line.rate, 4) : words.euros(line.rate);
  return {{"quantity", is_share ? words.percent(line.quantity) : words.decimal(line.quantity, 1)},
          {"rate", line.kind == LineKind::coproduct ? words.percent(line.rate) : rate},
          {"handling", words.euros(line.handling)},
          {"price", words.euros(line.price)},
          {"carried", words.percent(line.carried)}};
}

std::string how_text(const ChainWords& words, const LedgerLine& line) {
  const std::string key = "matchmaking.how." + std::string(key_of(line.kind));
  return words.format(line.carried > kAll ? key : key + "_part", how_facts(words, line));
}

/// The line below the account: from what the chain brings to its place in the list. All of it over the whole period: an
/// offer and a need need not be there in the same weeks.
void fill_score(const ChainWords& words, const ShownChain& shown, web::Model& model) {
  constexpr double kKilogramsPerTonne = 1000, kSmall = 1000;
  const matching::Chain& chain = *shown.chain;
  const double taken = chain.tonnes * kKilogramsPerTonne;
  const double basis = chain.value_eur_per_t * taken / chain.score_eur_per_t;
  model.set("SCORE_WHAT", words.get("matchmaking.ledger.score." + std::string(asked_key(shown.about))))
      .set("SCORE_HOW",
           words.format("matchmaking.ledger.score_how", {{"amount", words.money(shown.story.account.per_tonne)},
                                                         {"taken", words.decimal(taken, taken < kSmall ? 1 : 0)},
                                                         {"kg", words.decimal(basis, 0)}}))
      .set("SCORE", words.decimal(chain.score_eur_per_t, 2));
}

std::string signed_euros(const ChainWords& words, Money amount) {
  const std::string plain = words.decimal(static_cast<double>(amount.in_cents()) / 100, 2);
  return amount > Money{} ? "+" + plain : plain;
}

}  // namespace

std::string_view asked_key(matching::QueryKind about) {
  if (about == matching::QueryKind::offer) return "offer";
  return about == matching::QueryKind::need ? "need" : "activity";
}

void fill_ledger(const ChainWords& words, const ShownChain& chain, web::Model& model) {
  const LedgerAccount& account = chain.story.account;
  const std::string rhythm(key_in(materials::kRhythmKeys, chain.story.turn.rhythm));
  const Fact taken{"kg", words.kilograms(chain.story.kg_taken)};
  model.set("LEDGER_TEXT", words.format("matchmaking.ledger.text", {{"amount", words.money(account.per_tonne)}}));
  model.set("LEDGER_CAPTION", words.format("matchmaking.ledger.caption", {{"n", std::int64_t{chain.number}}}));
  model.set("PER_TURN", words.format("matchmaking.ledger.turn." + rhythm, {taken}));
  model.set("TURN_SHORT", words.format("matchmaking.ledger.turn." + rhythm, {taken}));
  model.set("TURN_UNIT", words.get("matchmaking.ledger.unit." + rhythm));
  std::vector<Money> terms;
  for (const LedgerLine& line : account.lines) terms.push_back(line.per_tonne);
  const std::vector<drawings::Svg> bars = drawings::draw_waterfall(terms);
  for (std::size_t i = 0; i < account.lines.size(); ++i) {
    const LedgerLine& line = account.lines[i];
    web::Model& row = model.add("LINE").set("BAR_SVG", bars[i]);
    row.set("LINE_WHAT",
            words.format("matchmaking.what." + std::string(key_of(line.kind)), what_facts(words, chain.story, line)));
    row.set("LINE_HOW", how_text(words, line));
    row.set("LINE_TONNE", signed_euros(words, line.per_tonne)).set("LINE_TURN", signed_euros(words, line.per_turn));
  }
  fill_score(words, chain, model);
  model.set("TOTAL_SVG", bars.back());
  model.set("TOTAL_TONNE", words.decimal(static_cast<double>(account.per_tonne.in_cents()) / 100, 2));
  model.set("TOTAL_TURN", words.decimal(static_cast<double>(account.per_turn.in_cents()) / 100, 2));
}

}  // namespace kringwerk::matchmaking
