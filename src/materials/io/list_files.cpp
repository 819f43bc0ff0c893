#include "materials/io/list_files.h"

#include <array>
#include <charconv>

#include "text/format.h"
#include "web/csv_file.h"
#include "web/json_text.h"

namespace kringwerk::materials {

namespace {

constexpr std::array<std::string_view, 23> kCsvColumns{
    "id",  "address",   "kind",   "title",   "resource",    "material", "family",   "municipality",
    "nis", "province",  "amount", "unit",    "kg_per_week", "rhythm",   "evidence", "from",
    "to",  "confirmed", "state",  "example", "position",    "lon",      "lat"};
/// A metre.
constexpr int kDecimalsOfDegrees = 5;

/// One row as both files tell it.
struct FileRow {
  const ListedStream& stream;
  const network::Municipality* municipality;
  std::optional<Point> at;
  bool is_site = false;
};

/// "2.5": as few decimals as say the same, with a point.
std::string plain_decimal(std::int64_t thousandths) {
  std::string digits = std::to_string(thousandths / 1000);
  std::string rest = std::to_string(thousandths % 1000 + 1000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? digits : digits.append(".").append(rest);
}

std::string plain_degrees(double degrees) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), degrees, std::chars_format::fixed,
                                 kDecimalsOfDegrees);
  return {digits.data(), end.ptr};
}

std::string day_or_empty(const std::optional<Day>& day) {
  return day ? day_text(*day) : std::string();
}

template <class Use>
void for_each_row(const FoundList& found, const Use& use) {
  const StreamIndex& index = found.snapshot->index;
  const RowSet known_sites = index.with_known_site(found.request.reader);
  for (const ListedStream* stream : index.in_order(found.request, index.rows(found.request), index.streams().size())) {
    const auto municipality = found.snapshot->municipalities.find(stream->nis.code);
    FileRow row{*stream, nullptr, std::nullopt};
    if (municipality != found.snapshot->municipalities.end()) {
      row.municipality = &municipality->second;
      row.at = municipality->second.centre;
    }
    row.is_site = known_sites.contains(static_cast<std::size_t>(stream - index.streams().data()));
    if (row.is_site) row.at = stream->position;
    use(row);
  }
}

class CsvWriter {
 public:
  CsvWriter(const ListParts& parts, Language language, const FoundList& found)
      : parts_(parts), language_(language), found_(found), file_(heads()) {}

  void add(const FileRow& row) {
    const ListedStream& stream = row.stream;
    const MaterialClass* material = found_.snapshot->taxonomy.find(stream.material);
    file_.text(stream.id.text());
    file_.text(parts_.services.public_url + site::address(language_, "/offers/" + stream.id.text()));
    file_.text(word("kind.", key_in(kStreamKindKeys, stream.kind))).text(stream.title.best(language_));
    file_.text(word("resource.", key_in(kResourceKeys, stream.resource)));
    file_.text(material == nullptr ? std::string() : material->name.best(language_));
    file_.text(parts_.words_in(language_).family(stream.family));
    file_.text(row.municipality == nullptr ? std::string() : row.municipality->name.best(language_));
    file_.text(stream.nis.code).text(stream.province);
    add_amount(stream);
    file_.day(stream.available.from).day(stream.available.to).day(text::brussels_day(stream.confirmed_at));
    file_.text(word("state.", key_in(kStreamStateKeys, stream.readers.state)));
    file_.text(stream.is_example ? parts_.services.texts.get(language_, "site.example") : std::string());
    file_.text(row.at ? word("position.", row.is_site ? "site" : "municipality") : std::string());
    file_.decimal(row.at ? std::optional(row.at->lon) : std::nullopt, kDecimalsOfDegrees);
    file_.decimal(row.at ? std::optional(row.at->lat) : std::nullopt, kDecimalsOfDegrees).end_line();
  }

  const std::string& lines() const { return file_.lines(); }

 private:
  std::vector<std::string> heads() const {
    std::vector<std::string> heads;
    for (const std::string_view column : kCsvColumns) {
      heads.push_back(parts_.services.texts.get(language_, "materials.csv." + std::string(column)));
    }
    return heads;
  }

