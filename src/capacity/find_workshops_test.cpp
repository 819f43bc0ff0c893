#include "capacity/find_workshops.h"

#include <doctest/doctest.h>

#include <deque>

#include "capacity/read_sentence.h"

using namespace kringwerk;
using namespace kringwerk::capacity;

namespace {

const Day kToday = std::chrono::year{2026} / 11 / 22;
constexpr Point kLeuven{4.7005, 50.8798};

struct Town {
  std::deque<network::Capability> capabilities;
  std::deque<network::WeekCalendar> calendars;
  std::vector<KnownWorkshop> known;

  network::Capability& add(double lon, std::int64_t free) {
    auto& capability = capabilities.emplace_back();
    capability.id = network::CapabilityId{static_cast<std::int64_t>(capabilities.size())};
    capability.kind = "wash";
    capability.accepts = {"textiel~sorted"};
    capability.capacity_per_week = Mass::kilograms(1000);
    auto& calendar = calendars.emplace_back();
    calendar.capacity = Mass::kilograms(1000);
    calendar.regular = Mass::kilograms(1000 - free);
    known.push_back({&capability, &calendar, Point{lon, kLeuven.lat}, {8}, {}, false});
    return capability;
  }
};

AskedWork question() {
  AskedWork asked;
  asked.kind = "wash";
  asked.materials = {"textiel"};
  asked.near = kLeuven;
  asked.radius_km = 20;
  asked.weeks = {network::monday_of(kToday), plus_days(network::monday_of(kToday), 7)};
  asked.amount = Mass::kilograms(500);
  return asked;
}

std::vector<SentenceWord> words(const std::vector<std::string>& parts) {
  std::vector<SentenceWord> all;
  for (const std::string& part : parts) {
    const bool is_number = part.find_first_not_of("0123456789") == std::string::npos;
    all.push_back({part, is_number ? std::optional<std::int64_t>{std::stoll(part) * 1000} : std::nullopt});
  }
  return all;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char letter : text) {
    if (letter == ' ')
      parts.emplace_back();
    else
      parts.back() += letter;
  }
  return parts;
}

}  // namespace

TEST_CASE("who fits comes nearest first; who lacks one thing is a near miss that says what") {
  Town town;
  town.add(4.80, 400);
  town.add(4.71, 400);
  town.add(5.50, 400);                                   // too far
  town.add(4.72, 200);                                   // too little room
  town.add(4.73, 400).min_batch = Mass::kilograms(600);  // too small a lot
  town.add(4.74, 400).state = network::CapabilityState::paused;
  town.add(4.76, 400);
  town.known.back().is_unconfirmed = true;
  town.add(5.60, 0);  // lacks two things
  town.add(4.75, 400).kind = "sort";
  const auto found = find_workshops(town.known, question(), kToday);
  REQUIRE(found.fitting.size() == 2);
  CHECK(found.fitting[0].workshop->capability->id.value() == 2);
  CHECK(found.fitting[0].room == Mass::kilograms(800));
  std::vector<Lack> lacks;
  for (const auto& one : found.near) lacks.push_back(*one.lack);
  CHECK(lacks == std::vector<Lack>{Lack::room, Lack::batch, Lack::paused, Lack::unconfirmed, Lack::distance});
}

TEST_CASE("room is asked in the steps that everybody may know") {
  Town town;
  town.add(4.71, 299);
  AskedWork asked = question();
  asked.amount = Mass::kilograms(401);  // twice 299 would do; twice 200 does not
  const auto found = find_workshops(town.known, asked, kToday);
  CHECK(found.fitting.empty());
  CHECK(found.near.front().room == Mass::kilograms(400));
}

TEST_CASE("other materials are a miss only where nothing fits; a hub, a permit") {
  Town town;
  town.add(4.71, 500).accepts = {"hout"};
  CHECK(find_workshops(town.known, question(), kToday).near.front().lack == Lack::material);
  town.add(4.72, 500).permits = {"gevaarlijk"};
  CHECK(find_workshops(town.known, question(), kToday).near.empty());
  AskedWork asked = question();
  asked.permit = "gevaarlijk";
  CHECK(find_workshops(town.known, asked, kToday).fitting.size() == 1);
  asked.hub = 9;
  CHECK(find_workshops(town.known, asked, kToday).fitting.empty());
}

TEST_CASE("a sentence is taken apart") {
  const std::vector<WorkName> works{{"wassen", "wash"}, {"washing", "wash"}, {"lavage", "wash"}, {"sorteren", "sort"}};
  struct Row {
    const char* sentence;
    const char* work;
    std::int64_t kilograms;
    std::int64_t radius;
    unsigned month;
    const char* place;
    const char* material;
  };
  for (const Row& row : {
           Row{"wie kan 500 kg textiel wassen binnen 20 km van leuven in maart", "wash", 500, 20, 3, "leuven",
               "textiel leuven"},
           Row{"2 ton kratten sorteren rond heist op den berg", "sort", 2000, 0, 0, "heist op den berg",
               "kratten heist op den berg"},
           Row{"wie sorteert oude kleren in gent in mei", "sort", 0, 0, 5, "gent", "oude kleren gent"},
           Row{"who can wash 300 kg textiles within 15 km of leuven in march", "wash", 300, 15, 3, "leuven",
               "textiles leuven"},
           Row{"qui peut laver 1 tonne de textile pres de louvain en fevrier", "wash", 1000, 0, 2, "textile",
               "textile louvain"},
           Row{"gewassen glas", "wash", 0, 0, 0, "", "glas"},
       }) {
    CAPTURE(row.sentence);
    const AskedSentence read = read_sentence(words(split(row.sentence)), works);
    CHECK(read.work == row.work);
    CHECK(read.kilograms.value_or(0) == row.kilograms);
    CHECK(read.radius_km.value_or(0) == row.radius);
    CHECK((read.month ? static_cast<unsigned>(*read.month) : 0U) == row.month);
    CHECK((read.possible_places.empty() ? std::string() : read.possible_places.front()) == row.place);
    CHECK(read.material == row.material);
  }
  CHECK(read_sentence(words(split("500 kg hout in week 12")), works).week == 12);
  CHECK(read_sentence(words(split("hout zagen van 3000")), works).possible_places.front() == "3000");
  CHECK(read_sentence({}, works).material.empty());
}
