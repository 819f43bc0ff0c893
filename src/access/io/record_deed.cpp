#include "access/io/record_deed.h"

#include <sodium.h>

#include <array>

#include "access/io/secrets.h"
#include "base/ensure.h"

namespace kringwerk::access {

namespace {

/// Fields with their lengths, so that no two different lines make the same message.
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

std::string text_of(const std::vector<FieldChange>& changes) {
  Message message;
  for (const FieldChange& change : changes) message.add(change.field).add(change.before).add(change.after);
  return message.text();
}

}  // namespace

void record_deed(storage::Connection& transaction, std::string_view key, const DeedAuthor& author, const Deed& deed) {
  std::int64_t number = 0;
  std::string before;
  {
    auto head = transaction.query("SELECT line_number, chain_hash FROM audit_head");
    ensure(head.next(), "the audit trail has a head");
    number = head.int64(0) + 1;
    before = head.text(1);
  }
  const std::string changes = text_of(deed.changes);
  const std::string salt = make_secret();
  const std::string detail = keyed_hash(key, Message{}.add(salt).add(changes));
  const std::string_view kind = kActorKindKeys[static_cast<std::size_t>(author.kind)];
  const std::string chain = keyed_hash(key, Message{}
                                                .add(before)
                                                .add(number)
                                                .add(to_ms(author.at))
                                                .add(kind)
                                                .add(author.person.value())
                                                .add(author.request_id)
                                                .add(deed.action)
                                                .add(deed.record)
                                                .add(deed.record_id)
                                                .add(detail));
  transaction.execute("INSERT INTO audit_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", number, author.at,
                      std::string(kind), author.person, author.request_id, std::string(deed.action),
                      std::string(deed.record), deed.record_id, detail, chain);
  if (!deed.changes.empty()) {
    transaction.execute("INSERT INTO audit_detail VALUES (?1, ?2, ?3)", number, salt, changes);
  }
  transaction.execute("UPDATE audit_head SET line_number = ?1, chain_hash = ?2 WHERE one = 1", number, chain);
}

}  // namespace kringwerk::access
