#include "network/partnership_edit.h"

#include <algorithm>

#include "network/image_reader.h"
#include "network/organisation_edit.h"

namespace kringwerk::network {

namespace {

using Presence = ImageReader::Presence;

constexpr std::size_t kLongestOfHub = 160;
constexpr std::size_t kLongestLineOfHub = 240;

void read_members(ImageReader& reader, PartnershipDraft& draft) {
  for (std::size_t row = 0; row < reader.count("members"); ++row) {
    DraftMembership member;
    const Cell cell{"members", row, "organisation"};
    if (const auto id = OrganisationId::parse(reader.text(cell, Presence::required, kLongestOfHub)))
      member.organisation = *id;
    if (const auto role = reader.choice({"members", row, "role"}, kMembershipRoleKeys, Presence::required))
      member.role = static_cast<MembershipRole>(*role);
    member.period = reader.period("members", row);
    member.source = reader.source("members", row);
    const bool is_second = std::any_of(draft.members.begin(), draft.members.end(), [&](const DraftMembership& other) {
      return other.organisation == member.organisation && other.role == member.role &&
             other.period.overlaps(member.period);
    });
    if (is_second) reader.report("network.membership_twice", cell);
    draft.members.push_back(std::move(member));
  }
}

std::vector<DatedTopic> read_topics(ImageReader& reader, std::string_view field,
                                    std::span<const std::string_view> known) {
  std::vector<DatedTopic> topics;
  for (std::size_t row = 0; row < reader.count(field); ++row) {
    const Cell cell{field, row, "topic"};
    reader.choice(cell, known, Presence::required);
    DatedTopic topic{reader.text(cell, Presence::optional, kLongestOfHub), reader.period(field, row),
                     reader.source(field, row)};
    const bool is_second = std::any_of(topics.begin(), topics.end(), [&](const DatedTopic& other) {
      return other.topic == topic.topic && other.period.overlaps(topic.period);
    });
    if (is_second) reader.report("network.topic_twice", cell);
    topics.push_back(std::move(topic));
  }
  return topics;
}

void read_areas(ImageReader& reader, PartnershipDraft& draft) {
  for (std::size_t row = 0; row < reader.count("area"); ++row) {
    const std::string code = reader.text({"area", row, "nis"}, Presence::required, kLongestOfHub);
    std::string basis = reader.text({"area", row, "basis"}, Presence::optional, kLongestOfHub);
    const bool is_confirmed = reader.text({"area", row, "confirmed"}, Presence::optional, kLongestOfHub) == "yes";
    draft.areas.push_back({ServiceArea{Nis{code}, std::move(basis), is_confirmed}, reader.source("area", row)});
  }
}

void read_contacts(ImageReader& reader, PartnershipDraft& draft) {
  for (std::size_t row = 0; row < reader.count("contacts"); ++row) {
    const Cell cell{"contacts", row, "kind"};
    reader.choice(cell, kContactKinds, Presence::required);
    draft.contacts.push_back({reader.text(cell, Presence::optional, kLongestOfHub),
                              reader.text({"contacts", row, "value"}, Presence::required, kLongestLineOfHub),
                              reader.text({"contacts", row, "hours"}, Presence::optional, kLongestLineOfHub),
                              reader.source("contacts", row)});
  }
}

void read_amounts(ImageReader& reader, PartnershipDraft& draft) {
  for (std::size_t row = 0; row < reader.count("amounts"); ++row) {
    const Cell granted{"amounts", row, "amount"};
    SupportAmount amount;
    reader.choice({"amounts", row, "phase"}, kPhaseKeys, Presence::required);
    amount.phase = reader.text({"amounts", row, "phase"}, Presence::optional, kLongestOfHub);
    amount.funder = reader.text({"amounts", row, "funder"}, Presence::optional, kLongestLineOfHub);
    amount.amount = reader.money(granted);
    amount.total_cost = reader.money({"amounts", row, "total_cost"});
    if (amount.amount && amount.total_cost && *amount.amount > *amount.total_cost)
      reader.report("network.amount_over_cost", granted);
    amount.period = reader.period("amounts", row);
    amount.source = reader.source("amounts", row);
    draft.amounts.push_back(std::move(amount));
  }
}

void read_complete(ImageReader& reader, Day today, PartnershipDraft& draft) {
  for (std::size_t row = 0; row < reader.count("complete"); ++row) {
    const Cell cell{"complete", row, "on"};
    const auto on = reader.day(cell);
    if (!on) continue;
    if (*on > today) reader.report("network.complete_in_future", cell);
    const bool is_second = std::any_of(draft.complete.begin(), draft.complete.end(),
                                       [&](const DraftCompleteness& other) { return other.on == *on; });
    if (is_second) reader.report("network.complete_twice", cell);
    draft.complete.push_back({*on, reader.source("complete", row)});
  }
}

}  // namespace

const EditShape& partnership_shape() {
  using enum ColumnKind;
  static const EditShape kShape{
      "hub",
      {{"members",
        Repeat::rows,
        {{"organisation", organisation},
         {"role", choice, kMembershipRoleKeys, "network.role."},
         {"from", day},
         {"to", day}}},
       {"complete", Repeat::rows, {{"on", day}}},
       {"name", Repeat::once, {{"value"}}},
       {"short_name", Repeat::once, {{"value"}}},
       {"place_label", Repeat::once, {{"value"}}},
       {"position", Repeat::once, {{"at"}}},
       {"recognised", Repeat::once, {{"value"}, {"from", day}, {"to", day}}},
       {"area",
        Repeat::places,
        {{"nis", place}, {"basis", hidden, {}, {}, "declared"}, {"confirmed", hidden, {}, {}, "yes"}}},
       {"sectors", Repeat::rows, {{"topic", choice, kSectorKeys, "network.sector."}, {"from", day}, {"to", day}}},
       {"services", Repeat::rows, {{"topic", choice, kServiceKeys, "network.service."}, {"from", day}, {"to", day}}},
       {"contacts", Repeat::rows, {{"kind", choice, kContactKinds, "network.contact."}, {"value"}, {"hours"}}},
       {"amounts",
        Repeat::rows,
        {{"phase", choice, kPhaseKeys, "network.phase."},
         {"funder"},
         {"amount", money},
         {"total_cost", money},
         {"from", day},
         {"to", day}}}}};
  return kShape;
}

Result<PartnershipRead> read_partnership(const RecordImage& image, Day today) {
  ImageReader reader(image);
  PartnershipDraft draft;
  draft.name = reader.text({"name"}, Presence::required, kLongestOfHub);
  draft.short_name = reader.text({"short_name"}, Presence::optional, kLongestOfHub);
  draft.place_label = reader.text({"place_label"}, Presence::optional, kLongestOfHub);
  draft.recognised_by = reader.text({"recognised"}, Presence::optional, kLongestOfHub);
  draft.recognised = reader.period("recognised", 0);
  read_members(reader, draft);
  read_areas(reader, draft);
  draft.sectors = read_topics(reader, "sectors", kSectorKeys);
  draft.services = read_topics(reader, "services", kServiceKeys);
  read_contacts(reader, draft);
  read_complete(reader, today, draft);
  read_amounts(reader, draft);
  draft.position = reader.position({"position", 0, "at"});
  if (!reader.violations().empty()) return Invalid{reader.violations()};
  return PartnershipRead{std::move(draft), reader.image()};
}

}  // namespace kringwerk::network
