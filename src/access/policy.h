#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"

/// The one table that says who may do what with which record. It stands in src/access/policy/records.csv, in words a
/// lawyer can read; this header, the conditions of queries, the page "who sees what" and the tests are all made of it.
/// Default deny: what no line allows is refused, and a record, field, action, visibility or state that the table does
/// not know is hidden. In the csv lists have `|` between their words and `*` means all words of that column; fields are
/// always named one by one. record_types.csv beside it names the words of each type of record.
namespace kringwerk::access {

enum class Action { create, read, update, remove, approve, export_data };
inline constexpr std::array<std::string_view, 6> kActionKeys{"create", "read", "update", "remove", "approve", "export"};

/// What somebody is to a record: the words of the column `who`.
enum class Relation {
  everyone,            ///< also without an account
  signed_in,           ///< any account
  self,                ///< the person the record is about, or who made it
  link_holder,         ///< came by the record's secret link
  organisation_user,   ///< of the organisation that owns the record
  hub_coach,           ///< of a hub the record belongs to
  hub_coordinator,     ///< of a hub the record belongs to
  hub_policy_officer,  ///< of a hub the record belongs to
  any_hub_staff,       ///< coach or coordinator of any hub
  any_planner,         ///< coordinator or policy officer of any hub
  any_role,            ///< whoever holds a role anywhere in the network
  auditor,
  administrator,
};
inline constexpr std::array<std::string_view, 13> kRelationKeys{
    "everyone",        "signed_in",          "self",          "link_holder", "organisation_user", "hub_coach",
    "hub_coordinator", "hub_policy_officer", "any_hub_staff", "any_planner", "any_role",          "auditor",
    "administrator"};

/// The group of fields that is the record itself: that it exists, and what no other group names ("record" in the csv).
inline constexpr std::string_view kRecordItself = "*";

/// A group of fields that its owner shows to fewer people than the record.
struct FieldVisibility {
  std::string_view field;
  std::string_view visibility;
};

/// What the table asks of one record. Ids that do not apply are empty.
struct RecordFacts {
  std::string_view type;                          ///< "stream", "case", "person": the column `record`
  std::string_view visibility;                    ///< private, hub, network, public; "-" for records without
  std::string_view state;                         ///< key of the record's own state; "-" for records without
  std::optional<std::int64_t> organisation = {};  ///< that owns it
  std::vector<std::int64_t> hubs = {};            ///< it belongs to
  std::optional<PersonId> person = {};            ///< it is about, or who made it
  bool is_by_link = false;                        ///< the actor holds its secret link
  std::vector<FieldVisibility> narrowed =
      {};  ///< groups with a visibility of their own; the narrower of the two counts
};

/// Whether `actor` may do `action` with the fields of group `field`. A field is asked by itself: a caller shows it only
/// of a record that may be read, or asks readable_fields.
bool may(const Actor& actor, Action action, const RecordFacts& record, std::string_view field = kRecordItself);

/// The groups of fields that the actor may read; none when the record itself may not be read. In the table's order.
std::vector<std::string_view> readable_fields(const Actor& actor, const RecordFacts& record);

/// May for reading, as a condition of a query: which records of a type the actor may read at all, or of which the
/// fields of group `field`. It is true or false, never NULL. It has two parameters, the actor's session
/// (Actor::session, "" for a visitor) and the day in Brussels (YYYY-MM-DD), so that roles are looked up by the query
/// itself, at the moment it runs. Who holds a record's secret link is no part of it: such a record is looked up by the
/// link's hash.
/// `columns` names the record's columns in the query, each with its table's name; for organisation, hubs and person
/// also a subquery of ids, which begins with SELECT. A missing one makes its relations refuse.
/// For a field with a visibility of its own: `(condition of the record) AND (condition with that column)`.
struct RecordColumns {
  std::string_view type;
  std::string_view visibility = {};    ///< "stream.visibility"; empty for records without
  std::string_view state = {};         ///< "stream.state"; empty for records without
  std::string_view organisation = {};  ///< "stream.organisation_id"
  std::string_view hubs = {};          ///< "SELECT hub_area.hub_id FROM hub_area WHERE hub_area.nis = stream.nis"
  std::string_view person = {};        ///< "stream.entered_by"
};
/// `session_parameter` and `day_parameter` are their numbers in the whole query ("?3", "?4").
std::string readable_condition(const RecordColumns& columns, std::string_view session_parameter,
                               std::string_view day_parameter, std::string_view field = kRecordItself);

/// One line of the table, for the page, the tests and the conditions. "*" of the csv is written out.
struct PolicyLine {
  std::string record;
  std::vector<std::string> fields;
  std::vector<Action> actions;
  std::vector<std::string> visibilities;
  std::vector<std::string> states;
  std::vector<Relation> who;
  std::string why;  ///< one English sentence, for whoever reads or changes the table
};
/// Throws BrokenInvariant when the table holds a word that is not known; called at start, so that such a program does
/// not start.
std::span<const PolicyLine> policy_lines();

}  // namespace kringwerk::access
