#include "media/io/show_attachments.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::media {

std::string attachment_address(const Attachment& attachment, ImageSize size) {
  return "/media/" + attachment.id.text() + "/" + std::string(kImageSizeKeys[static_cast<std::size_t>(size)]);
}

void show_attachments(const site::Services& services, Language language, const std::vector<Attachment>& attachments,
                      web::Model& model) {
  if (attachments.empty()) return;
  web::Model& all = model.add("PHOTOS");
  for (const Attachment& attachment : attachments) {
    const std::string added =
        services.texts.format(language, attachment.is_pdf ? "media.ticket_of" : "media.added_on",
                              {{"day", text::day(language, text::brussels_day(attachment.added_at))}});
    if (attachment.is_pdf) {
      all.add("PAPER")
          .set("LARGE", attachment_address(attachment, ImageSize::large))
          .set("LABEL", attachment.alt.empty() ? added : attachment.alt);
      continue;
    }
    // The small size keeps the shape of the large one.
    const int longest = std::max({attachment.width, attachment.height, 1});
    const int edge = std::min(longest, longest_edge(ImageSize::small));
    all.add("PHOTO")
        .set("LARGE", attachment_address(attachment, ImageSize::large))
        .set("SMALL", attachment_address(attachment, ImageSize::small))
        .set("WIDTH", std::int64_t{attachment.width} * edge / longest)
        .set("HEIGHT", std::int64_t{attachment.height} * edge / longest)
        .set("ALT", attachment.alt.empty() ? added : attachment.alt)
        .set("CAPTION", attachment.alt.empty() ? added : attachment.alt);
  }
}

}  // namespace kringwerk::media
