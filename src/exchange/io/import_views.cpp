#include "exchange/io/import_views.h"

#include <algorithm>
#include <charconv>

#include "text/format.h"

namespace kringwerk::exchange {

namespace {

constexpr std::size_t kRowsPerPage = 50;
/// More rows push the button below them out of sight.
constexpr std::size_t kRowsOnScreen = 12;
constexpr std::size_t kMostExamples = 3;
constexpr std::size_t kMostFindings = 50;

std::string step_key(RowStep step) {
  return std::string(kRowStepKeys[static_cast<std::size_t>(step)]);
}

void show_steps(const PlanCounts& counts, const site::Services& services, Language language, web::Model& model) {
  for (std::size_t i = 0; i < counts.by_step.size(); ++i) {
    web::Model& figure = model.add("FIGURE");
    figure.set("NUMBER", text::number(language, counts.by_step[i]));
    figure.set("LABEL", services.texts.get(language, "exchange.step." + std::string(kRowStepKeys[i])));
  }
}

void set_batch(const site::Services& services, Language language, const ImportBatch& batch, web::Model& model) {
  const std::string name = batch.file_name.empty() ? services.texts.get(language, "exchange.pasted") : batch.file_name;
  const std::string kind = services.texts.get(language, "exchange.kind." + std::string(key_of(batch.kind)));
  model.set("FILE", name).set("KIND", kind).set("ADDRESS", site::address(language, batch_path(batch)));
  model.set("IDENTITY", services.texts.get(language, "exchange.identity." + std::string(key_of(batch.kind))));
}

void show_option(web::Model& select, const std::string& value, const std::string& label, bool is_selected) {
  web::Model& option = select.add("OPTION");
  option.set("VALUE", value).set("LABEL", label).show_if(is_selected, "SELECTED");
}

std::string merge_value(std::int64_t id) {
  return "merge:" + id_text(id);
}

void show_choice(const site::Services& services, Language language, const PlannedRow& row, const ImportBatch& batch,
                 web::Model& line) {
  if (row.step == RowStep::faulty || row.candidates.empty()) return;
  web::Model& choice = line.add("CHOICE");
  choice.set("LINE", static_cast<std::int64_t>(row.line));
  const auto saved = batch.choices.find(row.line);
  const ChosenStep chosen = saved == batch.choices.end() ? row.chosen : saved->second;
  const auto word = [&](std::string_view name) {
    return services.texts.get(language, "exchange.choice." + std::string(name));
  };
  show_option(choice, "undecided", word("undecided"), chosen.choice == RowChoice::undecided);
  for (const Candidate& candidate : row.candidates) {
    const std::string label = services.texts.format(language, "exchange.choice.merge", {{"name", candidate.name}});
    show_option(choice, merge_value(candidate.id), label,
                chosen.choice == RowChoice::merge && chosen.target == candidate.id);
  }
  show_option(choice, "create", word("create"), chosen.choice == RowChoice::create);
  show_option(choice, "skip", word("skip"), chosen.choice == RowChoice::skip);
}

void show_row(const site::Services& services, Language language, const PlannedRow& row, const ImportBatch& batch,
              web::Model& table) {
  web::Model& line = table.add("ROW");
  line.set("LINE", static_cast<std::int64_t>(row.line));
  line.set("TITLE", row.title.empty() ? services.texts.get(language, "exchange.no_title") : row.title);
  web::Model& step = line.add("STEP_" + [&] {
    std::string name = step_key(row.step);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    return name;
  }());
  step.set("LABEL", services.texts.get(language, "exchange.step." + step_key(row.step)));
  for (const Violation& finding : row.findings) {
    web::Model& fault = line.add("FAULT");
    fault.set("MESSAGE", services.texts.finding(language, finding));
    if (finding.field.empty()) continue;
    const std::string id = "exchange.field." + std::string(key_of(batch.kind)) + "." + finding.field;
    fault.add("OF_FIELD").set("NAME", services.texts.get(language, id));
  }
  if (row.findings.empty() && row.step == RowStep::held)
    line.add("WHY").set("MESSAGE", reason_of(row, batch.kind, services.texts, language));
  show_choice(services, language, row, batch, line);
}

std::string part_address(Language language, const ImportBatch& batch, const PreviewPart& part) {
  std::string query = part.step ? "show=" + step_key(*part.step) : "";
  if (part.page > 1) query += (query.empty() ? "" : "&") + std::string("page=") + std::to_string(part.page);
  return site::address(language, batch_path(batch)) + (query.empty() ? "" : "?" + query);
}

void show_tabs(const site::Services& services, Language language, const ImportBatch& batch, const PlanCounts& counts,
               const PreviewPart& part, web::Model& model) {
  const auto add = [&](std::optional<RowStep> step, std::int64_t number, const std::string& label) {
    web::Model& tab = model.add("TAB");
    tab.set("ADDRESS", part_address(language, batch, {step, 1})).set("LABEL", label);
    tab.set("NUMBER", text::number(language, number)).show_if(step == part.step, "CURRENT");
  };
  std::int64_t all = 0;
  for (const std::int64_t number : counts.by_step) all += number;
  add(std::nullopt, all, services.texts.get(language, "exchange.all_rows"));
  for (std::size_t i = 0; i < counts.by_step.size(); ++i) {
    const auto step = static_cast<RowStep>(i);
    add(step, counts.by_step[i], services.texts.get(language, "exchange.step." + step_key(step)));
  }
}

void show_part(const site::Services& services, const web::Call& call, const ImportBatch& batch, const BatchPlan& plan,
               const PreviewPart& part, web::Model& model) {
  std::vector<const PlannedRow*> rows;
  for (const PlannedRow& row : plan.rows)
    if (!part.step || row.step == *part.step) rows.push_back(&row);
  const std::size_t pages = std::max<std::size_t>(1, (rows.size() + kRowsPerPage - 1) / kRowsPerPage);
  const std::size_t page = std::min(part.page, pages);
  model.set("BACK", part_address(call.language, batch, {part.step, page}));
  if (rows.empty()) {
    model.show("NO_ROWS");
    return;
  }
  web::Model& table = model.add("TABLE");
  const std::size_t end = std::min(rows.size(), page * kRowsPerPage);
  model.show_if(end - (page - 1) * kRowsPerPage > kRowsOnScreen, "LONG");
  for (std::size_t i = (page - 1) * kRowsPerPage; i < end; ++i)
    show_row(services, call.language, *rows[i], batch, table);
  if (pages == 1) return;
  web::Model& links = model.add("PAGES");
  links.set("WHERE", services.texts.format(
                         call.language, "exchange.page_of",
                         {{"page", static_cast<std::int64_t>(page)}, {"pages", static_cast<std::int64_t>(pages)}}));
  if (page > 1) links.add("PREVIOUS").set("ADDRESS", part_address(call.language, batch, {part.step, page - 1}));
  if (page < pages) links.add("NEXT").set("ADDRESS", part_address(call.language, batch, {part.step, page + 1}));
}

std::string examples_of(const Sheet& sheet, std::size_t column) {
  std::string examples;
  std::size_t found = 0;
  for (const SheetRow& row : sheet.rows) {
    if (row.cells[column].empty()) continue;
    examples += (found == 0 ? "" : " · ") + row.cells[column];
    if (++found == kMostExamples) break;
  }
  return examples;
}

}  // namespace

std::string batch_path(const ImportBatch& batch) {
  return "/import/" + batch.id.text();
}

site::PageFrame import_frame(const site::Services& services, Language language, const std::string& title) {
  site::PageFrame frame;
  frame.title = title;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "exchange.title"), "/import"},
                  {title, ""}};
  return frame;
}

