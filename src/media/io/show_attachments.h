#pragma once

#include <vector>

#include "media/attachment.h"
#include "site/services.h"
#include "web/response.h"
#include "web/template.h"

namespace kringwerk::media {

/// "/media/…/large": where a browser gets it, when its reader may see the record.
std::string attachment_address(const Attachment& attachment, ImageSize size);

/// For templates/media/photos.html: one {{#PHOTO}} or {{#PAPER}} each, within {{#PHOTOS}} when there are any. `before`
/// stands before their addresses, for readers who come by a secret link.
void show_attachments(const site::Services& services, Language language, const std::vector<Attachment>& attachments,
                      web::Model& model, std::string_view before = {});

std::optional<ImageSize> size_named(std::string_view key);
/// The bytes as an answer in which nothing can run, whatever a browser takes it for.
web::Response attachment_response(const Attachment& attachment, std::string content);

}  // namespace kringwerk::media
