#include "matchmaking/io/direct_model.h"

#include <cmath>

#include "matchmaking/economy_instance.h"
#include "matchmaking/io/propose_address.h"
#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;

std::string points_text(const ChainWords& words, int tenths) {
  return words.decimal(static_cast<double>(tenths) / 10, tenths % 10 == 0 ? 0 : 1);
}

/// "18.000 kWh"; as few decimals as say something.
std::string in_unit(const ChainWords& words, const Stream& stream, std::int64_t thousandths) {
  const double value = static_cast<double>(thousandths) / 1000;
  return words.format("matchmaking.unit." + std::string(key_in(materials::kAmountUnitKeys, stream.amount.unit)),
                      {{"n", words.decimal(value, value < 10 && value != std::floor(value) ? 1 : 0)}});
}

/// What goes on within the shared days, told in the rhythm of the need, rounded to the thousandth.
std::string in_rhythm(const ChainWords& words, const Stream& need, std::int64_t thousandths, int days) {
  using materials::Rhythm;
  const bool is_at_once = need.resource == materials::Resource::space || need.amount.rhythm == Rhythm::once ||
                          need.amount.rhythm == Rhythm::unknown;
  const Rhythm rhythm = is_at_once ? Rhythm::once : need.amount.rhythm;
  // A month is 1461 / 48 days, a year 1461 / 4.
  const double turn = rhythm == Rhythm::week ? 7 : rhythm == Rhythm::month ? 1461.0 / 48 : 1461.0 / 4;
  const auto told = is_at_once ? thousandths : std::llround(static_cast<double>(thousandths) * turn / days);
  return words.format("matchmaking.per." + std::string(key_in(materials::kRhythmKeys, rhythm)),
                      {{"amount", in_unit(words, need, told)}});
}

std::string quantity_text(const ChainWords& words, const AskedStream& asked, const DirectMatch& match) {
  const Stream& need = asked.stream.kind == StreamKind::need ? asked.stream : *match.other;
  if (!match.shared_thousandths) return words.get("matchmaking.direct.quantity_unknown");
  const std::int64_t wanted = *match.wanted_thousandths;
  const std::int64_t permille = wanted == 0 ? 1000 : *match.shared_thousandths * 1000 / wanted;
  return words.format("matchmaking.direct.quantity",
                      {{"shared", in_rhythm(words, need, *match.shared_thousandths, match.days)},
                       {"wanted", in_rhythm(words, need, wanted, match.days)},
                       {"percent", words.decimal(static_cast<double>(permille) / 10, 0)}});
}

std::string time_text(const ChainWords& words, const DirectMatch& match) {
  if (match.is_open_ended && match.days == kDirectHorizonDays) return words.get("matchmaking.direct.always");
  return words.services().texts.plural(
      words.language(), match.is_open_ended ? "matchmaking.direct.days_and_on" : "matchmaking.direct.days", match.days);
}

std::string hours_text(const ChainWords& words, const DirectMatch& match) {
  if (match.are_hours_unknown) return words.get("matchmaking.direct.hours_unknown");
  if (!match.daily_minutes) return {};
  const int minutes = *match.daily_minutes;
  return words.format("matchmaking.direct.hours",
                      {{"hours", words.decimal(static_cast<double>(minutes) / 60, minutes % 60 == 0 ? 0 : 1)}});
}

void add_reason(const ChainWords& words, std::string_view name, const std::string& how, int points, int most,
                web::Model& match) {
  match.add("REASON")
      .set("NAME", words.get("matchmaking.direct.reason." + std::string(name)))
      .set("HOW", how)
      .set("POINTS", words.format("matchmaking.direct.points",
                                  {{"points", points_text(words, points)}, {"most", points_text(words, most)}}));
}

void add_reasons(const ChainWords& words, const AskedStream& asked, const DirectMatch& match, web::Model& shown) {
  add_reason(words, "quantity", quantity_text(words, asked, match), match.points.quantity, kMostPoints.quantity, shown);
  const std::string hours = hours_text(words, match);
  std::string time = time_text(words, match);
  if (!hours.empty()) time = words.listed({time, hours});
  add_reason(words, "time", time, match.points.time, kMostPoints.time, shown);
  add_reason(words, "distance",
             words.format("matchmaking.direct.reach",
                          {{"km", words.distance(match.km)}, {"most", words.decimal(reach_km(*match.other), 0)}}),
             match.points.distance, kMostPoints.distance, shown);
}

