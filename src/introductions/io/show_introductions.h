#pragma once

#include "introductions/io/seen_side.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::introductions {

std::string state_words(const site::Services& services, Language language, IntroductionState state);
std::string reason_words(const site::Services& services, Language language, Reason reason);

/// Where the rest of a side's stream is read: on its own page, or here, for who came by a link in a mail and finds no
/// page of a stream that is not for everybody.
enum class SideFacts { on_page, here };
/// {{TITLE}} {{TITLE_LANG}} {{WHO}} {{PLACE}} and, when they are shown, {{#AMOUNT}} {{TEXT}} and {{#LINKED}}
/// {{ADDRESS}} or {{#FACT}} {{NAME}} {{TEXT}} {{TEXT_LANG}}.
void show_side(const site::Services& services, Language language, const SeenSide& side, web::Model& model,
               SideFacts facts = SideFacts::on_page);

/// {{#STATE_OK}} … one badge for a state, with {{STATE}}; {{#LATE}} with {{DUE}} when answers are late.
void show_state(const site::Services& services, Language language, const Introduction& introduction, Day today,
                web::Model& model);

/// The options of a choice: {{#SECTION}} {{KEY}} {{LABEL}} {{#SELECTED}}.
struct Choice {
  std::string_view section;
  std::string_view labels;  ///< beginning of the texts' ids
  std::string_view chosen;
};
void show_choice(const site::Services& services, Language language, std::span<const std::string_view> keys,
                 const Choice& choice, web::Model& model);

}  // namespace kringwerk::introductions
