#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/id.h"
#include "base/time.h"
#include "network/place.h"

namespace kringwerk::network {

struct OrganisationTag;
using OrganisationId = Id<OrganisationTag>;

enum class OrganisationKind {
  local_government,
  regular_economy,
  social_economy,
  knowledge_institution,
  intermunicipal,
  regional_government,
  social_profit,
  financier,
  citizens_initiative,
};
inline constexpr std::array<std::string_view, 9> kOrganisationKindKeys{
    "local_government",    "regular_economy", "social_economy", "knowledge_institution", "intermunicipal",
    "regional_government", "social_profit",   "financier",      "citizens_initiative"};
constexpr std::string_view key_of(OrganisationKind kind) {
  return kOrganisationKindKeys[static_cast<std::size_t>(kind)];
}
std::optional<OrganisationKind> parse_organisation_kind(std::string_view key);

/// Where the kind comes from: said by the source, read into it by us, or invented for an example.
enum class KindBasis { brief, our_reading, example };
inline constexpr std::array<std::string_view, 3> kKindBasisKeys{"brief", "our_reading", "example"};

/// A dated recognition, such as maatwerkbedrijf or kringloopcentrum. Being social economy is a recognition in law, not
/// a legal form; kind says how the network counts the organisation.
struct Recognition {
  std::string kind;
  Period period;
  std::string source;
};

struct Organisation {
  OrganisationId id;
  std::string name;
  OrganisationKind kind{};
  KindBasis kind_basis{};
  std::optional<std::string> enterprise_number;  ///< ten digits, checked; absent is allowed (repair café)
  std::optional<Municipality> municipality;      ///< unknown where no source says it
  std::string website;
  std::vector<std::string> languages;
  std::vector<std::string> sectors;
  std::vector<Recognition> recognitions;
  bool is_example = false;
  std::string note;
  std::string source;  ///< key of the source of these facts
};

}  // namespace kringwerk::network
