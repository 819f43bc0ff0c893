#include "materials/io/list_query.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kLongestWords = 100;
constexpr std::size_t kMostWords = 8;

std::string short_line(std::string_view typed) {
  std::string line = typed.size() > 4 * kLongestWords ? std::string() : web::one_line(typed);
  return utf8_length(line) > kLongestWords || web::has_control_character(line) ? std::string() : line;
}

template <class Choices>
std::string choice(std::string_view typed, const Choices& choices) {
  return std::find(choices.begin(), choices.end(), typed) == choices.end() ? std::string() : std::string(typed);
}

/// "2026-12-05", or the first or last day of "2026-12".
enum class EndOfMonth { first, last };
std::string day_or_nothing(std::string_view typed, EndOfMonth end) {
  if (parse_day(typed)) return std::string(typed);
  constexpr std::size_t kMonthLength = 7;
  const auto first = typed.size() == kMonthLength ? parse_day(std::string(typed) + "-01") : std::nullopt;
  if (!first) return {};
  return day_text(end == EndOfMonth::first ? *first : Day{first->year() / first->month() / std::chrono::last});
}

/// Zoom, latitude and longitude as the map writes them; anything else is nothing.
std::string camera_or_nothing(std::string_view typed) {
  constexpr std::size_t kLongest = 32;
  const bool is_plain = typed.size() <= kLongest && typed.find_first_not_of("0123456789./-") == std::string_view::npos;
  return is_plain && std::count(typed.begin(), typed.end(), '/') == 2 ? std::string(typed) : std::string();
}

const HubChoice* hub_of(const ListSnapshot& snapshot, std::string_view text) {
  const auto id = network::HubId::parse(text);
  const auto found = std::find_if(snapshot.hubs.begin(), snapshot.hubs.end(),
                                  [&](const HubChoice& choice) { return id && choice.hub.id == *id; });
  return found == snapshot.hubs.end() ? nullptr : &*found;
}

std::vector<std::string> words_of(std::string_view typed) {
  std::vector<std::string> words;
  const std::string folded = text::folded(typed);
  for (std::size_t at = 0; at < folded.size() && words.size() < kMostWords;) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// Both filters hold: the places that are in each.
void keep_places(std::optional<std::vector<network::Nis>>& places, const std::vector<network::Nis>& more) {
  if (!places) {
    places = more;
    return;
  }
  std::erase_if(*places,
                [&](const network::Nis& nis) { return std::find(more.begin(), more.end(), nis) == more.end(); });
}

}  // namespace

std::vector<std::pair<std::string_view, std::string>> ListQuery::parameters() const {
  std::vector<std::pair<std::string_view, std::string>> set;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) set.emplace_back(name, value);
  };
  add("q", words);
  add("family", family);
  add("material", material);
  add("kind", kind);
  add("resource", resource);
  add("status", state);
  add("province", province);
  add("hub", hub);
  add("place", place);
  add("from", from);
  add("to", to);
  add("min", minimum);
  add("sort", sort);
  return set;
}

ListQuery read_list_query(const web::Pairs& query, const ListSnapshot& snapshot) {
  ListQuery read;
  read.words = short_line(query.value("q"));
  read.family = choice(query.value("family"), kFamilyKeys);
  const MaterialClass* material = snapshot.taxonomy.find(query.value("material"));
  if (material != nullptr && (read.family.empty() || material->family == read.family)) read.material = material->id;
  read.kind = choice(query.value("kind"), kStreamKindKeys);
  read.resource = choice(query.value("resource"), kResourceKeys);
  read.state = choice(query.value("status"), kListedStates);
  read.province = choice(query.value("province"), snapshot.provinces);
  if (hub_of(snapshot, query.value("hub")) != nullptr) read.hub = query.value("hub");
  read.place = short_line(query.value("place"));
  read.from = day_or_nothing(query.value("from"), EndOfMonth::first);
  read.to = day_or_nothing(query.value("to"), EndOfMonth::last);
  read.minimum = short_line(query.value("min"));
  read.sort = choice(query.value("sort"), kListOrderKeys);
  read.at = camera_or_nothing(query.value("at"));
  if (const auto after = StreamId::parse(query.value("after"))) {
    read.cursor = {*after, ListCursor::Side::after};
  } else if (const auto before = StreamId::parse(query.value("before"))) {
    read.cursor = {*before, ListCursor::Side::before};
  }
  return read;
}

ListRequest list_request(const ListQuery& query, const ListSnapshot& snapshot, Language language,
                         const std::vector<network::Nis>& place) {
  ListRequest request;
  ListFilter& filter = request.filter;
  filter.words = words_of(query.words);
  filter.family = query.family;
  if (!query.material.empty()) filter.materials = snapshot.taxonomy.with_descendants(query.material);
  filter.kind = value_in<StreamKind>(kStreamKindKeys, query.kind);
  filter.resource = value_in<Resource>(kResourceKeys, query.resource);
  filter.state = value_in<StreamState>(kStreamStateKeys, query.state);
  filter.province = query.province;
  if (const HubChoice* hub = hub_of(snapshot, query.hub)) keep_places(filter.places, hub->places);
  if (!query.place.empty()) keep_places(filter.places, place);
  filter.available = Period{parse_day(query.from), parse_day(query.to)};
  text::Thousandths kilograms;
  if (text::parse_decimal(language, query.minimum, kilograms) && kilograms.value > 0) {
    filter.minimum = Mass::grams(kilograms.value);
  }
  request.order = value_in<ListOrder>(kListOrderKeys, query.sort).value_or(ListOrder::newest);
  request.language = language;
  request.cursor = query.cursor;
  return request;
}

}  // namespace kringwerk::materials
