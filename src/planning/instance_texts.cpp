#include "planning/instance_texts.h"

#include <cmath>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/time.h"
#include "matching/nth.h"
#include "planning/kept_number.h"

namespace kringwerk::planning {

namespace {

using matching::Instance;

std::string whole(std::int64_t value) {
  return std::to_string(value);
}

std::string day_of(std::int32_t days, std::int32_t open) {
  return days == open ? "" : day_text(Day{std::chrono::sys_days{std::chrono::days{days}}});
}

class Table {
 public:
  explicit Table(std::string_view header) : text_(std::string(header) + "\r\n") {}
  void add(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) text_ += (i == 0 ? "" : ",") + csv_field(fields[i], false);
    text_ += "\r\n";
  }
  std::string text() { return std::move(text_); }

 private:
  std::string text_;
};

template <class List>
std::string listed(const std::vector<int>& positions, const List& name) {
  std::string list;
  for (const int position : positions) list += (list.empty() ? "" : ";") + name(position);
  return list;
}

std::string permits(const Instance& instance, const matching::Permits& held) {
  return listed(held, [&](int position) { return matching::nth(instance.permit_names, position); });
}

std::string materials(const Instance& instance, const std::vector<int>& accepted) {
  return listed(accepted, [&](int position) { return matching::nth(instance.materials, position).id; });
}

std::string toml_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string policy_text(const matching::Policy& policy, const PolicySources& sources) {
  std::string text;
  const auto add = [&](std::string_view key, const std::string& value) {
    const auto source = sources.find(std::string(key));
    const std::string basis = source == sources.end() ? "assumption = true" : "source = " + toml_text(source->second);
    text += std::string(key) + " = { value = " + value + ", " + basis + " }\n";
  };
  add("tau_eur_per_tkm", toml_number(policy.tau_eur_per_tkm));
  add("k_eur_per_t", toml_number(policy.k_eur_per_t));
  add("sigma_eur_per_h", toml_number(policy.sigma_eur_per_h));
  add("beta", toml_number(policy.beta));
  add("residue_eur_per_t", toml_number(policy.residue_eur_per_t));
  add("max_steps", whole(policy.max_steps));
  if (std::isfinite(policy.max_km)) add("max_km", toml_number(policy.max_km));
  add("road_factor", toml_number(policy.road_factor));
  add("co2_kg_per_tkm", toml_number(policy.co2_kg_per_tkm));
  const auto add_day = [&](std::string_view key, const std::string& day) {
    if (!day.empty()) text += std::string(key) + " = { value = \"" + day + "\", source = \"the coming 13 weeks\" }\n";
  };
  add_day("period_from", day_of(policy.period.from, matching::kOpenFrom));
  add_day("period_to", day_of(policy.period.to, matching::kOpenTo));
  return text;
}

std::string materials_text(const Instance& instance) {
  Table table("id,name,price_eur_per_t");
  for (const auto& material : instance.materials) {
    table.add({material.id, material.name, number_text(material.price_eur_per_t)});
  }
  return table.text();
}

std::string offers_text(const Instance& instance) {
  Table table("id,material,grade,kg,from,to,lon,lat,permit");
  for (const int position : instance.offer_file_order) {
    const matching::Offer& offer = matching::nth(instance.offers, position);
    table.add({offer.id, matching::nth(instance.materials, offer.material).id, whole(offer.grade), whole(offer.kg),
               day_of(offer.window.from, matching::kOpenFrom), day_of(offer.window.to, matching::kOpenTo),
               number_text(offer.at.lon), number_text(offer.at.lat), permits(instance, offer.permit)});
  }
  return table.text();
}

std::string needs_text(const Instance& instance) {
  Table table("id,materials,min_grade,kg,from,to,lon,lat,retention,permits,min_kg");
  for (const matching::Need& need : instance.needs) {
    table.add({need.id, materials(instance, need.materials), whole(need.min_grade), whole(need.kg),
               day_of(need.window.from, matching::kOpenFrom), day_of(need.window.to, matching::kOpenTo),
               number_text(need.at.lon), number_text(need.at.lat), number_text(need.retention),
               permits(instance, need.permits), whole(need.min_kg)});
  }
  return table.text();
}

std::string workshops_text(const Instance& instance) {
  Table table("id,name,lon,lat,labour_hours,small,permits");
  for (const matching::Workshop& workshop : instance.workshops) {
    table.add({workshop.id, workshop.name, number_text(workshop.at.lon), number_text(workshop.at.lat),
               std::isfinite(workshop.labour_hours) ? number_text(workshop.labour_hours) : "",
               workshop.small ? "1" : "0", permits(instance, workshop.permits)});
  }
  return table.text();
}

std::string activities_text(const Instance& instance) {
  Table table("id,workshop,kind,materials,min_grade,capacity_kg,cost_eur_per_t,hours_per_t,lead_days,min_kg");
  for (const matching::Activity& activity : instance.activities) {
    table.add({activity.id, matching::nth(instance.workshops, activity.workshop).id, activity.kind,
               materials(instance, activity.materials), whole(activity.min_grade), whole(activity.capacity_kg),
               number_text(activity.cost_eur_per_t), number_text(activity.hours_per_t), whole(activity.lead_days),
               whole(activity.min_kg)});
  }
  return table.text();
}

std::string outputs_text(const Instance& instance) {
  Table table("activity,material,grade,yield,permit");
  for (const matching::Activity& activity : instance.activities) {
    for (const matching::Output& output : activity.outputs) {
      table.add({activity.id, matching::nth(instance.materials, output.material).id, whole(output.grade),
                 number_text(output.yield()), permits(instance, output.permit)});
    }
  }
  return table.text();
}

}  // namespace

std::map<std::string, std::string> instance_texts(const Instance& instance, const PolicySources& sources) {
  return {{"policy.toml", policy_text(instance.policy, sources)},
          {"materials.csv", materials_text(instance)},
          {"offers.csv", offers_text(instance)},
          {"needs.csv", needs_text(instance)},
          {"workshops.csv", workshops_text(instance)},
          {"activities.csv", activities_text(instance)},
          {"outputs.csv", outputs_text(instance)}};
}

}  // namespace kringwerk::planning
