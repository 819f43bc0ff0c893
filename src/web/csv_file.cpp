#include "web/csv_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/csv.h"
#include "text/format.h"

namespace kringwerk::web {

namespace {

/// The number with so many digits behind the comma.
std::string with_decimals(std::int64_t value, std::int64_t parts) {
  const std::int64_t size = value < 0 ? -value : value;
  const std::string rest = std::to_string(parts + size % parts).substr(1);
  return (value < 0 ? "-" : "") + std::to_string(size / parts) + "," + rest;
}

}  // namespace

CsvFile::CsvFile(const std::vector<std::string>& heads) {
  texts(heads).end_line();
}

CsvFile::CsvFile(std::string_view heads) {
  for (auto end = heads.find(';'); end != std::string_view::npos; end = heads.find(';')) {
    text(heads.substr(0, end));
    heads.remove_prefix(end + 1);
  }
  text(heads).end_line();
}

CsvFile& CsvFile::cell(std::string_view written) {
  if (is_line_begun_) lines_ += ';';
  is_line_begun_ = true;
  lines_ += written;
  return *this;
}

CsvFile& CsvFile::text(std::string_view words) {
  return cell(csv_field(words, true));
}

CsvFile& CsvFile::texts(const std::vector<std::string>& cells) {
  for (const std::string& each : cells) text(each);
  return *this;
}

CsvFile& CsvFile::number(std::int64_t whole) {
  return cell(std::to_string(whole));
}

CsvFile& CsvFile::thousandths(std::int64_t value) {
  std::string written = with_decimals(value, 1000);
  written.erase(written.find_last_not_of('0') + 1);
  if (written.back() == ',') written.pop_back();
  return cell(written);
}

CsvFile& CsvFile::thousandths(const std::optional<std::int64_t>& value) {
  return value ? thousandths(*value) : nothing();
}

CsvFile& CsvFile::cents(std::int64_t value) {
  return cell(with_decimals(value, 100));
}

CsvFile& CsvFile::decimal(const std::optional<double>& value, int decimals) {
  constexpr std::size_t kLongest = 400;
  if (!value || !std::isfinite(*value)) return nothing();
  std::array<char, kLongest> digits{};
  char* const end =
      std::to_chars(digits.data(), digits.data() + digits.size(), *value, std::chars_format::fixed, decimals).ptr;
  std::replace(digits.data(), end, '.', ',');
  return cell({digits.data(), end});
}

CsvFile& CsvFile::day(const std::optional<Day>& day) {
  return day ? cell(day_text(*day)) : nothing();
}

CsvFile& CsvFile::moment(Instant at) {
  return cell(text::plain_moment(at));
}

CsvFile& CsvFile::nothing() {
  return cell({});
}

CsvFile& CsvFile::end_line() {
  lines_ += "\r\n";
  is_line_begun_ = false;
  return *this;
}

Response csv_download(std::string_view name, std::string_view lines) {
  Response response = Response::text("\xEF\xBB\xBF" + std::string(lines));
  response.content_type = "text/csv; charset=utf-8";
  return std::move(response).with_header("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
}

}  // namespace kringwerk::web
