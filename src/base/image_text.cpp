#include "base/image_text.h"

#include <array>
#include <charconv>

#include "base/csv.h"

namespace kringwerk {

namespace {

// Each value begins with its kind.
constexpr char kNull = 'n';
constexpr char kWhole = 'i';
constexpr char kReal = 'f';
constexpr char kText = 't';

template <class Number>
std::string digits_of(Number number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return std::string(digits.data(), end);
}

std::string value_text(const ImageValue& value) {
  switch (value.index()) {
    case 0:
      return std::string(1, kNull);
    case 1:
      return kWhole + digits_of(std::get<std::int64_t>(value));
    case 2:
      return kReal + digits_of(std::get<double>(value));
    default:
      return kText + std::get<std::string>(value);
  }
}

template <class Number>
std::optional<ImageValue> read_number(std::string_view digits) {
  Number number{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return ImageValue{number};
}

std::optional<ImageValue> read_value(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string_view rest = text.substr(1);
  if (text.front() == kNull && rest.empty()) return ImageValue{nullptr};
  if (text.front() == kWhole) return read_number<std::int64_t>(rest);
  if (text.front() == kReal) return read_number<double>(rest);
  if (text.front() == kText) return ImageValue{std::string(rest)};
  return std::nullopt;
}

}  // namespace

std::string image_text(const RecordRows& image) {
  std::string text;
  for (const ImageRow& row : image) {
    text += row.table;
    for (const ImageValue& value : row.values) text += ',' + csv_field(value_text(value), false);
    text += '\n';
  }
  return text;
}

std::optional<RecordRows> read_image(std::string_view text) {
  RecordRows image;
  CsvReader reader(text);
  while (auto record = reader.next()) {
    ImageRow row{record->fields.front(), {}};
    for (std::size_t i = 1; i < record->fields.size(); ++i) {
      auto value = read_value(record->fields[i]);
      if (!value) return std::nullopt;
      row.values.push_back(std::move(*value));
    }
    image.push_back(std::move(row));
  }
  if (reader.error()) return std::nullopt;
  return image;
}

}  // namespace kringwerk
