#include "planning/io/plan_files.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/csv_file.h"

namespace kringwerk::planning {

bool is_offered(std::string_view name) {
  return name == kPlanFile || name == kNamesFile ||
         std::find(kInstanceFiles.begin(), kInstanceFiles.end(), name) != kInstanceFiles.end();
}

web::Response flows_csv(const PlanTexts& texts, const ReadPlan& plan) {
  constexpr std::array<std::string_view, 9> kColumns{"from",      "from_place", "to",      "to_place", "material",
                                                     "kilograms", "km",         "from_id", "to_id"};
  std::vector<std::string> fields;
  for (const std::string_view column : kColumns) fields.push_back(texts.get("planning.csv." + std::string(column)));
  web::CsvFile file(fields);
  for (const FlowLine& flow : plan.figures.flows) {
    file.texts({texts.owner(flow.from), texts.place(flow.from_place), texts.owner(flow.to), texts.place(flow.to_place),
                texts.material(flow.material)});
    file.number(flow.kg).number(std::llround(flow.km)).text(flow.from).text(flow.to).end_line();
  }
  return web::csv_download(kFlowsFile, file.lines());
}

web::Response download(const std::string& name, std::string text) {
  web::Response response = web::Response::text(std::move(text));
  const bool is_table = name.ends_with(".csv");
  if (is_table) response.content_type = "text/csv; charset=utf-8";
  if (name.ends_with(".json")) response.content_type = "application/json; charset=utf-8";
  return std::move(response).with_header("Content-Disposition", "attachment; filename=\"" + name + "\"");
}

}  // namespace kringwerk::planning