PreviewPart part_asked(const web::Pairs& query) {
  PreviewPart part;
  const auto step = std::find(kRowStepKeys.begin(), kRowStepKeys.end(), query.value("show"));
  if (step != kRowStepKeys.end()) part.step = static_cast<RowStep>(step - kRowStepKeys.begin());
  const std::string_view page = query.value("page");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(page.data(), page.data() + page.size(), number);
  if (error == std::errc{} && end == page.data() + page.size()) part.page = std::max<std::size_t>(1, number);
  return part;
}

web::Response show_columns(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                           const Sheet& sheet, const Violations& findings) {
  const Language language = call.language;
  web::Model model;
  set_batch(services, language, batch, model);
  model.set("VERSION", batch.version);
  model.show_if(batch.notation == Language::nl, "COMMA").show_if(batch.notation != Language::nl, "POINT");
  for (std::size_t i = 0; i < sheet.header.size(); ++i) {
    web::Model& column = model.add("COLUMN");
    column.set("NUMBER", static_cast<std::int64_t>(i)).set("EXAMPLES", examples_of(sheet, i));
    column.set("HEADER",
               sheet.header[i].empty() ? services.texts.get(language, "exchange.no_header") : sheet.header[i]);
    show_option(column, "", services.texts.get(language, "exchange.not_used"), batch.columns[i].empty());
    for (const ImportField& field : fields_of(batch.kind)) {
      const std::string name(field.name);
      std::string label =
          services.texts.get(language, "exchange.field." + std::string(key_of(batch.kind)) + "." + name);
      if (field.is_required) label = services.texts.format(language, "exchange.needed", {{"field", label}});
      show_option(column, name, label, batch.columns[i] == name);
    }
  }
  if (batch.kind == ImportKind::organisations) {
    web::Model& constant = model.add("KIND_FOR_ALL");
    const std::string value = batch.constants.empty() ? "" : batch.constants.front().second;
    show_option(constant, "", services.texts.get(language, "exchange.kind_in_table"), value.empty());
    for (const std::string_view key : network::kOrganisationKindKeys)
      show_option(constant, std::string(key), services.texts.get(language, "network.kind." + std::string(key)),
                  value == key);
  }
  if (!batch.other_sheets.empty()) {
    std::string sheets;
    for (const std::string& other : batch.other_sheets) sheets += (sheets.empty() ? "" : ", ") + other;
    model.add("OTHER_SHEETS").set("SHEETS", sheets);
  }
  site::show_findings(services, language, findings, {}, model);
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "exchange/import_columns.html", model,
                      import_frame(services, language, services.texts.get(language, "exchange.columns.title")),
                      findings.empty() ? 200 : 422);
  });
}

