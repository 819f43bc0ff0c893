#include "exchange/io/batch_pages.h"

#include <stdexcept>
#include <string>

#include "exchange/io/batch_access.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/import_views.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"

namespace kringwerk::exchange {

namespace {

using access::Action;
using storage::Connection;

/// Told in the name of who sent the form, also when its page was answered long ago.
RecordDeed teller(const site::Services& services, Connection& transaction, const access::DeedAuthor& author) {
  return [&services, &transaction, author](const access::Deed& deed) {
    access::record_deed(transaction, services.keys.audit, author, deed);
  };
}

void take_choices(const web::Pairs& fields, ImportBatch& batch) {
  constexpr std::string_view kRow = "row_";
  constexpr std::string_view kMerge = "merge:";
  for (const auto& [name, value] : fields.list()) {
    if (!name.starts_with(kRow)) continue;
    const std::string line = name.substr(kRow.size());
    const bool is_merge = value.starts_with(kMerge);
    for (const auto& [place, chosen] :
         read_choices(line + "," + (is_merge ? "merge," + value.substr(kMerge.size()) : value) + "\n"))
      batch.choices[place] = chosen;
  }
}

/// Who ordered a batch to be brought in, as they were then.
struct Orderer {
  access::Actor actor;
  access::DeedAuthor author;
  Language language = Language::nl;
};

ImportDesk::Work bring_in(const site::Services& services, BatchId id, const Orderer& orderer) {
  return [&services, id, orderer](const ProgressTeller& tell_progress) {
    const auto done = services.database.write([&](Connection& transaction) -> Result<ImportBatch> {
      const auto batch = load_allowed(transaction, orderer.actor, Action::update, id);
      if (!batch) return Missing{};
      const ImportScope scope = scope_of(services, transaction, orderer.actor, *batch, orderer.language);
      return run_batch(transaction, *batch, scope, teller(services, transaction, orderer.author), tell_progress);
    });
    // A conflict: another process was first, and its report is the answer.
    if (!done && !std::holds_alternative<Conflict>(done.error())) throw std::runtime_error("an import was refused");
  };
}

/// Keeps what was chosen; the answer has one version more.
Result<ImportBatch> keep_choices(const site::Services& services, Connection& transaction, const web::Call& call,
                                 const web::Form& form) {
  auto batch = batch_to_change(services, transaction, call, form);
  if (!batch) return batch;
  if (batch->state != BatchState::prepared) return Conflict{};
  take_choices(form.fields, *batch);
  ++batch->version;
  if (!update_batch(transaction, *batch)) return Stale{};
  return batch;
}

bool is_under_way(const std::optional<ImportStanding>& standing) {
  return standing && !standing->has_failed;
}

}  // namespace

web::Response batch_page(const site::Services& services, const web::Call& call, const ImportDesk& desk) {
  const access::Actor& actor = site::visit_of(call).actor;
  const auto standing = desk.standing(call.id<BatchTag>("batch"));
  const bool is_working = is_under_way(standing);
  BatchPlan plan;
  const auto batch = services.database.read([&](Connection& connection) -> Result<ImportBatch> {
    auto found = load_allowed(connection, actor, Action::read, call.id<BatchTag>("batch"));
    if (!found) return Missing{};
    if (found->state != BatchState::prepared || is_working) return *std::move(found);
    auto planned = plan_batch(connection, *found, scope_of(services, connection, actor, *found, call.language));
    if (!planned) return planned.error();
    plan = *std::move(planned);
    return *std::move(found);
  });
  if (!batch) return site::refused(services, call, batch.error());
  if (batch->state != BatchState::prepared) return show_report(services, call, *batch, {});
  if (is_working) return show_progress(services, call, *batch, standing->progress);
  if (!plan.findings.empty())
    return web::Response::see_other(site::address(call.language, batch_path(*batch) + "/columns"));
  PreviewPart part = part_asked(call.request.query);
  part.has_failed = standing.has_value();
  return show_preview(services, call, *batch, plan, part);
}

web::Response change_batch(const site::Services& services, const web::Call& call, ImportDesk& desk) {
  constexpr std::chrono::milliseconds kShortImport{1200};
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto id = call.id<BatchTag>("batch");
  const bool is_import = read.form.fields.value("step") == "import";
  Orderer orderer{{}, site::author_of(services, call), call.language};
  const auto kept = services.database.write([&](Connection& transaction) -> Result<ImportBatch> {
    orderer.actor = site::actor_now(services, transaction, call);
    const auto batch = load_allowed(transaction, orderer.actor, Action::update, id);
    if (batch && is_under_way(desk.standing(id))) return *batch;
    return keep_choices(services, transaction, call, read.form);
  });
  if (!kept) return site::refused(services, call, kept.error());
  const std::string own = site::address(call.language, batch_path(*kept));
  if (is_import) {
    desk.order(id, bring_in(services, id, orderer));
    desk.wait_for(id, kShortImport);
    return web::Response::see_other(own);
  }
  const std::string_view back = read.form.fields.value("back");
  return web::Response::see_other(back.starts_with(own) && web::is_local_address(back) ? back : own);
}

web::Response undo(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto reach = read.form.fields.value("leave") == "1" ? UndoReach::leave_changed : UndoReach::all_or_nothing;
  std::optional<ImportBatch> before;
  const auto done = refuse_depended([&] {
    return services.database.write([&](Connection& transaction) -> Result<ImportBatch> {
      auto batch = batch_to_change(services, transaction, call, read.form);
      if (!batch) return batch;
      before = *batch;
      return undo_batch(transaction, *std::move(batch), reach, services.now(),
                        teller(services, transaction, site::author_of(services, call)));
    });
  });
  if (done) return web::Response::see_other(site::address(call.language, batch_path(*done)));
  const Violations blocked = site::findings_of(done.error());
  return blocked.empty() ? site::refused(services, call, done.error()) : show_report(services, call, *before, blocked);
}

}  // namespace kringwerk::exchange
