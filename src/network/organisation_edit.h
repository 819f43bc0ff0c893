#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/result.h"
#include "network/edit_shape.h"
#include "network/organisation.h"
#include "network/permits.h"
#include "network/record_image.h"

namespace kringwerk::network {

/// A place where an organisation works.
struct OrganisationSite {
  std::string name;
  std::string address;  ///< street and number
  std::optional<Nis> nis;
  std::optional<Point> position;
  std::string hours;
  std::string establishment;  ///< number of the establishment unit, ten digits; empty when not known
  std::string source;
  friend bool operator==(const OrganisationSite&, const OrganisationSite&) = default;
};

/// A permit that the organisation says it has.
struct DeclaredPermit {
  std::string permit;  ///< one of kPermitKeys
  Period period;
  std::string source;
};

/// What a form or a proposal says about an organisation. What is not known is empty.
struct OrganisationDraft {
  std::string name;
  std::string other_names;  ///< with commas between
  OrganisationKind kind{};
  KindBasis kind_basis = KindBasis::brief;
  std::optional<std::string> enterprise_number;  ///< ten digits
  std::optional<Nis> nis;
  std::optional<Point> position;
  std::string website;
  std::vector<std::string> sectors;
  std::vector<std::string> languages;
  std::string hours;
  std::vector<OrganisationSite> sites;
  std::vector<Recognition> recognitions;
  std::vector<DeclaredPermit> permits;
};

inline constexpr std::array<std::string_view, 10> kSectorKeys{"kunststof", "textiel", "hout",   "metaal", "elektro",
                                                              "voeding",   "bouw",    "papier", "glas",   "andere"};
inline constexpr std::array<std::string_view, 3> kSpokenLanguages{"nl", "en", "fr"};
inline constexpr std::array<std::string_view, 4> kRecognitionKinds{
    "maatwerkbedrijf", "kringloopcentrum", "vergund_verwerker", "kmo_portefeuille_dienstverlener"};

/// The fields of the form and of a revision.
const EditShape& organisation_shape();

/// What an image says, with values in the writing they are kept in (numbers of ten digits, whole web addresses).
/// Rules: those of ImageReader and of enterprise numbers, network.website_not_understood {typed}, network.kbo_taken is
/// asked by whoever has the store, network.permit_twice and network.recognition_twice (periods of one kind that
/// overlap).
struct OrganisationRead {
  OrganisationDraft draft;
  RecordImage image;
};
Result<OrganisationRead> read_organisation(const RecordImage& image);

}  // namespace kringwerk::network
