#include "exchange/io/import_pages.h"

#include <memory>

#include "access/io/secrets.h"
#include "exchange/io/batch_access.h"
#include "exchange/io/batch_pages.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/given_table.h"
#include "exchange/io/import_run.h"
#include "exchange/io/import_views.h"
#include "site/make_once.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"
#include "web/typed_text.h"

namespace kringwerk::exchange {

namespace {

using access::Action;
using storage::Connection;

constexpr std::size_t kLongestFileName = 200;

struct NewImport {
  std::string hub;
  std::string kind = "organisations";
  std::string pasted;
  std::string sheet;
  Violations findings;
};

void show_batches(const site::Services& services, Language language, const std::vector<ImportBatch>& batches,
                  web::Model& model) {
  if (batches.empty()) return;
  web::Model& table = model.add("BATCHES");
  for (const ImportBatch& batch : batches) {
    web::Model& row = table.add("BATCH");
    row.set("ADDRESS", site::address(language, batch_path(batch)));
    row.set("FILE", batch.file_name.empty() ? services.texts.get(language, "exchange.pasted") : batch.file_name);
    row.set("KIND", services.texts.get(language, "exchange.kind." + std::string(key_of(batch.kind))));
    row.set("WHEN", text::moment(language, batch.imported_at.value_or(batch.made_at)));
    const std::string state(kBatchStateKeys[static_cast<std::size_t>(batch.state)]);
    row.set("STATE", services.texts.get(language, "exchange.state." + state));
    row.set("NEW", text::number(language, batch.counts.of(RowStep::create)));
    row.set("CHANGED", text::number(language, batch.counts.of(RowStep::change)));
  }
}

web::Response show_new(const site::Services& services, const web::Call& call, const NewImport& typed) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Language language = call.language;
  web::Model model;
  services.database.read([&](Connection& connection) {
    const auto hubs = load_own_hubs(connection, actor);
    for (const network::Hub& hub : hubs) {
      web::Model& option = model.add("HUB_OPTION");
      option.set("VALUE", hub.id.text()).set("LABEL", hub.name).show_if(hub.id.text() == typed.hub, "SELECTED");
    }
    const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
    show_batches(services, language, load_batches(connection, own), model);
  });
  for (const std::string_view kind : kImportKindKeys) {
    web::Model& option = model.add("KIND_OPTION");
    option.set("VALUE", kind).set("LABEL", services.texts.get(language, "exchange.kind." + std::string(kind)));
    option.show_if(kind == typed.kind, "SELECTED");
  }
  model.set("ACTION", site::address(language, "/import")).set("KEY", access::make_secret());
  model.set("PASTED", typed.pasted).set("SHEET", typed.sheet);
  site::show_findings(services, language, typed.findings, {}, model);
  site::PageFrame frame = import_frame(services, language, services.texts.get(language, "exchange.title"));
  frame.crumbs.erase(frame.crumbs.begin() + 1);
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "exchange/import_new.html", model, frame, typed.findings.empty() ? 200 : 422);
  });
}

ImportBatch new_batch(const site::Services& services, const web::Call& call, const NewImport& typed, ImportKind kind,
                      network::HubId hub) {
  ImportBatch batch;
  batch.id = services.make_id<BatchTag>();
  batch.hub = hub;
  batch.kind = kind;
  batch.language = call.language;
  batch.made_at = services.now();
  batch.made_by = site::visit_of(call).actor.person;
  batch.content = typed.pasted;
  return batch;
}

Result<std::string> keep_new(const site::Services& services, const web::Call& call, ImportBatch batch,
                             const site::NamedRequest& request) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    if (!may(site::actor_now(services, transaction, call), Action::create, batch)) return Missing{};
    const auto sheet = read_sheet(batch.content);
    if (!sheet) return sheet.error();
    batch.columns = first_columns(transaction, batch, *sheet);
    insert_batch(transaction, batch);
    site::record(services, transaction, call, {"import.prepared", "import_batch", batch.id.value(), {}});
    return site::address(call.language, batch_path(batch) + "/columns");
  });
}

