#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "network/edit_shape.h"
#include "network/hub.h"
#include "network/record_image.h"

namespace kringwerk::network {

/// An organisation in the partnership, as a form or proposal says it.
struct DraftMembership {
  OrganisationId organisation;
  MembershipRole role{};
  Period period;
  std::string source;
};

/// A municipality served.
struct DraftArea {
  ServiceArea area;
  std::string source;
};

/// A day on which the list of partners was complete.
struct DraftCompleteness {
  Day on;
  std::string source;
};

/// What a form or a proposal says about a hub as a partnership. What is not known is empty.
struct PartnershipDraft {
  std::string name;
  std::string short_name;
  std::string place_label;
  std::string recognised_by;
  Period recognised;
  std::vector<DraftMembership> members;
  std::vector<DraftArea> areas;
  std::vector<DatedTopic> sectors;
  std::vector<DatedTopic> services;
  std::vector<ContactPoint> contacts;
  std::vector<DraftCompleteness> complete;
  std::vector<SupportAmount> amounts;
  std::optional<Point> position;
};

inline constexpr std::array<std::string_view, 8> kServiceKeys{
    "coaching", "info_point", "inspiration", "matchmaking", "material_map", "network_event", "support", "training"};
inline constexpr std::array<std::string_view, 2> kPhaseKeys{"exploration", "implementation"};
inline constexpr std::array<std::string_view, 5> kContactKinds{"address", "service", "phone", "email", "website"};

const EditShape& partnership_shape();

/// Rules: those of ImageReader, network.membership_twice (the same organisation in the same role at the same time),
/// network.complete_in_future, network.complete_twice, network.topic_twice,
/// network.amount_over_cost (support larger than the total cost).
struct PartnershipRead {
  PartnershipDraft draft;
  RecordImage image;
};
Result<PartnershipRead> read_partnership(const RecordImage& image, Day today);

}  // namespace kringwerk::network
