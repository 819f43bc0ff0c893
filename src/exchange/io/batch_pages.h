#pragma once

#include "exchange/io/import_desk.h"
#include "site/services.h"
#include "web/router.h"

/// The pages of one batch once its columns are known: preview, progress, report, undo.
namespace kringwerk::exchange {

web::Response batch_page(const site::Services& services, const web::Call& call, const ImportDesk& desk);
/// Keeps the choices of a preview; orders the import when that is what was asked, and waits for a short one.
web::Response change_batch(const site::Services& services, const web::Call& call, ImportDesk& desk);
web::Response undo(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::exchange
