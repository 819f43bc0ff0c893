#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "matching/chain_search.h"
#include "matching/io/chains_json.h"
#include "matching/io/instance_files.h"

/// The input stands in for each file of a small sound instance in turn; record separators cut it into parts that stand
/// in for the files together. Whatever it is, reading answers with findings, each with its place, or with an instance
/// that every question can be asked of.
namespace {

using namespace kringwerk::matching;

const std::map<std::string, std::string>& sound() {
  static const std::map<std::string, std::string> kTexts{
      {"policy.toml",
       "tau_eur_per_tkm = { value = 0.25, assumption = true }\nk_eur_per_t = { value = 4, assumption = true }\n"
       "sigma_eur_per_h = { value = 6, assumption = true }\nbeta = { value = 0.25, assumption = true }\n"
       "road_factor = { value = 1.3, assumption = true }\nco2_kg_per_tkm = { value = 0.1, assumption = true }\n"},
      {"materials.csv", "id,name,price_eur_per_t\npp,PP,80\nflakes,Flakes,700\n"},
      {"offers.csv", "id,material,grade,kg,from,to,lon,lat,permit\no1,pp,5,1000,2026-01-01,2026-02-01,4.7,50.9,\n"},
      {"needs.csv",
       "id,materials,min_grade,kg,from,to,lon,lat,retention,permits,min_kg\nn1,flakes,5,500,,,5.3,50.9,0.4,,10\n"},
      {"workshops.csv", "id,name,lon,lat,labour_hours,small,permits\nw1,W,5.3,50.9,100,1,x\n"},
      {"activities.csv",
       "id,workshop,kind,materials,min_grade,capacity_kg,cost_eur_per_t,hours_per_t,lead_days\na1,w1,s,pp,3,900,60,8,"
       "7\n"},
      {"outputs.csv", "activity,material,grade,yield\na1,flakes,6,0.93\n"}};
  return kTexts;
}

/// Findings name a file and a line.
void check_places(const kringwerk::Violations& violations) {
  for (const kringwerk::Violation& violation : violations) {
    if (std::get<std::string>(violation.facts[0].value).empty()) std::abort();
    if (std::get<std::int64_t>(violation.facts[1].value) < 0) std::abort();
  }
}

void read(const std::map<std::string, std::string>& texts) {
  auto instance = read_instance(texts);
  if (!instance) return check_places(std::get<kringwerk::Invalid>(instance.error()).violations);
  const MatchIndex index(*std::move(instance));
  for (int offer = 0; offer < static_cast<int>(index.instance().offers.size()); ++offer) {
    const ChainQuery query{.kind = QueryKind::offer, .record = offer, .k = 3};
    (void)chains_json(index, query, best_chains(index, query));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  constexpr char kSeparator = '\x1e';
  if (text.find(kSeparator) != std::string::npos) {
    auto texts = sound();
    std::size_t at = 0;
    for (auto& [file, held] : texts) {
      const std::size_t end = std::min(text.find(kSeparator, at), text.size());
      held = text.substr(at, end - at);
      at = std::min(end + 1, text.size());
    }
    read(texts);
    return 0;
  }
  for (const auto& [file, unused] : sound()) {
    auto texts = sound();
    texts[file] = text;
    read(texts);
  }
  return 0;
}
