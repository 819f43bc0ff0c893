#pragma once

#include "handovers/handle_handover.h"
#include "site/services.h"
#include "web/form.h"
#include "web/template.h"

namespace kringwerk::handovers {

inline constexpr std::array<std::string_view, 10> kHandoverFields{
    "file", "on", "weighed", "estimated", "outcome", "refused", "accepted", "reason", "words", "note"};

/// The figures of a form, settled (handle_handover.h), and the rules of its fields.
struct ReadFigures {
  Figures figures;
  std::string note;
  Violations violations;
};
ReadFigures read_figures_form(const web::ReadForm& read, Language language);

/// Fills templates/handovers/figure_fields.html with what was typed.
void show_figure_fields(const site::Services& services, Language language, const web::Pairs& typed, web::Model& model);

/// What was said, as a form would have been typed.
web::Pairs typed_of(const Figures& figures, Language language);
/// A form for today.
web::Pairs typed_of(Day today);

}  // namespace kringwerk::handovers
