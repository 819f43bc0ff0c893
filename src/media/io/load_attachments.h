#pragma once

#include <vector>

#include "media/attachment.h"
#include "storage/connection.h"

/// Reading attachments. Who may see the record is asked by the caller.
namespace kringwerk::media {

/// Those of a record, oldest first.
std::vector<Attachment> load_attachments(storage::Connection& connection, const AttachedTo& to);

std::optional<Attachment> load_attachment(storage::Connection& connection, AttachmentId id);

/// Bytes as they are sent; nullopt where this size is not kept.
std::optional<std::string> load_attachment_content(storage::Connection& connection, AttachmentId id, ImageSize size);

}  // namespace kringwerk::media
