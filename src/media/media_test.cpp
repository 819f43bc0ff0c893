#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>

#include "media/attachment.h"
#include "media/io/save_attachment.h"
#include "media/io/shrink_image.h"

using namespace kringwerk;
using namespace kringwerk::media;

namespace {

std::string content_of(const std::string& name) {
  std::ifstream file(std::string(KW_SOURCE_DIR) + "/tests/contracts/files/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string rule_of(const Violations& violations) {
  return violations.empty() ? std::string() : violations.front().rule;
}

std::string rule_of(std::string_view content, AttachedKind kind) {
  const auto file = prepare_file(content, kind);
  return file ? std::string() : rule_of(std::get<Invalid>(file.error()).violations);
}

}  // namespace

TEST_CASE("a file is what its first bytes say") {
  CHECK(format_of("\xFF\xD8\xFF\xE0 and more") == FileFormat::jpeg);
  CHECK(format_of("\x89PNG\r\n\x1A\n") == FileFormat::png);
  CHECK(format_of("RIFF1234WEBPVP8 ") == FileFormat::webp);
  CHECK(format_of("%PDF-1.7") == FileFormat::pdf);
  CHECK(format_of(std::string("\0\0\0\x18", 4) + "ftypheic") == FileFormat::heic);
  CHECK(format_of("GIF89a") == FileFormat::unknown);
  CHECK(format_of("<svg xmlns") == FileFormat::unknown);
  CHECK(format_of("") == FileFormat::unknown);
}

TEST_CASE("photos for both, papers for hand-overs alone") {
  CHECK(check_format(FileFormat::webp, AttachedKind::stream).empty());
  CHECK(check_format(FileFormat::pdf, AttachedKind::handover).empty());
  CHECK(rule_of(check_format(FileFormat::pdf, AttachedKind::stream)) == "media.no_image");
  CHECK(rule_of(check_format(FileFormat::unknown, AttachedKind::handover)) == "media.no_ticket");
  CHECK(rule_of(check_format(FileFormat::heic, AttachedKind::stream)) == "media.heic");
  CHECK(check_room({kMostOfRecord - 1, kMostBytesOfOwner - 5, 5}).empty());
  CHECK(rule_of(check_room({kMostOfRecord, 0, 1})) == "media.too_many");
  CHECK(rule_of(check_room({0, kMostBytesOfOwner, 1})) == "media.owner_full");
}

TEST_CASE("a photo is made anew: upright, in two sizes, without what its camera wrote") {
  // 640 x 320 dots lying on their side (orientation 6), with a place, a device and a comment.
  const std::string sent = content_of("photo_with_place.jpg");
  REQUIRE(sent.find("Exif") != std::string::npos);
  const auto shrunk = shrink_image(sent, FileFormat::jpeg);
  REQUIRE(shrunk);
  CHECK(shrunk->width == 320);
  CHECK(shrunk->height == 640);
  for (const std::string* made : {&shrunk->large, &shrunk->small}) {
    CHECK(format_of(*made) == FileFormat::jpeg);
    for (const char* trace : {"Exif", "GPS", "Pixelphone", "geheim", "Photoshop", "http"}) {
      CHECK(made->find(trace) == std::string::npos);
    }
  }
  CHECK(shrunk->small.size() < shrunk->large.size());
}

TEST_CASE("what cannot be read, or unfolds too far, is refused before it costs memory") {
  CHECK(rule_of("\xFF\xD8\xFF\xE0 no photo at all", AttachedKind::stream) == "media.broken");
  const std::string sent = content_of("photo_with_place.jpg");
  CHECK(rule_of(sent.substr(0, 120), AttachedKind::stream) == "media.broken");
  // 12,000 x 12,000 dots in a few kilobytes.
  CHECK(rule_of(content_of("many_dots.png"), AttachedKind::stream) == "media.too_many_pixels");
  CHECK(rule_of("%PDF-1.7 cut off", AttachedKind::handover) == "media.broken");
  CHECK(rule_of("%PDF-1.7 ... %%EOF\n", AttachedKind::handover).empty());
}

TEST_CASE("what was transparent becomes white") {
  const auto shrunk = shrink_image(content_of("clear.png"), FileFormat::png);
  REQUIRE(shrunk);
  CHECK(format_of(shrunk->large) == FileFormat::jpeg);
}
