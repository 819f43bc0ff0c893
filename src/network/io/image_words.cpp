#include "network/io/image_words.h"

#include "base/word_list.h"
#include "network/enterprise_number.h"
#include "network/io/load_organisations.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

std::string choice_words(const site::Services& services, Language language, const ColumnShape& column,
                         const std::string& key) {
  const std::string id = std::string(column.words) + key;
  return services.texts.has(language, id) ? services.texts.get(language, id) : key;
}

std::string cell_words(const site::Services& services, Language language, const ColumnShape& column,
                       const std::string& value, const ReferenceNames& names) {
  switch (column.kind) {
    case ColumnKind::choice:
      return choice_words(services, language, column, value);
    case ColumnKind::many: {
      std::string all;
      for (const std::string& word : split_list(value))
        all += (all.empty() ? "" : ", ") + choice_words(services, language, column, word);
      return all;
    }
    case ColumnKind::place:
    case ColumnKind::organisation:
      return names.of(column.kind, value);
    case ColumnKind::day: {
      const auto day = parse_day(value);
      return day ? text::day(language, *day) : value;
    }
    case ColumnKind::money: {
      const auto cents = cents_in(value);
      return cents ? text::money(language, Money::cents(*cents)) : value;
    }
    case ColumnKind::line:
    case ColumnKind::hidden:
      break;
  }
  return value;
}

bool is_period(const ColumnShape& column) {
  return column.kind == ColumnKind::day && (column.name == "from" || column.name == "to");
}

}  // namespace

std::string row_words(const site::Services& services, Language language, const FieldShape& field, const FactRow& row,
                      const ReferenceNames& names) {
  std::string all;
  for (const ColumnShape& column : field.columns) {
    const std::string value = column_of(row, column.name);
    if (value.empty() || column.kind == ColumnKind::hidden || is_period(column)) continue;
    constexpr std::size_t kDigits = 10;
    const bool is_number = (field.name == "kbo" || column.name == "establishment") && value.size() == kDigits;
    const std::string words =
        is_number ? dotted_enterprise_number(value) : cell_words(services, language, column, value, names);
    all += (all.empty() ? "" : ", ") + words;
  }
  const Period period{parse_day(column_of(row, "from")), parse_day(column_of(row, "to"))};
  if (period.from || period.to) all += (all.empty() ? "" : ", ") + period_words(services, language, period);
  return all;
}

std::map<std::string, std::string, std::less<>> load_source_titles(storage::Connection& connection) {
  std::map<std::string, std::string, std::less<>> titles;
  for (Source& source : load_sources(connection)) titles[source.key] = std::move(source.title);
  return titles;
}

void show_fact_row(const ImageReading& reading, const FieldShape& field, const FactRow& row, web::Model& model) {
  const std::string words = row_words(reading.services, reading.language, field, row, reading.names);
  model.set("WORDS", words.empty() ? unknown(reading.services, reading.language) : words);
  model.show_if(column_of(row, "doubt") == "yes", "DOUBT");
  const std::string key = column_of(row, "source");
  if (key.empty()) return;
  const auto title = reading.titles.find(key);
  const SourceWords source =
      source_words(reading.services, reading.language, key, title == reading.titles.end() ? key : title->second);
  web::Model& origin = model.add("ORIGIN");
  origin.set("SOURCE_WORDS", source.words);
  if (source.address.empty())
    origin.show("PLAIN");
  else
    origin.add("LINKED").set("SOURCE_ADDRESS", source.address);
}

std::string field_label(const site::Services& services, Language language, std::string_view record,
                        std::string_view field) {
  return services.texts.get(language, std::string("network.edit.").append(record).append(".").append(field));
}

}  // namespace kringwerk::network
