#include <algorithm>

#include "base/utf8.h"
#include "materials/io/guide_pages.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_waste_list.h"
#include "materials/waste_search.h"
#include "site/page.h"
#include "text/format.h"
#include "web/request_target.h"
#include "web/typed_text.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kLongestWords = 80;
constexpr std::size_t kMostHits = 40;
constexpr std::size_t kSixDigits = 8;

struct Asked {
  std::string typed;
  Day day;
  Language language{};
};

/// The words of the page in its language.
class CodeWords {
 public:
  CodeWords(const site::Services& services, const Asked& asked) : services_(services), asked_(asked) {}
  std::string get(std::string_view name) const {
    return services_.texts.get(asked_.language, "materials.waste." + std::string(name));
  }
  std::string format(std::string_view name, const std::vector<Fact>& facts) const {
    return services_.texts.format(asked_.language, "materials.waste." + std::string(name), facts);
  }
  std::string written(Day day) const { return text::day(asked_.language, day); }
  /// This page about something else, on the same day.
  std::string address(std::string_view query) const {
    return site::address(asked_.language,
                         "/waste-codes?q=" + web::percent_encoded(query) + "&on=" + day_text(asked_.day));
  }
  const std::string& label(const LocalText& label) const { return label.best(asked_.language); }
  const Asked& asked() const { return asked_; }

 private:
  const site::Services& services_;
  const Asked& asked_;
};

void show_successors(const CodeWords& words, const WasteCode& code, web::Model& row) {
  if (code.successors.empty() || code.valid.contains(words.asked().day)) return;
  web::Model& list = row.add("SUCCESSORS");
  for (const std::string& successor : code.successors) {
    list.add("SUCCESSOR").set("CODE", successor).set("ADDRESS", words.address(successor.substr(0, kSixDigits)));
  }
}

void show_validity(const CodeWords& words, const WasteCode& code, web::Model& row) {
  const Day day = words.asked().day;
  if (!code.valid.contains(day)) row.show(day < *code.valid.from ? "NOT_YET" : "ENDED");
  if (code.valid.to) {
    row.set("DAYS", words.format("until", {{"day", words.written(*code.valid.to)}}));
  } else if (!code.is_confirmed) {
    row.set("DAYS", words.format("since", {{"day", words.written(*code.valid.from)}}));
  } else {
    row.set("DAYS", words.get("always"));
  }
}

void show_code(const CodeWords& words, const WasteList& list, const WasteCode& code, web::Model& row) {
  row.set("CODE", written(code));
  const std::string& label = words.label(code.label);
  row.set("LABEL", label.empty() ? words.get("no_label") : label);
  const WasteHeading* heading = list.heading(std::string_view(code.digits).substr(0, 5));
  row.set("GROUP", heading == nullptr ? "" : words.label(heading->label));
  row.set("GROUP_ADDRESS", words.address(std::string_view(code.digits).substr(0, 5)));
  row.show(code.is_hazardous ? "HAZARDOUS" : "HARMLESS");
  show_validity(words, code, row);
  show_successors(words, code, row);
  if (code.valid.contains(words.asked().day)) {
    row.add("USE").set("ADDRESS", site::address(words.asked().language, "/offers/new?legal_status=waste&waste_code=" +
                                                                            web::percent_encoded(written(code))));
  }
}

void show_codes(const CodeWords& words, const WasteList& list, const std::vector<const WasteCode*>& codes,
                web::Model& model) {
  web::Model& table = model.add("TABLE");
  bool is_confirmed = true;
  for (const WasteCode* code : codes) {
    show_code(words, list, *code, table.add("ROW"));
    is_confirmed = is_confirmed && code->is_confirmed;
  }
  model.show_if(!is_confirmed, "UNCONFIRMED");
}

/// Headings one level below `digits`; the chapters below nothing.
void show_headings(const CodeWords& words, const WasteList& list, std::string_view digits, web::Model& model) {
  const std::size_t length = digits.empty() ? 2 : 5;
  web::Model& below = model.add("HEADINGS");
  for (const WasteHeading& heading : list.headings()) {
    if (heading.code.size() != length || !heading.code.starts_with(digits)) continue;
    below.add("HEADING")
        .set("CODE", heading.code)
        .set("LABEL", words.label(heading.label))
        .set("ADDRESS", words.address(heading.code));
  }
}

void show_number(const CodeWords& words, const WasteList& list, const TypedCode& typed, web::Model& model) {
  const auto codes = waste_codes_below(list, typed.digits);
  if (codes.empty()) {
    model.show("NO_SUCH_CODE");
    return;
  }
  if (const WasteHeading* heading = list.heading(std::string_view(typed.digits).substr(0, 5))) {
    model.add("ABOUT").set("CODE", heading->code).set("LABEL", words.label(heading->label));
  }
  if (typed.digits.size() == 2) {
    show_headings(words, list, typed.digits, model);
  } else {
    show_codes(words, list, codes, model);
  }
}

void show_words(const CodeWords& words, const WasteList& list, const Taxonomy& taxonomy, web::Model& model) {
  auto hits = search_waste_codes(list, taxonomy, text::folded(words.asked().typed), words.asked().day);
  if (hits.empty()) {
    model.show("NOTHING");
    return;
  }
  if (hits.size() > kMostHits) {
    hits.resize(kMostHits);
    model.show("CUT");
  }
  std::vector<const WasteCode*> codes;
  std::vector<std::string> materials;
  for (const WasteHit& hit : hits) {
    codes.push_back(hit.code);
    if (hit.material.empty()) continue;
    const std::string& name = taxonomy.find(hit.material)->name.best(words.asked().language);
    if (std::find(materials.begin(), materials.end(), name) == materials.end()) materials.push_back(name);
  }
  if (!materials.empty()) {
    web::Model& recognised = model.add("RECOGNISED");
    for (const std::string& name : materials) recognised.add("MATERIAL").set("NAME", name);
  }
  show_codes(words, list, codes, model);
}

Asked read_question(const site::Services& services, const web::Call& call) {
  Asked asked;
  asked.language = call.language;
  asked.typed = web::one_line(call.request.query.value("q").substr(0, 4 * kLongestWords));
  if (utf8_length(asked.typed) > kLongestWords || web::has_control_character(asked.typed)) asked.typed.clear();
  asked.day = parse_day(call.request.query.value("on")).value_or(text::brussels_day(services.now()));
  return asked;
}

}  // namespace

web::Response waste_codes_page(const site::Services& services, const web::Call& call) {
  const Asked asked = read_question(services, call);
  const CodeWords words(services, asked);
  web::Model model;
  model.set("HOME", site::address(call.language, "")).set("Q", asked.typed).set("ON", day_text(asked.day));
  model.set("DAY", words.written(asked.day));
  services.database.read([&](storage::Connection& connection) {
    const WasteList list = load_waste_list(connection);
    if (list.codes().empty()) {
      model.show("NO_LIST");
    } else if (asked.typed.empty()) {
      show_headings(words, list, {}, model);
    } else if (const auto code = read_waste_code(asked.typed)) {
      show_number(words, list, *code, model);
    } else {
      show_words(words, list, load_taxonomy(connection), model);
    }
  });
  site::PageFrame frame;
  frame.title = words.get("title");
  frame.description = words.get("lead");
  frame.menu = site::MenuEntry::materials;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.materials"), "/materials"}, {frame.title, ""}};
  if (!asked.typed.empty()) frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "materials/waste_codes.html", model, frame);
}

}  // namespace kringwerk::materials
