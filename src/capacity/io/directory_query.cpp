#include "capacity/io/directory_query.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "capacity/read_sentence.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::capacity {

namespace {

using storage::Connection;

constexpr std::size_t kLongestFilter = 200;
constexpr int kUsualWeeks = 4;
constexpr std::int64_t kMostRadius = 500;
constexpr std::int64_t kMostAmount = 100'000'000;

std::string short_filter(std::string_view typed) {
  std::string line = typed.size() > 4 * kLongestFilter ? std::string() : web::one_line(typed);
  return utf8_length(line) > kLongestFilter || web::has_control_character(line) ? std::string() : line;
}

std::optional<std::int64_t> whole_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole ? std::optional{value} : std::nullopt;
}

/// A number as people type it, as whole digits; empty when it is none or out of range.
std::string whole_filter(std::string_view typed, std::int64_t most) {
  text::Thousandths value;
  constexpr std::int64_t kThousand = 1000;
  if (!text::parse_decimal(Language::nl, typed, value)) return {};
  const std::int64_t whole = value.value / kThousand;
  return whole > 0 && whole <= most ? std::to_string(whole) : std::string();
}

std::optional<std::chrono::year_month> month_in(std::string_view text) {
  const auto day = parse_day(std::string(text) + "-01");
  return day ? std::optional{day->year() / day->month()} : std::nullopt;
}

std::optional<Day> week_in(std::string_view text) {
  constexpr std::size_t kYear = 4;
  if (text.size() < kYear + 3 || text.substr(kYear, 2) != "-W") return std::nullopt;
  const auto year = whole_in(text.substr(0, kYear));
  const auto number = whole_in(text.substr(kYear + 2));
  if (!year || !number || *number < 1 || *number > 53) return std::nullopt;
  return network::monday_of(network::IsoWeek{static_cast<int>(*year), static_cast<int>(*number)});
}

std::vector<Day> weeks_meant(std::string_view when, Day today) {
  if (const auto monday = week_in(when)) return {*monday};
  if (const auto month = month_in(when)) {
    auto weeks = network::weeks_of(*month);
    std::erase_if(weeks, [&](Day monday) { return monday < network::monday_of(today); });
    return weeks;
  }
  std::vector<Day> weeks;
  for (int i = 0; i < kUsualWeeks; ++i)
    weeks.push_back(plus_days(network::monday_of(today), std::int64_t{i} * network::kDaysOfWeek));
  return weeks;
}

/// The class itself, all below it, and all above it: who takes textiles takes cotton.
std::set<std::string, std::less<>> classes_around(const materials::Taxonomy& taxonomy, const std::string& id) {
  std::set<std::string, std::less<>> all;
  for (std::string& one : taxonomy.with_descendants(id)) all.insert(std::move(one));
  for (const auto* one = taxonomy.find(id); one != nullptr && !one->parent.empty(); one = taxonomy.find(one->parent)) {
    all.insert(one->parent);
  }
  return all;
}

/// Parts a sentence at white space, and between digits and letters ("500kg").
std::vector<SentenceWord> words_of_sentence(const std::string& sentence, Language language) {
  std::vector<std::string> parts(1);
  bool was_digit = false;
  for (const char letter : sentence) {
    const bool is_space = letter == ' ' || letter == '\t';
    const bool is_digit = (letter >= '0' && letter <= '9') || letter == '.' || letter == ',';
    if (is_space || (was_digit && !is_digit && !parts.back().empty())) parts.emplace_back();
    if (!is_space) parts.back() += letter;
    was_digit = is_digit && !is_space;
  }
  std::vector<SentenceWord> words;
  for (std::string part : parts) {
    while (part.ends_with('?') || part.ends_with('.') || part.ends_with(',') || part.ends_with('!')) part.pop_back();
    SentenceWord word{text::folded(part), std::nullopt};
    text::Thousandths value;
    if (text::parse_decimal(language, part, value) && value.value >= 0) word.thousandths = value.value;
    if (word.folded.empty()) continue;
    // Folding parts what hyphens join.
    if (!word.thousandths && word.folded.find(' ') != std::string::npos) {
      for (std::size_t at = 0; at < word.folded.size();) {
        const auto end = std::min(word.folded.find(' ', at), word.folded.size());
        words.push_back({word.folded.substr(at, end - at), std::nullopt});
        at = end + 1;
      }
    } else {
      words.push_back(std::move(word));
    }
  }
  return words;
}

std::string without_words(const std::string& text, const std::string& taken) {
  std::string rest = " " + text + " ";
  if (const auto at = rest.find(" " + taken + " "); at != std::string::npos) rest.erase(at, taken.size() + 1);
  while (rest.starts_with(' ')) rest.erase(0, 1);
  while (rest.ends_with(' ')) rest.pop_back();
  return rest;
}

