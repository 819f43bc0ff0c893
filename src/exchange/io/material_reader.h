#pragma once

#include <string>
#include <vector>

#include "exchange/io/row_reader.h"
#include "materials/taxonomy.h"

namespace kringwerk::exchange {

/// Materials in a cell: ids of the taxonomy ("pp_rigid", "pp_rigid~washed") or people's words.
class MaterialReader {
 public:
  explicit MaterialReader(const materials::Taxonomy& taxonomy) : taxonomy_(taxonomy) {}
  /// Each once, sorted. Reports exchange.material_unknown {typed} for each part that nothing fits.
  std::vector<std::string> materials(RowReader& reader, std::string_view field) const;

 private:
  std::string find(const std::string& typed) const;
  const materials::Taxonomy& taxonomy_;
};

}  // namespace kringwerk::exchange
