#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/violation.h"
#include "exchange/import_batch.h"
#include "exchange/io/import_run.h"
#include "site/page.h"
#include "site/services.h"
#include "web/router.h"

/// The pages of one batch, filled.
namespace kringwerk::exchange {

std::string batch_path(const ImportBatch& batch);

web::Response show_columns(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                           const Sheet& sheet, const Violations& findings);

/// Which rows of the preview.
struct PreviewPart {
  std::optional<RowStep> step;  ///< only these
  std::size_t page = 1;
  bool has_failed = false;  ///< the import was tried, and nothing was brought in
};
PreviewPart part_asked(const web::Pairs& query);

web::Response show_preview(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                           const BatchPlan& plan, const PreviewPart& part);

/// Looks again by itself every second.
web::Response show_progress(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                            const ImportProgress& progress);

/// `blocked`: what kept an undo from being done.
web::Response show_report(const site::Services& services, const web::Call& call, const ImportBatch& batch,
                          const Violations& blocked);

/// Crumbs and title of a page about imports.
site::PageFrame import_frame(const site::Services& services, Language language, const std::string& title);

}  // namespace kringwerk::exchange
