#include "network/merge_organisations.h"

#include <algorithm>

namespace kringwerk::network {

namespace {

using Words = std::vector<std::string>;

Words joined_lists(const Words& first, const Words& second) {
  Words all = first;
  for (const std::string& word : second)
    if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
  return all;
}

bool is_same_set(Words a, Words b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

bool is_empty(MergeField field, const OrganisationRecord& record) {
  switch (field) {
    case MergeField::enterprise_number:
      return !record.enterprise_number;
    case MergeField::place:
      return !record.nis && !record.position;
    case MergeField::website:
      return record.website.empty();
    case MergeField::email:
      return record.email.empty();
    case MergeField::languages:
      return record.languages.empty();
    case MergeField::sectors:
      return record.sectors.empty();
    case MergeField::note:
      return record.note.empty();
    case MergeField::name:
    case MergeField::kind:
      break;
  }
  return false;
}

void copy_field(MergeField field, const OrganisationRecord& from, OrganisationRecord& to) {
  switch (field) {
    case MergeField::name:
      to.name = from.name;
      break;
    case MergeField::kind:
      to.kind = from.kind;
      to.kind_basis = from.kind_basis;
      break;
    case MergeField::enterprise_number:
      to.enterprise_number = from.enterprise_number;
      break;
    case MergeField::place:
      to.nis = from.nis;
      to.position = from.position;
      break;
    case MergeField::website:
      to.website = from.website;
      break;
    case MergeField::email:
      to.email = from.email;
      break;
    case MergeField::languages:
      to.languages = from.languages;
      break;
    case MergeField::sectors:
      to.sectors = from.sectors;
      break;
    case MergeField::note:
      to.note = from.note;
      break;
  }
}

void join_field(MergeField field, const OrganisationRecord& from, OrganisationRecord& to) {
  if (field == MergeField::languages) to.languages = joined_lists(to.languages, from.languages);
  if (field == MergeField::sectors) to.sectors = joined_lists(to.sectors, from.sectors);
  if (field != MergeField::note || from.note.empty() || from.note == to.note) return;
  to.note += (to.note.empty() ? "" : "\n") + from.note;
}

}  // namespace

bool can_keep_both(MergeField field) {
  return field == MergeField::languages || field == MergeField::sectors || field == MergeField::note;
}

bool is_different(MergeField field, const OrganisationRecord& a, const OrganisationRecord& b) {
  if (field == MergeField::languages) return !is_same_set(a.languages, b.languages);
  if (field == MergeField::sectors) return !is_same_set(a.sectors, b.sectors);
  OrganisationRecord changed = a;
  copy_field(field, b, changed);
  return !(changed == a);
}

MergeChoices first_choices(const OrganisationRecord& survivor, const OrganisationRecord& absorbed) {
  MergeChoices choices;
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i) {
    const auto field = static_cast<MergeField>(i);
    if (is_empty(field, absorbed)) continue;
    if (is_empty(field, survivor))
      choices.of(field) = MergeSide::absorbed;
    else if (can_keep_both(field))
      choices.of(field) = MergeSide::both;
  }
  return choices;
}

OrganisationRecord merged_record(const OrganisationRecord& survivor, const OrganisationRecord& absorbed,
                                 const MergeChoices& choices) {
  OrganisationRecord merged = survivor;
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i) {
    const auto field = static_cast<MergeField>(i);
    if (choices.of(field) == MergeSide::absorbed)
      copy_field(field, absorbed, merged);
    else if (choices.of(field) == MergeSide::both)
      join_field(field, absorbed, merged);
  }
  return merged;
}

Violations check_merge(const MergeParty& survivor, const MergeParty& absorbed) {
  Violations findings;
  if (survivor.record.id == absorbed.record.id) return {{"network.merge_itself", "", {}}};
  if (survivor.is_example != absorbed.is_example) findings.push_back({"network.merge_example", "", {}});
  const bool both_have_people = !survivor.people.empty() && !absorbed.people.empty();
  if (both_have_people && survivor.people != absorbed.people)
    findings.push_back(
        {"network.merge_people", "", {{"survivor", survivor.record.name}, {"absorbed", absorbed.record.name}}});
  return findings;
}

}  // namespace kringwerk::network
