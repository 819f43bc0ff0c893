#pragma once

#include <string>

#include "network/io/edit_form.h"
#include "network/io/page_words.h"
#include "site/services.h"
#include "web/template.h"

/// Facts of an image as people read them.
namespace kringwerk::network {

/// What one row says: "maatwerkbedrijf, sinds 1 maart 2022". Without its source and doubt.
std::string row_words(const site::Services& services, Language language, const FieldShape& field, const FactRow& row,
                      const ReferenceNames& names);
/// Titles of sources of the store, by key.
std::map<std::string, std::string, std::less<>> load_source_titles(storage::Connection& connection);

/// Adds one turn of `section` per row: WORDS, section DOUBT, and section ORIGIN with SOURCE_WORDS and either LINKED
/// {SOURCE_ADDRESS} or PLAIN.
struct ImageReading {
  const site::Services& services;
  Language language;
  const ReferenceNames& names;
  const std::map<std::string, std::string, std::less<>>& titles;
};
void show_fact_row(const ImageReading& reading, const FieldShape& field, const FactRow& row, web::Model& model);

std::string field_label(const site::Services& services, Language language, std::string_view record,
                        std::string_view field);

}  // namespace kringwerk::network
