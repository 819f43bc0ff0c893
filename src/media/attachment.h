#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/role.h"
#include "base/id.h"
#include "base/time.h"
#include "base/violation.h"

/// Attachments: photos of streams, weighing tickets of hand-overs.
namespace kringwerk::media {

struct AttachmentTag;
using AttachmentId = Id<AttachmentTag>;

/// What an attachment belongs to; who may see the one sees the other.
enum class AttachedKind { stream, handover };
inline constexpr std::array<std::string_view, 2> kAttachedKindKeys{"stream", "handover"};
struct AttachedTo {
  AttachedKind kind = AttachedKind::stream;
  std::int64_t id = 0;
};

/// What a file is, by its first bytes; its name and what the browser says of it are not asked.
enum class FileFormat { jpeg, png, webp, pdf, heic, unknown };
FileFormat format_of(std::string_view content);
constexpr bool is_image(FileFormat format) {
  return format <= FileFormat::webp;
}

/// Sizes in which an attachment is kept. large: to read it. small: beside words. A PDF has a large one only.
enum class ImageSize { large, small };
inline constexpr std::array<std::string_view, 2> kImageSizeKeys{"large", "small"};
constexpr int longest_edge(ImageSize size) {
  return size == ImageSize::large ? 1800 : 480;
}

/// What is sent may have this many bytes; the server takes no larger body.
inline constexpr std::size_t kMostFileBytes = std::size_t{8} << 20U;
/// And this many dots. A photo (JPEG) is read smaller than it is, other formats whole.
constexpr std::int64_t most_pixels(FileFormat format) {
  return format == FileFormat::jpeg ? 64'000'000 : 25'000'000;
}
/// Files of one record, and what all files of an organisation may take together.
inline constexpr std::int64_t kMostOfRecord = 6;
inline constexpr std::int64_t kMostBytesOfOwner = std::int64_t{200} << 20U;
inline constexpr std::size_t kLongestAlt = 200;

struct Attachment {
  AttachmentId id;
  AttachedTo to;
  bool is_pdf = false;
  std::string alt;  ///< what is to be seen, for who cannot see it
  int width = 0;    ///< of the large size; 0 for a PDF
  int height = 0;
  std::int64_t bytes = 0;  ///< of all sizes
  access::PersonId added_by;
  Instant added_at;
  std::int64_t version = 1;
};

/// Whether a file of this format may belong to such a record: images to both, PDFs to hand-overs. Rules, of field
/// "file": media.heic, media.no_image, media.no_ticket.
Violations check_format(FileFormat format, AttachedKind kind);

/// What a record and its owner have already, with the file that comes. Rules, of field "file": media.too_many {most},
/// media.owner_full {most} (in megabytes).
struct RoomTaken {
  std::int64_t files_of_record = 0;
  std::int64_t bytes_of_owner = 0;
  std::int64_t new_bytes = 0;
};
Violations check_room(const RoomTaken& taken);

}  // namespace kringwerk::media
