#include "clocks/io/show_freshness.h"

#include "drawings/glyphs.h"
#include "text/format.h"

namespace kringwerk::clocks {

ShownFreshness show_freshness(const site::Services& services, Language language, const ClockReading& reading,
                              const Confirmed& confirmed) {
  const Clock& clock = reading.clocks.of(confirmed.type);
  if (!confirmed.at) {
    return {Freshness::hidden, services.texts.get(language, "clocks.never"), drawings::draw_freshness_disc(0)};
  }
  const Day day = text::brussels_day(*confirmed.at);
  const int left = days_left(clock, day, reading.today);
  return {freshness_of(clock, day, reading.today),
          left > 0 ? services.texts.plural(language, "clocks.left", left)
                   : services.texts.format(language, "clocks.unconfirmed", {{"day", text::day(language, day)}}),
          drawings::draw_freshness_disc(static_cast<double>(left) / clock.days)};
}

std::string show_unconfirmed(const site::Services& services, Language language, const ClockReading& reading,
                             const Confirmed& confirmed) {
  const ShownFreshness shown = show_freshness(services, language, reading, confirmed);
  return shown.state >= Freshness::stale ? shown.label : std::string();
}

}  // namespace kringwerk::clocks
