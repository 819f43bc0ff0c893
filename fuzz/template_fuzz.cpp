#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "web/template_check.h"

// Any text: the checker neither crashes nor loops, and what it accepts has its parts in order and in place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk::web;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const TemplateFiles files{{"page.html", text}, {"part.html", "<b>{{X}}</b>"}};
  const TemplateSource source = include_all(files, "page.html");
  const TemplateReport report = check_template(source);
  for (const TemplateFinding& finding : report.findings) {
    if (source.place(finding.offset).empty()) std::abort();
  }
  std::size_t at = 0;
  for (const TemplatePart& part : report.parts) {
    if (!report.findings.empty()) break;
    if (part.begin < at || part.end <= part.begin || part.end > source.text.size()) std::abort();
    at = part.end;
  }
  return 0;
}
