#pragma once

#include <string>
#include <vector>

#include "planning/io/load_scenario.h"
#include "planning/io/name_words.h"
#include "web/template.h"

/// Parts of the pages of scenarios.
namespace kringwerk::planning {

/// With as many decimals as it has, at most four.
std::string plain_number(const NameWords& words, double value);
/// One change as a sentence.
std::string change_words(const NameWords& words, const matching::Instance& instance, const Change& change);
/// A record of the instance, or one that a change adds: "De Schakel (Leuven)".
std::string record_words(const NameWords& words, const std::vector<Change>& changes, const std::string& record);
/// An activity for a list to choose from: "Sorteren: textiel. De Schakel (Leuven)".
std::string activity_words(const NameWords& words, const matching::Instance& instance, int activity);

/// Fills the rows FIGURE (before, after, difference) and FLOW of templates/planning/whatif_outcome.html.
void fill_outcome(const NameWords& words, const Scenario& scenario, web::Model& model);

/// The summary of findings (templates/site/error_summary.html), each with its field's words "whatif.field.…".
void fill_findings(const NameWords& words, const Violations& found, web::Model& model);

/// A line of figures with its words, for comparisons.
struct FigureLine {
  std::string label;
  std::string before, after, difference;
};
std::vector<FigureLine> figure_lines(const NameWords& words, const WhatifOutcome& outcome);

/// Fills HEAD and ROW of templates/planning/whatif_compare.html: a column for each scenario, all of them with an
/// outcome, at least one.
void fill_compared(const NameWords& words, const std::vector<const Scenario*>& solved, web::Model& table);

}  // namespace kringwerk::planning
