#include "access/io/audit_chain.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <optional>

#include "base/ensure.h"

namespace kringwerk::access {

namespace {

/// Fields with their lengths, so that no two different lines make the same message. The first names the purpose, so
/// that a message of one kind is never one of another.
class Message {
 public:
  Message& add(std::string_view field) {
    text_ += std::to_string(field.size()) + ":" + std::string(field) + ";";
    return *this;
  }
  Message& add(std::int64_t number) { return add(std::to_string(number)); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string keyed_hash(std::string_view key, const Message& message) {
  ensure(key.size() == crypto_auth_hmacsha256_KEYBYTES, "the key of the audit trail has 32 bytes");
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash{};
  const std::string& text = message.text();
  crypto_auth_hmacsha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         reinterpret_cast<const unsigned char*>(key.data()));
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

/// Takes one field off the front of `text`; nullopt when there is none.
std::optional<std::string> take_field(std::string_view& text) {
  std::size_t length = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (failure != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (length > text.size() || text.size() - length < 2 || text.front() != ':' || text[length + 1] != ';') {
    return std::nullopt;
  }
  std::string field(text.substr(1, length));
  text.remove_prefix(length + 2);
  return field;
}

}  // namespace

ChainHead load_chain_head(storage::Connection& connection) {
  auto head = connection.query("SELECT line_number, chain_hash FROM audit_head WHERE one = 1");
  ensure(head.next(), "the audit trail has a head");
  return {head.int64(0), head.get<std::string>(1)};
}

std::string hash_of_detail(std::string_view key, const AuditDetail& detail) {
  return keyed_hash(key, Message{}.add("detail").add(detail.salt).add(detail.changes));
}

std::string hash_of_line(std::string_view key, std::string_view before, const AuditLine& line) {
  return keyed_hash(key, Message{}
                             .add("line")
                             .add(before)
                             .add(line.number)
                             .add(to_ms(line.at))
                             .add(line.actor_kind)
                             .add(line.person)
                             .add(line.request_id)
                             .add(line.action)
                             .add(line.record)
                             .add(line.record_id)
                             .add(line.detail_hash));
}

std::string hash_of_anchor(std::string_view key, const std::vector<std::string>& fields) {
  Message message;
  message.add("anchor");
  for (const std::string& field : fields) message.add(field);
  return keyed_hash(key, message);
}

AuditLine read_line(const storage::Rows& rows) {
  AuditLine line;
  line.number = rows.int64(0);
  line.at = rows.get<Instant>(1);
  line.actor_kind = rows.get<std::string>(2);
  line.person = rows.int64(3);
  line.request_id = rows.get<std::string>(4);
  line.action = rows.get<std::string>(5);
  line.record = rows.get<std::string>(6);
  line.record_id = rows.int64(7);
  line.detail_hash = rows.get<std::string>(8);
  return line;
}

std::string changes_text(const std::vector<FieldChange>& changes) {
  Message message;
  for (const FieldChange& change : changes) message.add(change.field).add(change.before).add(change.after);
  return message.text();
}

std::vector<FieldChange> parse_changes(std::string_view text) {
  std::vector<FieldChange> changes;
  while (!text.empty()) {
    const auto field = take_field(text);
    const auto before = field ? take_field(text) : std::nullopt;
    const auto after = before ? take_field(text) : std::nullopt;
    if (!after) return {};
    changes.push_back({*field, *before, *after});
  }
  return changes;
}

}  // namespace kringwerk::access
