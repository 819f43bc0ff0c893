#pragma once

#include "introductions/io/load_waiting.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::desk {

/// Fills {{#INTRODUCTIONS}} of templates/desk/my.html: those that wait for the reader's answer, and late ones of their
/// hubs.
void show_waiting_introductions(const site::Services& services, Language language, Day today,
                                const introductions::WaitingList& waiting, web::Model& model);

}  // namespace kringwerk::desk
