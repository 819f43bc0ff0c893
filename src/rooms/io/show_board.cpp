#include "rooms/io/show_board.h"

#include <algorithm>

#include "drawings/material_family.h"
#include "text/format.h"

namespace kringwerk::rooms {

namespace {

using matchmaking::ChainLine;
using materials::StreamKind;
using site::Services;

std::string amount_text(const Services& services, Language language, const materials::Amount& amount) {
  if (!amount.thousandths) return {};
  const double value = static_cast<double>(*amount.thousandths) / 1000;
  const int decimals = *amount.thousandths % 1000 == 0 ? 0 : 1;
  const std::string plain = services.texts.format(
      language, "matchmaking.unit." + std::string(materials::key_in(materials::kAmountUnitKeys, amount.unit)),
      {{"n", text::number(language, value, decimals)}});
  return services.texts.format(
      language, "matchmaking.per." + std::string(materials::key_in(materials::kRhythmKeys, amount.rhythm)),
      {{"amount", plain}});
}

/// Numbers of the shown matches that a card is part of.
using Marks = std::vector<std::vector<std::int64_t>>;
Marks marks_of(const Board& board) {
  Marks marks(board.cards.size());
  for (std::size_t i = 0; i < std::min(board.matches.size(), kMatchesShown); ++i) {
    for (const int card : {board.matches[i].match.have, board.matches[i].match.want}) {
      if (card >= 0) marks[static_cast<std::size_t>(card)].push_back(static_cast<std::int64_t>(i) + 1);
    }
  }
  return marks;
}

struct CardOnScreen {
  const Card& card;
  const std::vector<std::int64_t>& marks;
};

void show_card(const Services& services, Language language, const Board& board, const CardOnScreen& shown,
               web::Model& row) {
  const CardWords words = words_of(services, language, board.inside->economy, shown.card);
  row.set("CARD_ID", shown.card.id.text()).set("WHAT", shown.card.what).set("PLACE", words.place);
  if (!shown.card.who.empty()) row.add("BY").set("WHO", shown.card.who);
  if (!words.amount.empty()) row.add("AMOUNT").set("AMOUNT_TEXT", words.amount);
  if (words.material.empty()) {
    row.show("UNREAD");
  } else {
    row.add("READ").set("FAMILY_CLASS", words.family_class).set("MATERIAL", words.material);
  }
  for (const std::int64_t mark : shown.marks) row.add("MARK").set("MARK_NUMBER", mark);
}

void show_cards(const Services& services, Language language, const Board& board, StreamKind kind, web::Model& model) {
  const std::string prefix = kind == StreamKind::offer ? "HAVE" : "WANT";
  const Marks marks = marks_of(board);
  std::size_t shown = 0, all = 0;
  for (std::size_t i = board.cards.size(); i-- > 0;) {
    if (board.cards[i].kind != kind) continue;
    ++all;
    if (shown == kCardsShown) continue;
    ++shown;
    show_card(services, language, board, {board.cards[i], marks[i]}, model.add(prefix));
  }
  model.set(prefix + "_COUNT", static_cast<std::int64_t>(all));
  if (all == 0) model.show("NO_" + prefix);
  if (all > shown) {
    model.add("MORE_" + prefix)
        .set("MORE_TEXT", services.texts.plural(language, "rooms.screen.more", static_cast<std::int64_t>(all - shown)));
  }
}

/// The words of the end of a match: the card's own, or the listing of the network.
void show_end(const Services& services, Language language, const Board& board, int card,
              const matchmaking::ShownEnd& end, web::Model& row) {
  row.set("END_TITLE", end.title).set("END_LANG", language_code(end.language)).set("END_PLACE", end.where);
  row.set("END_FAMILY", end.family_class);
  if (card < 0) {
    row.add("NETWORK").show_if(end.is_example, "END_EXAMPLE");
    return;
  }
  const std::string& who = board.cards[static_cast<std::size_t>(card)].who;
  row.add("CARD").set("END_WHO", who.empty() ? services.texts.get(language, "rooms.screen.somebody") : who);
}

void show_match(const Services& services, Language language, const Board& board, std::size_t position,
                web::Model& row) {
  const auto& [match, world] = board.matches[position];
  const ChainLine line = matchmaking::show_line(services, language, *board.shown, world->ground(), match.chain);
  row.set("NUMBER", static_cast<std::int64_t>(position) + 1);
  row.show_if(match.is_inside(), "INSIDE").show_if(line.steps.empty(), "DIRECT");
  show_end(services, language, board, match.have, line.from, row.add("FROM"));
  show_end(services, language, board, match.want, line.to, row.add("TO"));
  for (const matchmaking::ShownStep& step : line.steps) {
    web::Model& turn = row.add("STEP").set("STEP_ICON", step.icon).set("STEP_WORK", step.work);
    turn.set("STEP_WHO", step.who).set("STEP_PLACE", step.where).show_if(step.is_example, "STEP_EXAMPLE");
  }
  row.set("USED", line.used).set("KM", line.road_km);
  if (!line.hours.empty()) row.add("HOURS").set("HOURS_TEXT", line.hours);
}

}  // namespace

CardWords words_of(const Services& services, Language language, const matchmaking::Economy& economy, const Card& card) {
  CardWords words;
  if (const auto* material = economy.taxonomy.find(card.material)) {
    words.material = material->name.best(language);
    words.family_class = drawings::family_class(drawings::family_from_key(material->family));
  }
  words.amount = amount_text(services, language, card.amount);
  const auto town = economy.municipalities.find(card.nis);
  if (town != economy.municipalities.end()) words.place = town->second.name.best(language);
  return words;
}

void fill_board(const Services& services, Language language, const Board& board, web::Model& model) {
  show_cards(services, language, board, StreamKind::offer, model);
  show_cards(services, language, board, StreamKind::need, model);
  const std::size_t shown = std::min(board.matches.size(), kMatchesShown);
  for (std::size_t i = 0; i < shown; ++i) show_match(services, language, board, i, model.add("MATCH"));
  model.set("MATCH_COUNT", static_cast<std::int64_t>(board.matches.size()));
  if (board.matches.empty()) model.show(board.cards.empty() ? "EMPTY" : "NO_MATCH");
  if (board.matches.size() > shown) {
    model.add("MORE_MATCHES")
        .set("MORE_TEXT", services.texts.plural(language, "rooms.screen.more",
                                                static_cast<std::int64_t>(board.matches.size() - shown)));
  }
  model.set("SUMMARY", services.texts.format(language, "rooms.screen.summary",
                                             {{"cards", static_cast<std::int64_t>(board.cards.size())},
                                              {"matches", static_cast<std::int64_t>(board.matches.size())}}));
}

}  // namespace kringwerk::rooms
