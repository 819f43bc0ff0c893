#include "web/multipart.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "web/request_head.h"

namespace kringwerk::web {
namespace {

constexpr std::size_t kMostPartHeaderBytes = 4096;

struct Part {
  std::string name;
  std::optional<std::string> file_name;
  std::string content_type;
  std::string_view content;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// One `; name="value"` of a disposition. Browsers write a quote inside as %22 and never a backslash escape.
std::optional<std::pair<std::string, std::string>> take_parameter(std::string_view& rest) {
  if (!rest.starts_with(';')) return std::nullopt;
  rest = trimmed(rest.substr(1));
  const std::size_t equals = rest.find("=\"");
  const std::size_t close = equals == std::string_view::npos ? equals : rest.find('"', equals + 2);
  if (close == std::string_view::npos) return std::nullopt;
  std::pair<std::string, std::string> parameter{lower_case(rest.substr(0, equals)),
                                                std::string(rest.substr(equals + 2, close - equals - 2))};
  rest = trimmed(rest.substr(close + 1));
  return parameter;
}

bool read_disposition(std::string_view value, Part& part) {
  constexpr std::string_view type = "form-data";
  if (lower_case(value.substr(0, type.size())) != type) return false;
  std::string_view rest = trimmed(value.substr(type.size()));
  bool named = false;
  while (!rest.empty()) {
    auto parameter = take_parameter(rest);
    if (!parameter) return false;
    auto& [name, text] = *parameter;
    if (name == "name" && !named) {
      part.name = std::move(text);
      named = true;
    } else if (name == "filename" && !part.file_name) {
      part.file_name = std::move(text);
    } else {
      return false;
    }
  }
  return named;
}

bool read_header_line(std::string_view line, Part& part, bool& disposed) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos) {
    return false;
  }
  const std::string name = lower_case(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "content-disposition") return !std::exchange(disposed, true) && read_disposition(value, part);
  if (name == "content-type") part.content_type = value;
  return name == "content-type";
}

/// Reads the header lines up to and with the empty one.
bool read_part_headers(std::string_view& rest, Part& part) {
  const std::size_t end = rest.substr(0, kMostPartHeaderBytes).find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  std::string_view lines = rest.substr(0, end);
  rest.remove_prefix(end + 4);
  bool disposed = false;
  while (!lines.empty()) {
    const std::size_t line_end = std::min(lines.find("\r\n"), lines.size());
    if (!read_header_line(lines.substr(0, line_end), part, disposed)) return false;
    lines.remove_prefix(std::min(line_end + 2, lines.size()));
  }
  return disposed;
}

class Reader {
 public:
  Reader(std::string_view body, std::string_view boundary, const FormLimits& limits)
      : rest_(body), delimiter_("\r\n--" + std::string(boundary)), limits_(limits) {}

  ReadForm read() {
    const std::string_view first = std::string_view{delimiter_}.substr(2);
    if (!rest_.starts_with(first)) return fail("web.form_malformed");
    rest_.remove_prefix(first.size());
    while (rest_.starts_with("\r\n")) {
      rest_.remove_prefix(2);
      Part part;
      if (!read_part(part)) return fail("web.form_malformed");
      if (!keep(std::move(part))) break;
    }
    const bool closed = rest_ == "--" || rest_ == "--\r\n";
    if (!closed && result_.violations.empty()) return fail("web.form_malformed");
    result_.form.fields = Pairs{std::move(fields_)};
    return std::move(result_);
  }

 private:
  bool read_part(Part& part) {
    if (!read_part_headers(rest_, part)) return false;
    const std::size_t end = rest_.find(delimiter_);
    if (end == std::string_view::npos) return false;
    part.content = rest_.substr(0, end);
    rest_.remove_prefix(end + delimiter_.size());
    return true;
  }

  /// False when there is no use in reading on.
  bool keep(Part part) {
    if (first_invalid_utf8(part.name) || (part.file_name && first_invalid_utf8(*part.file_name))) {
      result_.violations.push_back({"web.text_not_utf8", "", {}});
      return true;
    }
    return part.file_name ? keep_upload(std::move(part)) : keep_field(std::move(part));
  }

  bool keep_field(Part part) {
    if (fields_.size() == kMostFields) return stop("web.form_too_many_fields", kMostFields);
    if (first_invalid_utf8(part.content)) {
      result_.violations.push_back({"web.text_not_utf8", part.name, {}});
    } else {
      fields_.emplace_back(std::move(part.name), std::string(part.content));
    }
    return true;
  }

  bool keep_upload(Part part) {
    if (part.file_name->empty() && part.content.empty()) return true;
    auto& uploads = result_.form.uploads;
    if (uploads.size() == limits_.uploads) return stop("web.form_too_many_uploads", limits_.uploads);
    if (part.content.size() > limits_.upload_bytes) {
      result_.violations.push_back({"web.upload_too_large",
                                    part.name,
                                    {{"most_bytes", static_cast<std::int64_t>(limits_.upload_bytes)},
                                     {"found_bytes", static_cast<std::int64_t>(part.content.size())}}});
      return true;
    }
    uploads.push_back({std::move(part.name), *part.file_name, std::move(part.content_type), std::string(part.content)});
    return true;
  }

  bool stop(std::string rule, std::size_t most) {
    result_.violations.push_back({std::move(rule), "", {{"most", static_cast<std::int64_t>(most)}}});
    return false;
  }

  ReadForm fail(std::string rule) {
    result_.violations.push_back({std::move(rule), "", {}});
    result_.form.fields = Pairs{std::move(fields_)};
    return std::move(result_);
  }

  std::string_view rest_;
  std::string delimiter_;
  FormLimits limits_;
  std::vector<std::pair<std::string, std::string>> fields_;
  ReadForm result_;
};

bool is_boundary_character(char c) {
  constexpr std::string_view marks = "'()+_,-./:=? ";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

}  // namespace

ReadForm read_multipart(std::string_view body, std::string_view boundary, const FormLimits& limits) {
  return Reader{body, boundary, limits}.read();
}

std::optional<std::string> boundary_of(std::string_view content_type) {
  const std::size_t at = lower_case(content_type).find("boundary=");
  if (at == std::string::npos) return std::nullopt;
  std::string_view value = content_type.substr(at + 9);
  if (value.starts_with('"')) {
    const std::size_t close = value.find('"', 1);
    if (close == std::string_view::npos) return std::nullopt;
    value = value.substr(1, close - 1);
  } else {
    value = trimmed(value.substr(0, value.find(';')));
  }
  if (value.empty() || value.size() > 70 || value.back() == ' ') return std::nullopt;
  if (!std::ranges::all_of(value, is_boundary_character)) return std::nullopt;
  return std::string(value);
}

}  // namespace kringwerk::web
