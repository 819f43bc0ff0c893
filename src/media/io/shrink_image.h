#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "media/attachment.h"

namespace kringwerk::media {

/// An image in both sizes, as JPEG, upright, on white where it was transparent, and without anything that the file
/// carried beside its dots: no place, device, comment, thumbnail or colour profile.
struct ShrunkImage {
  std::string large;
  std::string small;
  int width = 0;  ///< of the large one
  int height = 0;
};
enum class ImageFault { broken, too_many_pixels };

/// Reads `content` as `format` and as nothing else. Its size is looked at before its dots are read. Images take turns,
/// so that many at once do not take more memory than one. Any thread.
tl::expected<ShrunkImage, ImageFault> shrink_image(std::string_view content, FileFormat format);

}  // namespace kringwerk::media