  void add_amount(const ListedStream& stream) {
    const Amount& amount = stream.amount;
    file_.thousandths(amount.thousandths);
    file_.text(amount.thousandths ? word("unit_short.", key_in(kAmountUnitKeys, amount.unit)) : std::string());
    file_.thousandths(stream.per_week ? std::optional(stream.per_week->in_grams()) : std::nullopt);
    file_.text(word("rhythm.", key_in(kRhythmKeys, amount.rhythm)));
    file_.text(word("evidence.", key_in(kAmountQualityKeys, amount.quality)));
  }

  std::string word(const std::string& group, std::string_view key) const {
    return parts_.services.texts.get(language_, "materials." + group + std::string(key));
  }
  const ListParts& parts_;
  Language language_;
  const FoundList& found_;
  web::CsvFile file_;
};

std::string quoted_or_null(const std::string& text) {
  return text.empty() ? "null" : web::json_string(text);
}

void add_member(std::string& object, std::string_view name, const std::string& json) {
  object += (object.back() == '{' ? "\"" : ",\"") + std::string(name) + "\":" + json;
}

std::string feature(const ListParts& parts, Language language, const FileRow& row) {
  const ListedStream& stream = row.stream;
  std::string facts = "{";
  add_member(facts, "id", web::json_string(stream.id.text()));
  add_member(facts, "url",
             web::json_string(parts.services.public_url + site::address(language, "/offers/" + stream.id.text())));
  add_member(facts, "kind", web::json_string(key_in(kStreamKindKeys, stream.kind)));
  add_member(facts, "title", web::json_string(stream.title.best(language)));
  add_member(facts, "material", quoted_or_null(stream.material));
  add_member(facts, "family", web::json_string(stream.family));
  add_member(facts, "municipality",
             row.municipality == nullptr ? "null" : web::json_string(row.municipality->name.best(language)));
  add_member(facts, "nis", web::json_string(stream.nis.code));
  add_member(facts, "province", quoted_or_null(stream.province));
  add_member(facts, "amount", stream.amount.thousandths ? plain_decimal(*stream.amount.thousandths) : "null");
  add_member(facts, "unit", web::json_string(key_in(kAmountUnitKeys, stream.amount.unit)));
  add_member(facts, "rhythm", web::json_string(key_in(kRhythmKeys, stream.amount.rhythm)));
  add_member(facts, "kg_per_week", stream.per_week ? plain_decimal(stream.per_week->in_grams()) : "null");
  add_member(facts, "evidence", web::json_string(key_in(kAmountQualityKeys, stream.amount.quality)));
  add_member(facts, "available_from", quoted_or_null(day_or_empty(stream.available.from)));
  add_member(facts, "available_to", quoted_or_null(day_or_empty(stream.available.to)));
  add_member(facts, "confirmed_on", web::json_string(day_text(text::brussels_day(stream.confirmed_at))));
  add_member(facts, "state", web::json_string(key_in(kStreamStateKeys, stream.readers.state)));
  add_member(facts, "is_example", stream.is_example ? "true" : "false");
  add_member(facts, "position", row.at ? row.is_site ? "\"site\"" : "\"municipality\"" : "null");
  const std::string geometry = row.at ? "{\"type\":\"Point\",\"coordinates\":[" + plain_degrees(row.at->lon) + "," +
                                            plain_degrees(row.at->lat) + "]}"
                                      : "null";
  return "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":" + facts + "}}";
}

}  // namespace

std::string list_csv(const ListParts& parts, Language language, const FoundList& found) {
  CsvWriter writer(parts, language, found);
  for_each_row(found, [&](const FileRow& row) { writer.add(row); });
  return writer.lines();
}

std::string list_geojson(const ListParts& parts, Language language, const FoundList& found) {
  std::string json = "{\"type\":\"FeatureCollection\",\"features\":[";
  const char* between = "\n";
  for_each_row(found, [&](const FileRow& row) {
    json += between + feature(parts, language, row);
    between = ",\n";
  });
  return json + "\n]}\n";
}

}  // namespace kringwerk::materials
