#include "media/io/save_attachment.h"

#include "access/io/secrets.h"
#include "media/io/shrink_image.h"

namespace kringwerk::media {

namespace {

using storage::Connection;

storage::Bytes bytes_of(const std::string& content) {
  return std::as_bytes(std::span<const char>(content.data(), content.size()));
}

/// The end of a PDF stands in its last part; a file cut off on the way has none.
bool is_whole_pdf(std::string_view content) {
  constexpr std::size_t kEnd = 2048;
  return content.substr(content.size() > kEnd ? content.size() - kEnd : 0).find("%%EOF") != std::string_view::npos;
}

std::string column_of(AttachedKind kind) {
  return std::string(kAttachedKindKeys[static_cast<std::size_t>(kind)]) + "_id";
}

std::optional<AttachmentId> kept_before(Connection& transaction, const AttachedTo& to, const std::string& hash) {
  auto rows = transaction.query(
      "SELECT attachment_id FROM attachment WHERE " + column_of(to.kind) + " = ?1 AND content_hash = ?2", to.id, hash);
  return rows.next() ? std::optional<AttachmentId>{rows.get<AttachmentId>(0)} : std::nullopt;
}

RoomTaken room_taken(Connection& transaction, const NewAttachment& made, std::int64_t new_bytes) {
  RoomTaken taken;
  taken.new_bytes = new_bytes;
  {
    auto rows =
        transaction.query("SELECT COUNT(*) FROM attachment WHERE " + column_of(made.to.kind) + " = ?1", made.to.id);
    rows.next();
    taken.files_of_record = rows.int64(0);
  }
  if (!made.organisation) return taken;
  auto rows = transaction.query(
      "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM attachment WHERE "
      "organisation_id = ?1",
      *made.organisation);
  rows.next();
  taken.bytes_of_owner = rows.int64(0);
  return taken;
}

void insert_content(Connection& transaction, AttachmentId id, ImageSize size, const std::string& content) {
  if (content.empty()) return;
  transaction.execute("INSERT INTO attachment_content (attachment_id, size, content) VALUES (?1, ?2, ?3)", id,
                      kImageSizeKeys[static_cast<std::size_t>(size)], bytes_of(content));
}

}  // namespace

Result<PreparedFile> prepare_file(std::string_view content, AttachedKind kind) {
  const FileFormat format = format_of(content);
  Violations found = check_format(format, kind);
  if (!found.empty()) return Invalid{std::move(found)};
  PreparedFile file;
  file.content_hash = access::hash_of_secret(content);
  if (format == FileFormat::pdf) {
    if (!is_whole_pdf(content)) return Invalid{{Violation{"media.broken", "file", {}}}};
    file.is_pdf = true;
    file.large = content;
    return file;
  }
  auto shrunk = shrink_image(content, format);
  if (!shrunk) {
    constexpr std::int64_t kMillion = 1'000'000;
    if (shrunk.error() == ImageFault::broken) return Invalid{{Violation{"media.broken", "file", {}}}};
    return Invalid{{Violation{"media.too_many_pixels", "file", {{"most", most_pixels(format) / kMillion}}}}};
  }
  file.large = std::move(shrunk->large);
  file.small = std::move(shrunk->small);
  file.width = shrunk->width;
  file.height = shrunk->height;
  return file;
}

Result<AttachmentId> save_attachment(Connection& transaction, const NewAttachment& made, const PreparedFile& file) {
  if (const auto before = kept_before(transaction, made.to, file.content_hash)) return *before;
  const auto bytes = static_cast<std::int64_t>(file.large.size() + file.small.size());
  Violations found = check_room(room_taken(transaction, made, bytes));
  if (!found.empty()) return Invalid{std::move(found)};
  const bool is_stream = made.to.kind == AttachedKind::stream;
  const auto of = [&](bool wanted) { return wanted ? std::optional<std::int64_t>{made.to.id} : std::nullopt; };
  transaction.execute(
      "INSERT INTO attachment (attachment_id, stream_id, handover_id, organisation_id, is_pdf, alt, width, height, "
      "bytes, content_hash, added_by, added_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
      "?12, 1)",
      made.id, of(is_stream), of(!is_stream), made.organisation, file.is_pdf, made.alt, file.width, file.height, bytes,
      file.content_hash, made.added_by.is_set() ? std::optional{made.added_by} : std::nullopt, made.now);
  insert_content(transaction, made.id, ImageSize::large, file.large);
  insert_content(transaction, made.id, ImageSize::small, file.small);
  return made.id;
}

bool save_alt(Connection& transaction, const Attachment& before, const std::string& alt) {
  return transaction.execute(
             "UPDATE attachment SET alt = ?1, version = version + 1 WHERE attachment_id = ?2 AND version = ?3", alt,
             before.id, before.version) > 0;
}

bool remove_attachment(Connection& transaction, const Attachment& before) {
  {
    auto rows = transaction.query("SELECT 1 FROM attachment WHERE attachment_id = ?1 AND version = ?2", before.id,
                                  before.version);
    if (!rows.next()) return false;
  }
  transaction.execute("DELETE FROM attachment_content WHERE attachment_id = ?1", before.id);
  return transaction.execute("DELETE FROM attachment WHERE attachment_id = ?1 AND version = ?2", before.id,
                             before.version) > 0;
}

}  // namespace kringwerk::media