web::Response create(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const web::Pairs& fields = read.form.fields;
  NewImport typed{std::string(fields.value("hub")), std::string(fields.value("kind")),
                  std::string(fields.value("pasted")), web::one_line(fields.value("sheet")), read.violations};
  const auto hub = network::HubId::parse(typed.hub);
  const auto kind = parse_import_kind(typed.kind);
  if (!hub || !kind) return site::refused(services, call, Missing{});
  ImportBatch batch = new_batch(services, call, typed, *kind, *hub);
  std::string_view bytes = typed.pasted;
  if (!read.form.uploads.empty()) {
    bytes = read.form.uploads.front().content;
    const std::string name = web::one_line(read.form.uploads.front().name);
    batch.file_name = web::has_control_character(name) || name.size() > kLongestFileName ? "?" : name;
  }
  if (typed.findings.empty()) {
    const auto given = read_given(bytes, typed.sheet);
    if (!given) {
      typed.findings = site::findings_of(given.error());
    } else {
      take_over(batch, *given);
      const auto made = keep_new(services, call, batch, *request);
      if (made) return web::Response::see_other(*made);
      typed.findings = site::findings_of(made.error());
      if (typed.findings.empty()) return site::refused(services, call, made.error());
    }
  }
  return show_new(services, call, typed);
}

web::Response columns_page(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const auto batch = services.database.read([&](Connection& connection) {
    return load_allowed(connection, actor, Action::read, call.id<BatchTag>("batch"));
  });
  if (!batch || batch->state != BatchState::prepared) return site::refused(services, call, Missing{});
  const auto sheet = read_sheet(batch->content);
  return sheet ? show_columns(services, call, *batch, *sheet, {}) : site::refused(services, call, sheet.error());
}

void take_columns(const web::Pairs& fields, ImportBatch& batch) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    const std::string_view field = fields.value("column_" + std::to_string(i));
    batch.columns[i] = find_field(batch.kind, field) == nullptr ? "" : std::string(field);
  }
  batch.notation = fields.value("decimal") == "point" ? Language::en : Language::nl;
  batch.constants.clear();
  const std::string_view kind = fields.value("kind_for_all");
  if (network::parse_organisation_kind(kind)) batch.constants.emplace_back("kind", kind);
}

web::Response keep_columns(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  std::optional<web::Response> page;
  const auto kept = services.database.write([&](Connection& transaction) -> Result<ImportBatch> {
    auto batch = batch_to_change(services, transaction, call, read.form);
    if (!batch) return batch;
    if (batch->state != BatchState::prepared) return Conflict{};
    take_columns(read.form.fields, *batch);
    const auto sheet = read_sheet(batch->content);
    if (!sheet) return sheet.error();
    const ImportScope scope = scope_of(services, transaction, site::visit_of(call).actor, *batch, call.language);
    if (const Violations findings = check_columns(*batch, scope); !findings.empty()) {
      page = show_columns(services, call, *batch, *sheet, findings);
      return Invalid{findings};
    }
    ++batch->version;
    if (!update_batch(transaction, *batch)) return Stale{};
    remember_columns(transaction, *batch, folded_headers(*sheet));
    return batch;
  });
  if (kept) return web::Response::see_other(site::address(call.language, batch_path(*kept)));
  return page ? *std::move(page) : site::refused(services, call, kept.error());
}

web::Response held_back(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const auto batch = services.database.read([&](Connection& connection) {
    return load_allowed(connection, actor, Action::export_data, call.id<BatchTag>("batch"));
  });
  if (!batch || batch->held_back.empty()) return site::refused(services, call, Missing{});
  return web::csv_download("held-back.csv", batch->held_back);
}

}  // namespace

void add_import_routes(web::Router& router, const site::Services& services, const ImportDesk::Report& report) {
  const auto desk = std::make_shared<ImportDesk>(report);
  router.add({web::Method::get, "/{lang}/import", "exchange.import.list"},
             [&services](const web::Call& call) { return show_new(services, call, {}); });
  router.add({web::Method::post, "/{lang}/import", "exchange.import.create"},
             [&services](const web::Call& call) { return create(services, call); });
  router.add({web::Method::get, "/{lang}/import/{batch:id}", "exchange.import.view"},
             [&services, desk](const web::Call& call) { return batch_page(services, call, *desk); });
  router.add({web::Method::post, "/{lang}/import/{batch:id}", "exchange.import.run"},
             [&services, desk](const web::Call& call) { return change_batch(services, call, *desk); });
  router.add({web::Method::get, "/{lang}/import/{batch:id}/columns", "exchange.import.columns"},
             [&services](const web::Call& call) { return columns_page(services, call); });
  router.add({web::Method::post, "/{lang}/import/{batch:id}/columns", "exchange.import.map"},
             [&services](const web::Call& call) { return keep_columns(services, call); });
  router.add({web::Method::get, "/{lang}/import/{batch:id}/held-back.csv", "exchange.import.held_back"},
             [&services](const web::Call& call) { return held_back(services, call); });
  router.add({web::Method::post, "/{lang}/import/{batch:id}/undo", "exchange.import.undo"},
             [&services](const web::Call& call) { return undo(services, call); });
}

}  // namespace kringwerk::exchange
