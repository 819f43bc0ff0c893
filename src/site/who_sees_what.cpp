#include "site/who_sees_what.h"

#include <algorithm>

#include "access/reader_kind.h"
#include "site/page.h"

namespace kringwerk::site {

namespace {

using access::Action;
using access::PolicyTable;
using access::ReaderKind;
using access::RecordType;
using Words = std::vector<std::string>;

/// What a table of one type needs: the words of the reader's language.
struct Teller {
  const text::Texts& texts;
  Language language;
  const PolicyTable& table;

  std::string word(std::string_view group, std::string_view key) const {
    return texts.get(language, "access.sees." + std::string(group) + "." + std::string(key));
  }
  /// "hub, netwerk, openbaar".
  std::string list(std::string_view group, const Words& keys) const {
    std::string all;
    for (const std::string& key : keys) all += (all.empty() ? "" : ", ") + word(group, key);
    return all;
  }
};

std::string key_of(const RecordType& type, std::string_view word) {
  return type.name + "." + (word == access::kRecordItself ? "record" : std::string(word));
}

void add_cell(const Teller& teller, const RecordType& type, const Words& fields, const ReaderKind& kind,
              web::Model& row) {
  web::Model& cell = row.add("CELL");
  Words labels;
  for (const std::string& field : fields) labels.push_back(key_of(type, field));
  cell.set("LABEL", teller.list("field", labels));
  const auto ways = access::allowance(teller.table, type, fields.front(), Action::read, kind.relations);
  cell.show_if(ways.empty(), "NEVER");
  for (const access::AllowedWhen& way : ways) {
    web::Model& line = cell.add("WAY");
    line.show_if(way.visibilities.empty() && way.states.empty(), "ALWAYS");
    if (!way.visibilities.empty()) line.add("SHARED").set("LIST", teller.list("visibility", way.visibilities));
    Words states;
    for (const std::string& state : way.states) states.push_back(key_of(type, state));
    if (!states.empty()) line.add("WHILE").set("LIST", teller.list("state", states));
  }
}

/// Beside reading; an action allowed for some field or in some case is named.
std::string deeds(const Teller& teller, const RecordType& type, const ReaderKind& kind) {
  Words actions;
  for (std::size_t i = 0; i < access::kActionKeys.size(); ++i) {
    const auto action = static_cast<Action>(i);
    const bool is_allowed = std::any_of(type.fields.begin(), type.fields.end(), [&](const std::string& field) {
      return !access::allowance(teller.table, type, field, action, kind.relations).empty();
    });
    if (is_allowed && action != Action::read) actions.emplace_back(access::kActionKeys[i]);
  }
  return teller.list("action", actions);
}

/// Whether a kind may neither more nor less than everybody.
bool is_like_everybody(const PolicyTable& table, const RecordType& type, const ReaderKind& kind) {
  const auto everybody = access::reader_kinds().front().relations;
  for (const std::string& field : type.fields) {
    for (std::size_t i = 0; i < access::kActionKeys.size(); ++i) {
      const auto action = static_cast<Action>(i);
      if (access::allowance(table, type, field, action, kind.relations) !=
          access::allowance(table, type, field, action, everybody))
        return false;
    }
  }
  return true;
}

void add_type(const Teller& teller, const RecordType& type, std::string_view chosen, web::Model& model) {
  web::Model& part = model.add("RECORD");
  part.set("NAME", teller.word("record", type.name)).set("KEY", type.name);
  const auto groups = access::fields_read_alike(teller.table, type);
  for (const Words& group : groups) {
    Words labels;
    for (const std::string& field : group) labels.push_back(key_of(type, field));
    part.add("COLUMN").set("LABEL", teller.list("field", labels));
  }
  for (const ReaderKind& kind : access::reader_kinds()) {
    const bool is_first = kind.key == access::reader_kinds().front().key;
    const bool is_shown =
        chosen.empty() ? is_first || !is_like_everybody(teller.table, type, kind) : kind.key == chosen;
    if (!is_shown) continue;
    web::Model& row = part.add("ROW");
    row.set("WHO", teller.word("kind", kind.key));
    for (const Words& group : groups) add_cell(teller, type, group, kind, row);
    const std::string more = deeds(teller, type, kind);
    row.set("DEEDS", more);
    row.show_if(more.empty(), "NO_DEEDS");
  }
}

web::Response who_sees_what(const Services& services, const web::Call& call) {
  const Teller teller{services.texts, call.language, access::policy_table()};
  const std::string_view typed = call.request.query.value("who");
  std::string_view chosen;
  web::Model model;
  model.set("HOME", address(call.language, ""));
  for (const ReaderKind& kind : access::reader_kinds()) {
    if (kind.key == typed) chosen = kind.key;
    web::Model& option = model.add("KIND");
    option.set("VALUE", kind.key).set("WORD", teller.word("kind", kind.key));
    option.show_if(kind.key == typed, "CHOSEN");
  }
  model.show_if(!chosen.empty(), "FILTERED");
  for (const RecordType& type : teller.table.types()) add_type(teller, type, chosen, model);
  PageFrame frame;
  frame.title = services.texts.get(call.language, "access.sees.title");
  frame.crumbs = {{frame.title, ""}};
  return page(services, call, "site/who_sees_what.html", model, frame);
}

}  // namespace

void add_who_sees_what_route(web::Router& router, const Services& services) {
  router.add({web::Method::get, "/{lang}/who-sees-what", "site.who_sees_what"},
             [&services](const web::Call& call) { return who_sees_what(services, call); });
}

}  // namespace kringwerk::site
