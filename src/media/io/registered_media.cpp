#include "media/io/registered_media.h"

namespace kringwerk::media {

void register_media(access::RecordRegistry& registry) {
  // A photo is its record's; who added it is a number. It goes with the record: registered_materials.cpp.
  registry.personal.push_back({"attachment",
                               "attachment",
                               "attachment_id",
                               "attachment.added_by = :person",
                               {"attachment_id", "stream_id", "handover_id", "alt", "bytes", "added_at_ms"},
                               {"added_by"},
                               access::ErasureEffect::kept,
                               {}});
}

}  // namespace kringwerk::media
