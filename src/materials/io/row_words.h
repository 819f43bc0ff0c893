#pragma once

#include <array>
#include <string>

#include "clocks/clock.h"
#include "drawings/svg.h"
#include "materials/stream_index.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::materials {

/// The words and signs of rows in one language, looked up once: a list has hundreds of them on a page.
/// `services` outlive it. Thread rule: immutable after construction.
class RowWords {
 public:
  RowWords(const site::Services& services, Language language);

  const std::string& family(std::string_view key) const;
  /// "2,5 ton", "300 stuks", "onbekend".
  std::string amount(const Amount& amount) const;
  /// Sets KIND, AMOUNT, RHYTHM, EVIDENCE, EVIDENCE_SVG, FRESH, FRESH_SVG, the section of the freshness, EXAMPLE, and
  /// {{#STATE}} of what is not simply open. What has no material shows its kind in FAMILY_NAME.
  void show(const ListedStream& stream, const clocks::ClockReading& reading, web::Model& row) const;

 private:
  struct Evidence {
    std::string word;
    drawings::Svg sign;
  };
  const site::Services& services_;
  Language language_;
  std::string unknown_;
  std::array<std::string, 10> families_;
  std::array<std::string, 2> kinds_;
  std::array<std::string, kAmountUnitKeys.size()> units_;
  std::array<std::string, kResourceKeys.size()> resources_;
  std::array<std::string, kStreamStateKeys.size()> states_;
  std::array<std::string, 5> rhythms_;
  std::array<Evidence, 4> evidence_;
};

}  // namespace kringwerk::materials
