#include "media/attachment.h"

namespace kringwerk::media {

namespace {

bool holds_at(std::string_view content, std::size_t place, std::string_view mark) {
  return content.size() >= place + mark.size() && content.substr(place, mark.size()) == mark;
}

/// ISO base media files name their kind behind "ftyp".
bool is_heic(std::string_view content) {
  if (!holds_at(content, 4, "ftyp")) return false;
  for (const std::string_view brand : {"heic", "heix", "hevc", "mif1", "msf1", "heim", "avif"}) {
    if (holds_at(content, 8, brand)) return true;
  }
  return false;
}

}  // namespace

FileFormat format_of(std::string_view content) {
  if (holds_at(content, 0, "\xFF\xD8\xFF")) return FileFormat::jpeg;
  if (holds_at(content, 0, "\x89PNG\r\n\x1A\n")) return FileFormat::png;
  if (holds_at(content, 0, "RIFF") && holds_at(content, 8, "WEBP")) return FileFormat::webp;
  if (holds_at(content, 0, "%PDF-")) return FileFormat::pdf;
  return is_heic(content) ? FileFormat::heic : FileFormat::unknown;
}

Violations check_format(FileFormat format, AttachedKind kind) {
  if (format == FileFormat::heic) return {{"media.heic", "file", {}}};
  if (is_image(format) || (format == FileFormat::pdf && kind == AttachedKind::handover)) return {};
  if (kind == AttachedKind::handover) return {{"media.no_ticket", "file", {}}};
  return {{"media.no_image", "file", {}}};
}

Violations check_room(const RoomTaken& taken) {
  Violations found;
  if (taken.files_of_record >= kMostOfRecord) {
    found.push_back({"media.too_many", "file", {{"most", kMostOfRecord}}});
  }
  if (taken.bytes_of_owner + taken.new_bytes > kMostBytesOfOwner) {
    found.push_back({"media.owner_full", "file", {{"most", kMostBytesOfOwner >> 20}}});
  }
  return found;
}

}  // namespace kringwerk::media
