#include "capacity/io/capability_form.h"

#include <algorithm>

#include "base/personal_text.h"
#include "base/word_list.h"
#include "capacity/check_capability.h"
#include "network/io/show_permits.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using network::Capability;
using network::CapabilityOutput;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestList = 2000;
constexpr std::size_t kLongestLine = 200;
constexpr std::int64_t kThousand = 1000;
constexpr std::int64_t kGrades = 10;
constexpr std::int64_t kMillionthsPerPercentThousandth = 10;

/// Parts of a list that people part by lines, semicolons or commas; a comma inside brackets parts nothing.
std::vector<std::string> parts_of(const std::string& typed) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char letter : typed) {
    if (letter == '(') ++depth;
    if (letter == ')') --depth;
    const bool parts_here = letter == '\n' || letter == ';' || (letter == ',' && depth <= 0);
    if (parts_here) {
      parts.emplace_back();
    } else if (!parts.back().empty() || letter != ' ') {
      parts.back() += letter;
    }
  }
  for (std::string& part : parts) {
    while (part.ends_with(' ')) part.pop_back();
  }
  std::erase_if(parts, [](const std::string& part) { return part.empty(); });
  return parts;
}

std::string decimal_text(Language language, std::int64_t thousandths) {
  std::string digits = std::to_string(thousandths % kThousand + kThousand).substr(1);
  while (digits.ends_with('0')) digits.pop_back();
  const std::string whole = std::to_string(thousandths / kThousand);
  return digits.empty() ? whole : whole + (language == Language::en ? "." : ",") + digits;
}

std::string joined_lines(const std::vector<std::string>& parts, std::string_view between) {
  std::string list;
  for (const std::string& part : parts) list += (list.empty() ? "" : std::string(between)) + part;
  return list;
}

/// Reads one form.
class CapabilityReader {
 public:
  CapabilityReader(const web::ReadForm& read, Language language, const MaterialWords& words)
      : reader_(read.form, language), words_(words) {}

  void read_names(Capability& capability) {
    for (const Language language : kLanguages) {
      const std::string field = "name_" + std::string(language_code(language));
      const std::string name = reader_.line(field, Presence::optional, kLongestCapabilityName);
      append(more_, check_public_text(field, name));
      capability.name.set(language, name);
    }
  }

  void read_kind(Capability& capability, const materials::Terms& terms) {
    std::vector<std::string_view> keys;
    for (const auto& [key, name] : terms.activity_kinds) keys.push_back(key);
    if (const auto kind = reader_.choice("kind", keys, Presence::required)) capability.kind = keys[*kind];
    if (const auto basis = reader_.choice("price_basis", network::kPriceBasisKeys, Presence::required)) {
      capability.price_basis = static_cast<network::PriceBasis>(*basis);
    }
  }

  void read_accepts(Capability& capability) {
    const auto parts = parts_of(reader_.paragraph("accepts", Presence::optional, kLongestList));
    for (const std::string& typed : words_.whole_names(parts)) {
      std::string material = words_.find(typed);
      if (material.empty()) {
        reader_.report({"capacity.material_unknown", "accepts", {{"typed", typed}}});
      } else if (std::find(capability.accepts.begin(), capability.accepts.end(), material) ==
                 capability.accepts.end()) {
        capability.accepts.push_back(std::move(material));
      }
    }
    std::sort(capability.accepts.begin(), capability.accepts.end());
  }

  void read_outputs(Capability& capability) {
    for (std::size_t row = 0; row < kMostOutputs; ++row) {
      const std::string typed = reader_.line(output_field("material", row), Presence::optional, kLongestLine);
      if (typed.empty()) continue;
      CapabilityOutput output;
      output.material = words_.find(typed);
      if (output.material.empty()) {
        reader_.report({"capacity.material_unknown", "outputs", {{"typed", typed}}});
        continue;
      }
      output.grade = static_cast<int>(std::clamp<std::int64_t>(
          thousandths(output_field("grade", row), "outputs").value_or(0) / kThousand, 0, kGrades - 1));
      output.yield_millionths =
          thousandths(output_field("yield", row), "outputs").value_or(0) * kMillionthsPerPercentThousandth;
      capability.outputs.push_back(std::move(output));
    }
  }

  void read_amounts(Capability& capability) {
    capability.capacity_per_week = Mass::grams(reader_.thousandths("capacity", Presence::required).value_or(kThousand));
    capability.regular_per_week = Mass::grams(reader_.thousandths("regular", Presence::optional).value_or(0));
    capability.min_batch = mass("min_batch");
    capability.max_batch = mass("max_batch");
    capability.lead_days = reader_.thousandths("lead_days", Presence::optional).value_or(0) / kThousand;
    constexpr std::int64_t kMinutesPerHour = 60;
    capability.social_minutes_per_tonne =
        reader_.thousandths("social_hours", Presence::optional).value_or(0) * kMinutesPerHour / kThousand;
    const std::int64_t cost = reader_.thousandths("cost", Presence::required).value_or(0);
    constexpr std::int64_t kThousandthsPerCent = 10;
    if (cost % kThousandthsPerCent != 0) reader_.report({"capacity.amount_too_fine", "cost", {}});
    capability.cost_per_tonne = Money::cents(cost / kThousandthsPerCent);
    capability.min_grade = static_cast<int>(std::clamp<std::int64_t>(
        reader_.thousandths("min_grade", Presence::optional).value_or(0) / kThousand, 0, kGrades - 1));
  }

