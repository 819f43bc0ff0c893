#pragma once

#include <map>
#include <vector>

#include "exchange/io/record_importer.h"
#include "materials/draft_offer.h"

namespace kringwerk::exchange {

/// The columns of a table of streams that say what kind of thing each is, how much of it, and what only its kind has.
class ResourceColumns {
 public:
  explicit ResourceColumns(const ImportScope& scope);
  /// Fills kind, amount, unit (without a column the usual one of the kind), rhythm and facts. Rules: those of
  /// RowReader.
  void read(RowReader& reader, materials::OfferDraft& draft) const;
  /// Goods of the food family count as food and keep their cubic metres: said as food, they are read as the goods that
  /// they were entered as. The material is read before.
  static void settle_food(materials::OfferDraft& draft, const materials::Taxonomy& taxonomy);
  /// What the row leaves open stays as it was before.
  static void keep_open_ones(const RowReader& reader, const materials::Stream& before, materials::Stream& stream);

 private:
  void read_facts(RowReader& reader, materials::OfferDraft& draft) const;
  std::vector<ChoiceWord> kinds_;
  std::map<materials::Resource, std::vector<ChoiceWord>> varieties_;
  std::vector<ChoiceWord> units_;
  std::vector<ChoiceWord> rhythms_;
};

}  // namespace kringwerk::exchange
