#include "matching/io/plan_json.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

using Json = nlohmann::json;

constexpr std::array<PlanStatus, 3> kStatuses{PlanStatus::gap_reached, PlanStatus::deadline, PlanStatus::cancelled};

std::string number(double value) {
  return Json(value).dump();
}

std::string list(const std::vector<std::string>& lines, char open, char close) {
  std::string text(1, open);
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "\n" : ",\n") + lines[i];
  return text + (lines.empty() ? "" : "\n") + close;
}

std::string flow_json(const Instance& instance, const PlanFlow& flow) {
  std::string from, output = "null";
  if (flow.offer >= 0) {
    from = nth(instance.offers, flow.offer).id;
  } else {
    const Activity& activity = nth(instance.activities, flow.from_activity);
    from = activity.id;
    output = json_text(nth(instance.materials, nth(activity.outputs, flow.output).material).id);
  }
  const std::string& to =
      flow.need >= 0 ? nth(instance.needs, flow.need).id : nth(instance.activities, flow.to_activity).id;
  return R"({"from":)" + json_text(from) + R"(,"output":)" + output + R"(,"to":)" + json_text(to) + R"(,"kg":)" +
         std::to_string(flow.kg) + "}";
}

std::string fairness_json(const PlanFairness& fairness) {
  return R"({"share":)" + number(fairness.share) + R"(,"eur_per_h":)" + number(fairness.eur_per_h) +
         R"(,"least_price_eur":)" + number(fairness.least_price_eur) + R"(,"most_price_eur":)" +
         number(fairness.most_price_eur) + "}";
}

template <class Record>
std::string prices_json(const std::vector<Record>& records, const std::vector<double>& prices) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (prices[i] != 0) lines.push_back(json_text(records[i].id) + ":" + number(prices[i]));
  }
  return list(lines, '{', '}');
}

template <class Record>
int find(const std::vector<Record>& records, const std::string& id) {
  const auto found =
      std::lower_bound(records.begin(), records.end(), id,
                       [](const Record& record, const std::string& wanted) { return record.id < wanted; });
  return found != records.end() && found->id == id ? static_cast<int>(found - records.begin()) : -1;
}

/// Ends the reading with one finding.
struct Stop {
  Violation violation;
};

[[noreturn]] void stop(const std::string& rule, std::vector<Fact> facts) {
  throw Stop{{rule, "", std::move(facts)}};
}

class PlanReader {
 public:
  PlanReader(const Instance& instance, const Json& json) : instance_(instance), json_(json) {}

  Plan read() {
    Plan plan;
    plan.status = status();
    plan.objective_eur = double_at(json_, "objective_eur");
    plan.upper_bound_eur = double_at(json_, "upper_bound_eur");
    plan.gap = double_at(json_, "gap");
    plan.residue_kg = kilograms_at(json_, "residue_kg");
    plan.untaken_kg = kilograms_at(json_, "untaken_kg");
    if (json_.contains("fairness")) {
      const Json& fairness = member(json_, "fairness", Json::value_t::object);
      plan.fairness = {double_at(fairness, "share"), double_at(fairness, "eur_per_h"),
                       double_at(fairness, "least_price_eur"), double_at(fairness, "most_price_eur")};
    }
    plan.seconds = double_at(json_, "seconds");
    plan.version = text_at(json_, "version");
    for (const Json& flow : member(json_, "flows", Json::value_t::array)) plan.flows.push_back(flow_of(flow));
    plan.throughput.assign(instance_.activities.size(), 0);
    std::set<int> named;
    for (const Json& line : member(json_, "throughput", Json::value_t::array)) {
      const int activity = known("activity", text_at(line, "activity"), instance_.activities);
      if (!named.insert(activity).second) wrong_field("throughput");
      nth(plan.throughput, activity) = kilograms_at(line, "kg");
    }
    const Json& certificate = member(json_, "certificate", Json::value_t::object);
    plan.prices.need_eur_per_t = prices(certificate, "need_eur_per_t", "need", instance_.needs);
    plan.prices.input_eur_per_t = prices(certificate, "input_eur_per_t", "activity", instance_.activities);
    plan.prices.labour_eur_per_h = prices(certificate, "labour_eur_per_h", "workshop", instance_.workshops);
    return plan;
  }

 private:
  [[noreturn]] static void wrong_field(const std::string& field) { stop("matching.plan_field", {{"field", field}}); }

  static const Json& member(const Json& json, const char* name) {
    if (!json.is_object() || !json.contains(name)) wrong_field(name);
    return json.at(name);
  }
  static const Json& member(const Json& json, const char* name, Json::value_t type) {
    const Json& found = member(json, name);
    if (found.type() != type) wrong_field(name);
    return found;
  }
  static std::string text_at(const Json& json, const char* name) {
    return member(json, name, Json::value_t::string).get<std::string>();
  }
  static double double_at(const Json& json, const char* name) {
    const Json& found = member(json, name);
    if (!found.is_number()) wrong_field(name);
    return found.get<double>();
  }
  static Kilograms kilograms_at(const Json& json, const char* name) {
    constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
    const Json& found = member(json, name);
    if (!found.is_number_integer()) wrong_field(name);
    if (found.is_number_unsigned() && found.get<std::uint64_t>() > std::uint64_t{kMost}) wrong_field(name);
    return std::max(found.get<Kilograms>(), -kMost);
  }

