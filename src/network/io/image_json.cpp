#include "network/io/image_json.h"

#include <nlohmann/json.hpp>

namespace kringwerk::network {

std::string image_text(const RecordImage& image) {
  nlohmann::json json = nlohmann::json::object();
  for (const auto& [field, rows] : image.fields) {
    nlohmann::json& list = json[field] = nlohmann::json::array();
    for (const FactRow& row : rows) {
      nlohmann::json one = nlohmann::json::object();
      for (const auto& [column, value] : row) one[column] = value;
      list.push_back(std::move(one));
    }
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<RecordImage> read_image_text(std::string_view text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  RecordImage image;
  for (const auto& [field, list] : json.items()) {
    if (!list.is_array()) return std::nullopt;
    for (const auto& one : list) {
      if (!one.is_object()) return std::nullopt;
      FactRow row;
      for (const auto& [column, value] : one.items()) {
        if (!value.is_string()) return std::nullopt;
        row[column] = value.get<std::string>();
      }
      image.add(field, std::move(row));
    }
  }
  return image;
}

}  // namespace kringwerk::network
