#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What stood in the rows of a record, kept as one text, so that it can be put back exactly.
namespace kringwerk {

using ImageValue = std::variant<std::nullptr_t, std::int64_t, double, std::string>;
struct ImageRow {
  std::string table;
  std::vector<ImageValue> values;
  friend bool operator==(const ImageRow&, const ImageRow&) = default;
};
/// The rows of one record in the order of its tables; none: the record is not there.
using RecordRows = std::vector<ImageRow>;

/// "" for no rows; every value comes back bit by bit.
std::string image_text(const RecordRows& image);
/// nullopt for a text that image_text did not write.
std::optional<RecordRows> read_image(std::string_view text);

}  // namespace kringwerk
