#include "media/io/load_attachments.h"

namespace kringwerk::media {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kAttachmentColumns =
    "SELECT attachment_id, stream_id, handover_id, is_pdf, alt, width, height, bytes, COALESCE(added_by, 0), "
    "added_at_ms, version "
    "FROM attachment WHERE ";

Attachment read_attachment(const Rows& rows) {
  Attachment found;
  found.id = rows.get<AttachmentId>(0);
  found.to = rows.is_null(1) ? AttachedTo{AttachedKind::handover, rows.int64(2)}
                             : AttachedTo{AttachedKind::stream, rows.int64(1)};
  found.is_pdf = rows.get<bool>(3);
  found.alt = rows.get<std::string>(4);
  found.width = rows.get<int>(5);
  found.height = rows.get<int>(6);
  found.bytes = rows.int64(7);
  found.added_by = rows.get<access::PersonId>(8);
  found.added_at = rows.get<Instant>(9);
  found.version = rows.int64(10);
  return found;
}

}  // namespace

std::vector<Attachment> load_attachments(Connection& connection, const AttachedTo& to) {
  const std::string column = to.kind == AttachedKind::stream ? "stream_id" : "handover_id";
  std::vector<Attachment> found;
  Rows rows = connection.query(std::string(kAttachmentColumns) + column + " = ?1 ORDER BY attachment_id", to.id);
  while (rows.next()) found.push_back(read_attachment(rows));
  return found;
}

std::optional<Attachment> load_attachment(Connection& connection, AttachmentId id) {
  Rows rows = connection.query(std::string(kAttachmentColumns) + "attachment_id = ?1", id);
  if (!rows.next()) return std::nullopt;
  return read_attachment(rows);
}

std::optional<std::string> load_attachment_content(Connection& connection, AttachmentId id, ImageSize size) {
  Rows rows = connection.query("SELECT content FROM attachment_content WHERE attachment_id = ?1 AND size = ?2", id,
                               kImageSizeKeys[static_cast<std::size_t>(size)]);
  if (!rows.next()) return std::nullopt;
  const std::vector<std::byte> bytes = rows.bytes(0);
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace kringwerk::media
