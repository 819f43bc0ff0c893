#pragma once

#include <vector>

#include "media/attachment.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::media {

/// "/media/…/large": where a browser gets it, when its reader may see the record.
std::string attachment_address(const Attachment& attachment, ImageSize size);

/// For templates/media/photos.html: one {{#PHOTO}} or {{#PAPER}} each, within {{#PHOTOS}} when there are any.
void show_attachments(const site::Services& services, Language language, const std::vector<Attachment>& attachments,
                      web::Model& model);

}  // namespace kringwerk::media
