#include "media/io/shrink_image.h"

#include <magick/api.h>

#include <array>
#include <cstring>
#include <memory>
#include <mutex>

namespace kringwerk::media {

namespace {

struct FreeImage {
  void operator()(Image* image) const { DestroyImage(image); }
};
using OwnedImage = std::unique_ptr<Image, FreeImage>;
struct FreeInfo {
  void operator()(ImageInfo* info) const { DestroyImageInfo(info); }
};
using OwnedInfo = std::unique_ptr<ImageInfo, FreeInfo>;

class Exception {
 public:
  Exception() { GetExceptionInfo(&info_); }
  Exception(const Exception&) = delete;
  ~Exception() { DestroyExceptionInfo(&info_); }
  ExceptionInfo* get() { return &info_; }
  bool is_error() const { return info_.severity >= ErrorException; }

 private:
  ExceptionInfo info_{};
};

/// The library for the whole process: one thread, memory only, no signal handlers of its own. How many dots an image
/// may have is asked of each format (most_pixels), after its head and before its dots are read.
class Magick {
 public:
  Magick() {
    Exception fault;
    InitializeMagickEx(nullptr, MAGICK_OPT_NO_SIGNAL_HANDER, fault.get());
    constexpr magick_int64_t kMostMemory = magick_int64_t{768} << 20U;
    SetMagickResourceLimit(ThreadsResource, 1);
    SetMagickResourceLimit(DiskResource, 0);
    SetMagickResourceLimit(MapResource, 0);
    SetMagickResourceLimit(MemoryResource, kMostMemory);
  }
  Magick(const Magick&) = delete;
  ~Magick() { DestroyMagick(); }
};

constexpr std::array<const char*, 3> kMagickNames{"JPEG", "PNG", "WEBP"};

/// Settings that name the format, so that no other reader of the library is ever asked.
OwnedInfo info_of(FileFormat format) {
  OwnedInfo info(CloneImageInfo(nullptr));
  std::strncpy(info->magick, kMagickNames.at(static_cast<std::size_t>(format)), sizeof info->magick - 1);
  info->subimage = 0;
  info->subrange = 1;
  return info;
}

bool fits(const Image& image, FileFormat format) {
  return static_cast<std::int64_t>(image.columns) * static_cast<std::int64_t>(image.rows) <= most_pixels(format);
}

/// Upright, in plain colours, on white.
OwnedImage straightened(OwnedImage image) {
  Exception fault;
  OwnedImage upright(AutoOrientImage(image.get(), image->orientation, fault.get()));
  if (!upright) return nullptr;
  if (TransformColorspace(upright.get(), RGBColorspace) != MagickPass) return nullptr;
  if (upright->matte == MagickFalse) return upright;
  QueryColorDatabase("white", &upright->background_color, fault.get());
  return OwnedImage(FlattenImages(upright.get(), fault.get()));
}

void forget_all_but_dots(Image& image) {
  ProfileImage(&image, "*", nullptr, 0, MagickFalse);
  DestroyImageAttributes(&image);
  image.orientation = TopLeftOrientation;
}

OwnedImage scaled(const Image& image, int edge) {
  Exception fault;
  const auto longest = std::max(image.columns, image.rows);
  const auto limit = static_cast<unsigned long>(edge);
  if (longest <= limit) return OwnedImage(CloneImage(&image, 0, 0, 1, fault.get()));
  const auto part = [&](unsigned long side) { return std::max(1UL, (side * limit + longest / 2) / longest); };
  return OwnedImage(ThumbnailImage(&image, part(image.columns), part(image.rows), fault.get()));
}

std::string jpeg_of(Image& image) {
  forget_all_but_dots(image);
  OwnedInfo info = info_of(FileFormat::jpeg);
  constexpr unsigned long kQuality = 82;
  info->quality = kQuality;
  std::strncpy(image.magick, "JPEG", sizeof image.magick - 1);
  Exception fault;
  std::size_t length = 0;
  void* bytes = ImageToBlob(info.get(), &image, &length, fault.get());
  std::string content(static_cast<const char*>(bytes), bytes == nullptr ? 0 : length);
  MagickFree(bytes);
  return content;
}

tl::expected<OwnedImage, ImageFault> read_image(std::string_view content, FileFormat format) {
  OwnedInfo info = info_of(format);
  Exception fault;
  const OwnedImage seen(PingBlob(info.get(), content.data(), content.size(), fault.get()));
  if (!seen) return tl::make_unexpected(ImageFault::broken);
  if (!fits(*seen, format)) return tl::make_unexpected(ImageFault::too_many_pixels);
  // A photo much larger than what is kept is decoded at a half, a quarter or an eighth; a small one would be enlarged.
  const int edge = longest_edge(ImageSize::large);
  if (std::max(seen->columns, seen->rows) > 2 * static_cast<unsigned long>(edge)) {
    CloneString(&info->size, (std::to_string(edge) + "x" + std::to_string(edge)).c_str());
  }
  OwnedImage image(BlobToImage(info.get(), content.data(), content.size(), fault.get()));
  if (!image || fault.is_error()) return tl::make_unexpected(ImageFault::broken);
  return image;
}

}  // namespace

tl::expected<ShrunkImage, ImageFault> shrink_image(std::string_view content, FileFormat format) {
  static std::mutex turn;
  const std::lock_guard<std::mutex> one_at_a_time(turn);
  static const Magick library;
  auto read = read_image(content, format);
  if (!read) return tl::make_unexpected(read.error());
  const OwnedImage image = straightened(std::move(*read));
  if (!image) return tl::make_unexpected(ImageFault::broken);
  const OwnedImage large = scaled(*image, longest_edge(ImageSize::large));
  const OwnedImage small = scaled(*image, longest_edge(ImageSize::small));
  if (!large || !small) return tl::make_unexpected(ImageFault::broken);
  ShrunkImage shrunk{jpeg_of(*large), jpeg_of(*small), static_cast<int>(large->columns), static_cast<int>(large->rows)};
  if (shrunk.large.empty() || shrunk.small.empty()) return tl::make_unexpected(ImageFault::broken);
  return shrunk;
}

}  // namespace kringwerk::media
