#pragma once

#include <string>
#include <string_view>

#include "matchmaking/io/chain_words.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// Fills {{#FACT}} once per fact of a record.
class FactList {
 public:
  FactList(const ChainWords& words, web::Model& model) : words_(words), model_(model) {}

  /// `name` is the end of the text's id. An empty value is shown as unknown; never left out and never 0.
  void add(std::string_view name, const std::string& value, const std::string& note = {});

 private:
  const ChainWords& words_;
  web::Model& model_;
};

/// The numbers that all chains are calculated with (templates/matchmaking/policy.html).
void fill_policy(const ChainWords& words, web::Model& model);

}  // namespace kringwerk::matchmaking
