#pragma once

#include "drawings/overview_map.h"
#include "drawings/sankey.h"
#include "planning/flow_sums.h"
#include "planning/io/plan_texts.h"

namespace kringwerk::planning {

/// Words of an end of a bundle: "kunststof, aangeboden", "sorteren", "rest".
std::string stop_words(const PlanTexts& texts, const FlowStop& stop);

/// The bundles as a drawing: offers on the left, each step of work one column further, use and losses on the right.
drawings::SankeyFigure sankey_of(const PlanTexts& texts, const std::vector<FlowBundle>& bundles);

/// The largest flows between places on the land's outlines.
drawings::OverviewMap flow_map_of(const PlanTexts& texts, const std::vector<PlaceFlow>& flows);

}  // namespace kringwerk::planning