  /// A permit that chains know counts as such, whether its box is set or its name was typed.
  void read_lists(Capability& capability, const text::Texts& texts) {
    capability.certificates = parts_of(reader_.paragraph("certificates", Presence::optional, kLongestList));
    std::vector<std::string> permits;
    for (const std::string_view permit : network::kPermitKeys) {
      if (!reader_.typed(permit_field(permit)).empty()) permits.emplace_back(permit);
    }
    for (std::string& other : parts_of(reader_.paragraph("permits", Presence::optional, kLongestList)))
      permits.push_back(std::move(other));
    capability.permits = network::PermitWords(texts).meant(permits);
    for (const char* field : {"certificates", "permits"}) append(more_, check_public_text(field, reader_.typed(field)));
  }

  std::string read_place() { return reader_.line("place", Presence::optional, kLongestLine); }

  Violations findings() const {
    Violations all = reader_.violations();
    append(all, more_);
    return all;
  }

 private:
  std::optional<Mass> mass(std::string_view field) {
    const auto value = reader_.thousandths(field, Presence::optional);
    return value ? std::optional<Mass>{Mass::grams(*value)} : std::nullopt;
  }

  /// Of a field in a row, whose findings stand at the whole.
  std::optional<std::int64_t> thousandths(const std::string& field, std::string_view shown_at) {
    const std::size_t before = reader_.violations().size();
    const auto value = reader_.thousandths(field, Presence::optional);
    if (reader_.violations().size() > before) {
      reader_.report({"capacity.output_share", std::string(shown_at), {}});
    }
    return value;
  }

  web::FormReader reader_;
  const MaterialWords& words_;
  Violations more_;
};

bool is_row_finding(const Violation& violation) {
  return violation.field.starts_with("grade_") || violation.field.starts_with("yield_") ||
         violation.field.starts_with("material_");
}

}  // namespace

std::string output_field(std::string_view field, std::size_t row) {
  return std::string(field) + "_" + std::to_string(row + 1);
}

TypedCapability typed_in(const web::Form& form) {
  TypedCapability typed;
  for (const auto& [name, value] : form.fields.list()) typed.emplace(name, value);
  return typed;
}

std::string permit_field(std::string_view permit) {
  return "permit_" + std::string(permit);
}

bool is_ticked(const TypedCapability& typed, std::string_view permit) {
  const auto box = typed.find(permit_field(permit));
  return box != typed.end() && !box->second.empty();
}

std::string typed_permits(const text::Texts& texts, Language language, const TypedCapability& typed) {
  std::vector<std::string> names;
  for (const std::string_view permit : network::kPermitKeys) {
    if (is_ticked(typed, permit)) names.push_back(network::permit_name(texts, language, std::string(permit)));
  }
  if (const auto others = typed.find("permits"); others != typed.end() && !others->second.empty())
    names.push_back(others->second);
  return joined_lines(names, ", ");
}

TypedCapability typed_of(const Capability& capability, const MaterialWords& words, const std::string& place,
                         Language language) {
  const auto mass = [&](const std::optional<Mass>& value) {
    return value ? decimal_text(language, value->in_grams()) : std::string();
  };
  constexpr std::int64_t kThousandthsPerCent = 10;
  constexpr std::int64_t kMinutesPerHour = 60;
  TypedCapability typed;
  typed["kind"] = capability.kind;
  for (const Language each : kLanguages) {
    typed["name_" + std::string(language_code(each))] = capability.name.exact(each);
  }
  std::vector<std::string> accepts;
  for (const std::string& material : capability.accepts) accepts.push_back(words.name(material));
  typed["accepts"] = joined_lines(accepts, "\n");
  for (std::size_t row = 0; row < capability.outputs.size() && row < kMostOutputs; ++row) {
    const CapabilityOutput& output = capability.outputs[row];
    typed[output_field("material", row)] = words.name(output.material);
    typed[output_field("grade", row)] = std::to_string(output.grade);
    typed[output_field("yield", row)] =
        decimal_text(language, output.yield_millionths / kMillionthsPerPercentThousandth);
  }
  typed["min_grade"] = std::to_string(capability.min_grade);
  typed["capacity"] = mass(capability.capacity_per_week);
  typed["regular"] = mass(capability.regular_per_week);
  typed["min_batch"] = mass(capability.min_batch);
  typed["max_batch"] = mass(capability.max_batch);
  typed["lead_days"] = std::to_string(capability.lead_days);
  typed["cost"] = decimal_text(language, capability.cost_per_tonne.in_cents() * kThousandthsPerCent);
  typed["price_basis"] = network::kPriceBasisKeys.at(static_cast<std::size_t>(capability.price_basis));
  typed["social_hours"] = decimal_text(language, capability.social_minutes_per_tonne * kThousand / kMinutesPerHour);
  typed["certificates"] = joined_lines(capability.certificates, ", ");
  std::vector<std::string> others;
  for (const std::string& permit : capability.permits) {
    if (network::is_known_permit(permit))
      typed[permit_field(permit)] = "1";
    else
      others.push_back(permit);
  }
  typed["permits"] = joined_lines(others, ", ");
  typed["place"] = place;
  return typed;
}

ReadCapability read_capability_form(const web::ReadForm& read, Language language, const MaterialWords& words,
                                    const materials::Terms& terms, const text::Texts& texts) {
  CapabilityReader reader(read, language, words);
  ReadCapability result;
  Capability& capability = result.content;
  reader.read_kind(capability, terms);
  reader.read_names(capability);
  reader.read_accepts(capability);
  reader.read_outputs(capability);
  reader.read_amounts(capability);
  reader.read_lists(capability, texts);
  result.place = reader.read_place();
  result.violations = read.violations;
  append(result.violations, reader.findings());
  std::erase_if(result.violations, is_row_finding);
  return result;
}

}  // namespace kringwerk::capacity
