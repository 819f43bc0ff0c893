#include "accounts/io/password_hasher.h"

#include <sodium.h>

#include <array>
#include <new>

#include "base/ensure.h"

namespace kringwerk::accounts {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19} * 1024 * 1024;

std::string argon2id(std::string_view password) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<char, crypto_pwhash_STRBYTES> stored{};
  const int failed = crypto_pwhash_str_alg(stored.data(), password.data(), password.size(), kPasses, kMemory,
                                           crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::bad_alloc();
  return stored.data();
}

}  // namespace

PasswordHasher::Turn::~Turn() {
  if (hasher_ == nullptr) return;
  const std::scoped_lock lock(hasher_->counting_);
  --(lane_ == Lane::stranger ? hasher_->strangers_ : hasher_->known_);
}

std::string PasswordHasher::Turn::hash(std::string_view password) const {
  const std::scoped_lock lock(hasher_->working_);
  return argon2id(password);
}

bool PasswordHasher::Turn::fits(const std::string& stored, std::string_view password) const {
  const std::scoped_lock lock(hasher_->working_);
  if (stored.empty()) {
    // As much work as a real look, so that the time does not tell whether there is an account.
    argon2id(password);
    return false;
  }
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

std::optional<PasswordHasher::Turn> PasswordHasher::enter(Lane lane) {
  const std::scoped_lock lock(counting_);
  const bool is_stranger = lane == Lane::stranger;
  if (strangers_ + known_ >= room_.all || (is_stranger && strangers_ >= room_.strangers)) return std::nullopt;
  ++(is_stranger ? strangers_ : known_);
  return Turn(*this, lane);
}

}  // namespace kringwerk::accounts