/// The next such month, this one included.
std::string month_key(std::chrono::month month, Day today) {
  const auto this_month = today.year() / today.month();
  auto meant = today.year() / month;
  if (meant < this_month) meant += std::chrono::years{1};
  return day_text(meant / 1).substr(0, 7);
}

std::string week_key(int week, Day today) {
  const network::IsoWeek now = network::iso_week(today);
  const int year = week < now.number ? now.year + 1 : now.year;
  const std::string digits = std::to_string(week);
  return std::to_string(year) + "-W" + (digits.size() < 2 ? "0" : "") + digits;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string>> DirectoryQuery::parameters() const {
  std::vector<std::pair<std::string_view, std::string>> set{{"asked", asked}, {"work", work},     {"what", what},
                                                            {"place", place}, {"radius", radius}, {"when", when},
                                                            {"kg", amount},   {"permit", permit}, {"hub", hub}};
  std::erase_if(set, [](const auto& one) { return one.second.empty(); });
  return set;
}

DirectoryQuery read_directory_query(const web::Pairs& query, const WorkshopList& list) {
  DirectoryQuery read;
  read.asked = short_filter(query.value("asked"));
  if (const std::string work(query.value("work")); list.terms.activity_kinds.contains(work)) read.work = work;
  read.what = short_filter(query.value("what"));
  read.place = short_filter(query.value("place"));
  read.radius = whole_filter(query.value("radius"), kMostRadius);
  const std::string when(query.value("when"));
  if (week_in(when) || month_in(when)) read.when = when;
  read.amount = whole_filter(query.value("kg"), kMostAmount);
  read.permit = short_filter(query.value("permit"));
  const auto hub = Id<network::HubTag>::parse(query.value("hub"));
  const bool is_hub = hub && std::any_of(list.hubs.begin(), list.hubs.end(),
                                         [&](const auto& one) { return one.first == hub->value(); });
  if (is_hub) read.hub = hub->text();
  constexpr std::int64_t kMostPages = 10'000;
  read.page =
      static_cast<std::size_t>(std::clamp<std::int64_t>(whole_in(query.value("page")).value_or(1), 1, kMostPages));
  return read;
}

MeantQuery meant_by(Connection& connection, const DirectoryQuery& query, const WorkshopList& list, Day today) {
  MeantQuery meant;
  AskedWork& asked = meant.asked;
  asked.kind = query.work;
  if (!query.what.empty()) {
    const auto guesses = list.taxonomy.recognise(text::folded(query.what), 1);
    meant.is_material_unknown = guesses.empty();
    if (!guesses.empty()) {
      meant.material = guesses.front().material;
      asked.materials = classes_around(list.taxonomy, meant.material);
    }
  }
  if (!query.place.empty()) {
    auto places = network::find_places(connection, query.place);
    meant.is_place_unknown = places.empty();
    if (!places.empty()) {
      meant.place = std::move(places.front().municipality);
      asked.near = meant.place->centre;
    }
  }
  if (const auto radius = whole_in(query.radius)) asked.radius_km = static_cast<double>(*radius);
  if (const auto amount = whole_in(query.amount)) asked.amount = Mass::kilograms(*amount);
  asked.weeks = weeks_meant(query.when, today);
  asked.permit = query.permit;
  if (const auto hub = Id<network::HubTag>::parse(query.hub)) asked.hub = hub->value();
  return meant;
}

DirectoryQuery read_question(Connection& connection, const std::string& sentence, const WorkshopList& list,
                             Language language, Day today) {
  std::vector<WorkName> works;
  for (const auto& [key, name] : list.terms.activity_kinds) {
    for (const Language each : kLanguages) works.push_back({text::folded(name.exact(each)), key});
  }
  AskedSentence read = read_sentence(words_of_sentence(sentence, language), works);
  DirectoryQuery query;
  query.asked = short_filter(sentence);
  query.work = read.work;
  for (const std::string& place : read.possible_places) {
    const auto found = network::find_places(connection, place);
    if (found.empty()) continue;
    query.place = found.front().municipality.name.best(language);
    read.material = without_words(read.material, place);
    break;
  }
  query.what = read.material;
  if (read.radius_km && *read.radius_km > 0) query.radius = std::to_string(std::min(*read.radius_km, kMostRadius));
  if (read.kilograms && *read.kilograms > 0) query.amount = std::to_string(std::min(*read.kilograms, kMostAmount));
  if (read.month) query.when = month_key(*read.month, today);
  if (read.week && *read.week >= 1 && *read.week <= 53) query.when = week_key(*read.week, today);
  return query;
}

}  // namespace kringwerk::capacity
