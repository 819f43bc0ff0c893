#include "materials/io/row_words.h"

#include <algorithm>

#include "clocks/io/show_freshness.h"
#include "drawings/glyphs.h"
#include "materials/io/list_query.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

/// As few decimals as say the same.
std::string thousandths_text(Language language, std::int64_t thousandths) {
  const int decimals = thousandths % 1000 == 0 ? 0 : thousandths % 100 == 0 ? 1 : thousandths % 10 == 0 ? 2 : 3;
  return text::number(language, static_cast<double>(thousandths) / 1000, decimals);
}

template <std::size_t N>
std::array<std::string, N> words_of(const site::Services& services, Language language, const std::string& ids,
                                    const std::array<std::string_view, N>& keys) {
  std::array<std::string, N> words;
  for (std::size_t i = 0; i < N; ++i) words[i] = services.texts.get(language, ids + std::string(keys[i]));
  return words;
}

}  // namespace

RowWords::RowWords(const site::Services& services, Language language)
    : services_(services),
      language_(language),
      unknown_(services.texts.get(language, "site.unknown")),
      families_(words_of(services, language, "materials.family.", kFamilyKeys)),
      kinds_(words_of(services, language, "materials.kind.", kStreamKindKeys)),
      units_(words_of(services, language, "materials.unit_short.", kAmountUnitKeys)),
      resources_(words_of(services, language, "materials.resource.", kResourceKeys)),
      states_(words_of(services, language, "materials.own.state.", kStreamStateKeys)),
      rhythms_(words_of(services, language, "materials.rhythm.", kRhythmKeys)) {
  rhythms_[static_cast<std::size_t>(Rhythm::unknown)] = unknown_;
  const auto qualities = words_of(services, language, "materials.evidence.", kAmountQualityKeys);
  for (std::size_t i = 0; i < qualities.size(); ++i) {
    evidence_[i].word = qualities[i];
    if (static_cast<AmountQuality>(i) != AmountQuality::unknown) {
      evidence_[i].sign = drawings::draw_evidence_ring(static_cast<drawings::EvidenceLevel>(i + 1));
    }
  }
}

const std::string& RowWords::family(std::string_view key) const {
  const auto found = std::find(kFamilyKeys.begin(), kFamilyKeys.end(), key);
  return families_[found == kFamilyKeys.end() ? kFamilyKeys.size() - 1
                                              : static_cast<std::size_t>(found - kFamilyKeys.begin())];
}

std::string RowWords::amount(const Amount& amount) const {
  if (!amount.thousandths) return unknown_;
  return thousandths_text(language_, *amount.thousandths) + "\u00A0" + units_[static_cast<std::size_t>(amount.unit)];
}

void RowWords::show(const ListedStream& stream, const clocks::ClockReading& reading, web::Model& row) const {
  const Evidence& evidence = evidence_[static_cast<std::size_t>(stream.amount.quality)];
  row.set("KIND", kinds_[static_cast<std::size_t>(stream.kind)]).set("AMOUNT", amount(stream.amount));
  row.set("RHYTHM", rhythms_[static_cast<std::size_t>(stream.amount.rhythm)]);
  row.set("EVIDENCE", evidence.word).set("EVIDENCE_SVG", evidence.sign);
  row.set("FAMILY", stream.family)
      .set("FAMILY_NAME", runs_in_chains(stream.resource) ? family(stream.family)
                                                          : resources_[static_cast<std::size_t>(stream.resource)]);
  if (stream.readers.state != StreamState::open) {
    row.add("STATE").set("WORD", states_[static_cast<std::size_t>(stream.readers.state)]);
  }
  row.show_if(stream.is_example, "EXAMPLE");
  const auto fresh =
      clocks::show_freshness(services_, language_, reading, {clock_of(stream.kind), stream.confirmed_at});
  row.set("FRESH", fresh.label).set("FRESH_SVG", fresh.disc);
  row.show(fresh.state >= clocks::Freshness::stale ? "STALE"
           : fresh.state == clocks::Freshness::due ? "NEARLY_STALE"
                                                   : "IS_FRESH");
}

}  // namespace kringwerk::materials