  PlanStatus status() const {
    const std::string name = text_at(json_, "status");
    for (const PlanStatus status : kStatuses) {
      if (status_name(status) == name) return status;
    }
    wrong_field("status");
  }

  template <class Record>
  static int known(const std::string& kind, const std::string& id, const std::vector<Record>& records) {
    const int found = find(records, id);
    if (found < 0) stop("matching.plan_unknown_record", {{"kind", kind}, {"id", id}});
    return found;
  }

  PlanFlow flow_of(const Json& json) const {
    PlanFlow flow{.kg = kilograms_at(json, "kg")};
    const Json& output = member(json, "output");
    if (output.is_null()) {
      flow.offer = known("offer", text_at(json, "from"), instance_.offers);
    } else {
      flow.from_activity = known("activity", text_at(json, "from"), instance_.activities);
      const int material = known("material", text_at(json, "output"), instance_.materials);
      const std::vector<Output>& outputs = nth(instance_.activities, flow.from_activity).outputs;
      const auto made = std::find_if(outputs.begin(), outputs.end(),
                                     [&](const Output& candidate) { return candidate.material == material; });
      if (made == outputs.end())
        stop("matching.plan_unknown_record", {{"kind", "output"}, {"id", text_at(json, "output")}});
      flow.output = static_cast<int>(made - outputs.begin());
    }
    const std::string to = text_at(json, "to");
    flow.need = find(instance_.needs, to);
    if (flow.need < 0) flow.to_activity = known("need", to, instance_.activities);
    return flow;
  }

  template <class Record>
  static std::vector<double> prices(const Json& certificate, const char* name, const std::string& kind,
                                    const std::vector<Record>& records) {
    std::vector<double> all(records.size(), 0);
    for (const auto& [id, price] : member(certificate, name, Json::value_t::object).items()) {
      if (!price.is_number()) wrong_field(name);
      nth(all, known(kind, id, records)) = price.template get<double>();
    }
    return all;
  }

  const Instance& instance_;
  const Json& json_;
};

}  // namespace

std::string json_text(const std::string& text) {
  return Json(text).dump();
}

std::string status_name(PlanStatus status) {
  constexpr std::array<const char*, 3> kNames{"gap_reached", "deadline", "cancelled"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string plan_json(const Instance& instance, const Plan& plan) {
  std::vector<std::string> flows, throughput;
  for (const PlanFlow& flow : plan.flows) flows.push_back(flow_json(instance, flow));
  for (int i = 0; i < size_of(plan.throughput); ++i) {
    if (nth(plan.throughput, i) == 0) continue;
    throughput.push_back(R"({"activity":)" + json_text(nth(instance.activities, i).id) + R"(,"kg":)" +
                         std::to_string(nth(plan.throughput, i)) + "}");
  }
  const std::string certificate =
      list({R"("need_eur_per_t":)" + prices_json(instance.needs, plan.prices.need_eur_per_t),
            R"("input_eur_per_t":)" + prices_json(instance.activities, plan.prices.input_eur_per_t),
            R"("labour_eur_per_h":)" + prices_json(instance.workshops, plan.prices.labour_eur_per_h)},
           '{', '}');
  std::vector<std::string> fields{
      R"("status":)" + json_text(status_name(plan.status)),
      R"("objective_eur":)" + number(plan.objective_eur),
      R"("upper_bound_eur":)" + number(plan.upper_bound_eur),
      R"("gap":)" + number(plan.gap),
      R"("flows":)" + list(flows, '[', ']'),
      R"("throughput":)" + list(throughput, '[', ']'),
      R"("residue_kg":)" + std::to_string(plan.residue_kg),
      R"("untaken_kg":)" + std::to_string(plan.untaken_kg),
      R"("certificate":)" + certificate,
  };
  if (plan.fairness.share > 0) fields.push_back(R"("fairness":)" + fairness_json(plan.fairness));
  fields.push_back(R"("seconds":)" + number(plan.seconds));
  fields.push_back(R"("version":)" + json_text(plan.version));
  return list(fields, '{', '}') + "\n";
}

Result<Plan> read_plan(const Instance& instance, std::string_view text) {
  try {
    const Json json = Json::parse(text);
    return PlanReader(instance, json).read();
  } catch (const Json::parse_error& error) {
    return Invalid{{{"matching.plan_syntax", "", {{"offset", static_cast<std::int64_t>(error.byte)}}}}};
  } catch (const Stop& reason) {
    return Invalid{{reason.violation}};
  }
}

}  // namespace kringwerk::matching
