#include "media/io/show_attachments.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::media {

std::string attachment_address(const Attachment& attachment, ImageSize size) {
  return "/media/" + attachment.id.text() + "/" + std::string(kImageSizeKeys[static_cast<std::size_t>(size)]);
}

void show_attachments(const site::Services& services, Language language, const std::vector<Attachment>& attachments,
                      web::Model& model, std::string_view before) {
  if (attachments.empty()) return;
  web::Model& all = model.add("PHOTOS");
  for (const Attachment& attachment : attachments) {
    const std::string added =
        services.texts.format(language, attachment.is_pdf ? "media.ticket_of" : "media.added_on",
                              {{"day", text::day(language, text::brussels_day(attachment.added_at))}});
    if (attachment.is_pdf) {
      all.add("PAPER")
          .set("LARGE", std::string(before) + attachment_address(attachment, ImageSize::large))
          .set("LABEL", attachment.alt.empty() ? added : attachment.alt);
      continue;
    }
    // The small size keeps the shape of the large one.
    const int longest = std::max({attachment.width, attachment.height, 1});
    const int edge = std::min(longest, longest_edge(ImageSize::small));
    all.add("PHOTO")
        .set("LARGE", std::string(before) + attachment_address(attachment, ImageSize::large))
        .set("SMALL", std::string(before) + attachment_address(attachment, ImageSize::small))
        .set("WIDTH", std::int64_t{attachment.width} * edge / longest)
        .set("HEIGHT", std::int64_t{attachment.height} * edge / longest)
        .set("ALT", attachment.alt.empty() ? added : attachment.alt)
        .set("CAPTION", attachment.alt.empty() ? added : attachment.alt);
  }
}

std::optional<ImageSize> size_named(std::string_view key) {
  for (std::size_t i = 0; i < kImageSizeKeys.size(); ++i) {
    if (kImageSizeKeys[i] == key) return static_cast<ImageSize>(i);
  }
  return std::nullopt;
}

web::Response attachment_response(const Attachment& attachment, std::string content) {
  web::Response response;
  response.body = std::move(content);
  response.content_type = attachment.is_pdf ? "application/pdf" : "image/jpeg";
  const std::string name = "kringwerk-" + attachment.id.text() + (attachment.is_pdf ? ".pdf" : ".jpg");
  const std::string way = attachment.is_pdf ? "attachment" : "inline";
  // Stands beside the policy of every answer; browsers keep both.
  return std::move(response)
      .with_header("Content-Security-Policy", "sandbox; default-src 'none'")
      .with_header("Content-Disposition", way + "; filename=\"" + name + "\"");
}

}  // namespace kringwerk::media