void add_unknowns(const ChainWords& words, const DirectMatch& match, web::Model& shown) {
  const auto tell = [&](bool is_unknown, std::string_view what) {
    if (is_unknown) shown.add("ASK_FIRST").set("TEXT", words.get("matchmaking.direct.ask." + std::string(what)));
  };
  tell(match.is_kind_unknown, "kind");
  tell(match.is_temperature_unknown, "temperature");
  tell(!match.shared_thousandths, "quantity");
  tell(match.are_hours_unknown, "hours");
}

void show_other(const ChainWords& words, const Stream& other, web::Model& shown) {
  const TextInLanguage title = words.title(other);
  shown.set("TITLE", title.text).set("TITLE_LANG", language_code(title.language));
  shown.set("ADDRESS", site::address(words.language(), "/offers/" + other.id.text()));
  shown.set("WHO", words.owner(other)).set("PLACE", words.place(other.nis));
  shown.show_if(other.is_example, "MATCH_EXAMPLE");
}

void add_match(const ChainWords& words, const AskedStream& asked, const DirectMatch& match, web::Model& direct) {
  web::Model& shown = direct.add("MATCH");
  show_other(words, *match.other, shown);
  shown.set("DISTANCE", words.distance(match.km)).set("TIME", time_text(words, match));
  if (const std::string hours = hours_text(words, match); !hours.empty()) shown.add("HOURS").set("TEXT", hours);
  shown.set("QUANTITY", quantity_text(words, asked, match));
  shown.set("SCORE", points_text(words, match.points.score()));
  add_reasons(words, asked, match, shown);
  add_unknowns(words, match, shown);
  if (asked.stream.state == materials::StreamState::draft) return;
  const bool is_offer = asked.stream.kind == StreamKind::offer;
  const std::string propose = propose_address(words, asked.reader, is_offer ? asked.stream : *match.other,
                                              is_offer ? *match.other : asked.stream);
  if (!propose.empty()) shown.add("PROPOSE").set("ADDRESS", propose);
}

std::string miss_text(const ChainWords& words, const DirectMiss& miss) {
  const std::string key = "matchmaking.direct.miss." + std::string(materials::key_in(kDirectRuleKeys, miss.rule));
  const auto whole = static_cast<std::int64_t>(std::ceil(miss.shortfall - 1e-9));
  switch (miss.rule) {
    case DirectRule::distance:
      return words.format(key, {{"km", words.decimal(miss.km, 0)}, {"most", words.decimal(reach_km(*miss.other), 0)}});
    case DirectRule::dates:
      return words.services().texts.plural(words.language(), key, whole);
    case DirectRule::temperature:
      return words.format(key, {{"degrees", whole}});
    case DirectRule::kind:
    case DirectRule::quality:
    case DirectRule::hours:
      break;
  }
  return words.get(key);
}

}  // namespace

std::vector<DirectParty> parties_of(const Economy& economy, const std::vector<Stream>& streams) {
  std::vector<DirectParty> parties;
  for (const Stream& stream : streams) {
    if (const auto at = place_of(economy, stream)) parties.push_back({&stream, *at});
  }
  return parties;
}

void fill_direct(const ChainWords& words, const AskedStream& asked, const DirectAnswer& answer, web::Model& model) {
  if (!answer.matches.empty()) {
    web::Model& direct = model.add("DIRECT");
    direct.set("COUNT", words.services().texts.plural(words.language(), "matchmaking.direct.count",
                                                      static_cast<std::int64_t>(answer.total)));
    for (const DirectMatch& match : answer.matches) add_match(words, asked, match, direct);
  }
  if (answer.misses.empty()) return;
  web::Model& misses = model.add("DIRECT_MISSES");
  for (const DirectMiss& miss : answer.misses) {
    web::Model& shown = misses.add("NEAR");
    show_other(words, *miss.other, shown);
    shown.set("WHY",
              words.get("matchmaking.direct.rule." + std::string(materials::key_in(kDirectRuleKeys, miss.rule))));
    shown.set("TEXT", miss_text(words, miss));
  }
}

}  // namespace kringwerk::matchmaking
