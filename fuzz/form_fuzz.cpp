#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "base/utf8.h"
#include "web/form.h"
#include "web/typed_text.h"

/// Whatever is sent, fields are UTF-8 and what the reader hands out is clean and within its length.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  using namespace kringwerk::web;
  Request request;
  request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  request.body.assign(reinterpret_cast<const char*>(data), size);
  const ReadForm read = read_form(request);
  FormReader reader{read.form, Language::nl};
  for (const auto& [name, value] : read.form.fields.list()) {
    ensure(!first_invalid_utf8(name) && !first_invalid_utf8(value), "fields are UTF-8");
    const std::string line = reader.line(name, FormReader::Presence::required, 20);
    ensure(utf8_length(line) <= 20 && !has_control_character(line), "a line is clean");
    ensure(line.find('\n') == std::string::npos && one_line(line) == line, "a line is one line");
    const std::string lines = reader.paragraph(name, FormReader::Presence::optional, 50);
    ensure(lines.find('\r') == std::string::npos && several_lines(lines) == lines, "a paragraph is regular");
    const std::string mail = reader.email(name, FormReader::Presence::optional);
    ensure(mail_address(mail) == mail, "an address is in the form it is kept in");
    reader.thousandths(name, FormReader::Presence::optional);
    reader.day(name, FormReader::Presence::optional);
  }
  return 0;
}