web::Response show_preview(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                           const BatchPlan& plan, const PreviewPart& part) {
  const Language language = call.language;
  const PlanCounts counts = count(plan.rows);
  web::Model model;
  set_batch(services, language, batch, model);
  model.set("VERSION", batch.version);
  show_tabs(services, language, batch, counts, part, model);
  show_part(services, call, batch, plan, part, model);
  const std::int64_t ready = counts.of(RowStep::create) + counts.of(RowStep::change);
  model.set("READY", ready == 0 ? services.texts.get(language, "exchange.import_chosen")
                                : services.texts.plural(language, "exchange.import_rows", ready));
  model.show_if(part.has_failed, "FAILED");
  model.show_if(counts.of(RowStep::held) > 0, "SOME_HELD").show_if(counts.of(RowStep::faulty) > 0, "SOME_FAULTY");
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "exchange/import_preview.html", model,
                      import_frame(services, language, services.texts.get(language, "exchange.preview.title")));
  });
}

web::Response show_progress(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                            const ImportProgress& progress) {
  const Language language = call.language;
  web::Model model;
  set_batch(services, language, batch, model);
  if (progress.of > 0) {
    web::Model& bar = model.add("BAR");
    bar.set("DONE", static_cast<std::int64_t>(progress.done)).set("OF", static_cast<std::int64_t>(progress.of));
    bar.set("WORDS", services.texts.format(language, "exchange.progress.rows",
                                           {{"done", static_cast<std::int64_t>(progress.done)},
                                            {"of", static_cast<std::int64_t>(progress.of)}}));
  } else {
    model.show("WAITS");
  }
  return site::page(services, call, "exchange/import_progress.html", model,
                    import_frame(services, language, services.texts.get(language, "exchange.progress.title")));
}

web::Response show_report(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                          const Violations& blocked) {
  const Language language = call.language;
  web::Model model;
  set_batch(services, language, batch, model);
  show_steps(batch.counts, services, language, model);
  model.set("WHEN", text::moment(language, batch.imported_at.value_or(batch.made_at)));
  if (batch.state == BatchState::undone)
    model.add("UNDONE").set("WHEN", text::moment(language, batch.undone_at.value_or(batch.made_at)));
  if (!batch.held_back.empty()) model.show("HELD_BACK");
  const bool is_imported = batch.state == BatchState::imported;
  model.show_if(is_imported && blocked.empty(), "DONE");
  model.show_if(is_imported && batch.kind == ImportKind::streams && batch.counts.of(RowStep::create) > 0, "DRAFTS");
  if (is_imported) {
    web::Model& undo = model.add("UNDO");
    undo.set("VERSION", batch.version).show_if(!blocked.empty(), "LEAVE");
  }
  if (!blocked.empty()) {
    web::Model& note = model.add("BLOCKED");
    for (std::size_t i = 0; i < std::min(blocked.size(), kMostFindings); ++i)
      note.add("FINDING").set("MESSAGE", services.texts.finding(language, blocked[i]));
  }
  model.set("HOME", site::address(language, ""));
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "exchange/import_report.html", model,
                      import_frame(services, language, services.texts.get(language, "exchange.report.title")),
                      blocked.empty() ? 200 : 409);
  });
}

}  // namespace kringwerk::exchange
