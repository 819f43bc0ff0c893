#pragma once

#include "base/result.h"
#include "media/attachment.h"
#include "storage/connection.h"

namespace kringwerk::media {

/// A file that came, made ready to be kept.
struct PreparedFile {
  std::string large;
  std::string small;  ///< empty for a PDF
  bool is_pdf = false;
  int width = 0;
  int height = 0;
  std::string content_hash;  ///< of what came
};

/// Checks what came and makes images anew. It takes up to a second: before the transaction, not inside. Rules, of field
/// "file": those of check_format, media.broken, media.too_many_pixels {most} (in millions).
Result<PreparedFile> prepare_file(std::string_view content, AttachedKind kind);

struct NewAttachment {
  AttachmentId id;
  AttachedTo to;
  std::optional<std::int64_t> organisation;  ///< whose room it takes
  std::string alt;
  access::PersonId added_by;
  Instant now;
};
/// Keeps it; the same file on the same record once more keeps nothing and answers the first. Rules of check_room. The
/// caller has asked whether the person may.
Result<AttachmentId> save_attachment(storage::Connection& transaction, const NewAttachment& made,
                                     const PreparedFile& file);

/// False, and nothing done, when it is no longer that version.
bool save_alt(storage::Connection& transaction, const Attachment& before, const std::string& alt);
bool remove_attachment(storage::Connection& transaction, const Attachment& before);

}  // namespace kringwerk::media
