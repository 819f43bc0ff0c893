#include "base/csv.h"

namespace kringwerk {

CsvReader::CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
  if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
}

std::optional<CsvRecord> CsvReader::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n")) {
    at_ += text_[at_] == '\n' ? 1 : 2;
    ++line_;
  }
  if (error_ || at_ >= text_.size()) return std::nullopt;
  CsvRecord record{line_, {}};
  do {
    std::string field;
    if (!read_field(field, CsvPlace{line_, record.fields.size() + 1})) return std::nullopt;
    record.fields.push_back(std::move(field));
  } while (!at_end_of_record());
  return record;
}

bool CsvReader::read_field(std::string& field, CsvPlace place) {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(field, place);
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_.substr(at_, 2) != "\r\n") {
    if (text_[at_] == '"') return fail(CsvFault::quote_inside_field, place);
    field += text_[at_++];
  }
  return true;
}

bool CsvReader::read_quoted(std::string& field, CsvPlace place) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') ++line_;
    if (text_[at_] != '"') {
      field += text_[at_];
    } else if (text_.substr(at_ + 1, 1) == "\"") {
      field += '"';
      ++at_;
    } else {
      ++at_;
      const bool ends =
          at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
      return ends || fail(CsvFault::quote_inside_field, place);
    }
  }
  return fail(CsvFault::quote_not_closed, place);
}

bool CsvReader::fail(CsvFault fault, CsvPlace place) {
  error_ = CsvError{fault, place};
  at_ = text_.size();
  return false;
}

bool CsvReader::at_end_of_record() {
  if (at_ < text_.size() && text_[at_] == delimiter_) {
    ++at_;
    return false;
  }
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size()) {
    ++at_;
    ++line_;
  }
  return true;
}

namespace {

/// Whether a spreadsheet runs the text, or shows one that it would run with an apostrophe less.
bool is_like_formula(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos;
}

}  // namespace

std::string_view without_guard(std::string_view field) {
  return field.starts_with('\'') && is_like_formula(field) ? field.substr(1) : field;
}

std::string csv_field(std::string_view text, bool against_formulas) {
  std::string value;
  if (against_formulas && is_like_formula(text)) value = '\'';
  value += text;
  if (value.find_first_of(",;\"\r\n\t") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace kringwerk
