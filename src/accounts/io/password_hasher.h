#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kringwerk::accounts {

/// Argon2id hashes (libsodium): 19 MiB and two passes each, which takes tens of milliseconds of one processor. So few
/// may be inside at once, one at a time works, and who finds no room is sent away at once: a flood of attempts to sign
/// in must not hold the threads that answer pages. People known to us (signed in, or on a device of theirs) find room
/// when strangers do not. Thread rule: any thread.
class PasswordHasher {
 public:
  enum class Lane { stranger, known };
  struct Room {
    int strangers = 2;  ///< strangers inside, working or waiting
    int all = 3;
  };
  PasswordHasher() : PasswordHasher(Room{}) {}
  explicit PasswordHasher(Room room) : room_(room) {}
  PasswordHasher(const PasswordHasher&) = delete;

  /// The right to make one or more hashes; held as short as possible.
  class Turn {
   public:
    Turn(Turn&& other) noexcept : hasher_(other.hasher_), lane_(other.lane_) { other.hasher_ = nullptr; }
    Turn& operator=(Turn&&) = delete;
    ~Turn();
    /// What is stored of a password: PHC string with its parameters and salt. `password` in normal form C.
    std::string hash(std::string_view password) const;
    /// Whether `password` fits `stored`. An empty `stored` (no such account, or no password yet) takes the same time
    /// and never fits.
    bool fits(const std::string& stored, std::string_view password) const;

   private:
    friend class PasswordHasher;
    Turn(PasswordHasher& hasher, Lane lane) : hasher_(&hasher), lane_(lane) {}
    PasswordHasher* hasher_;
    Lane lane_;
  };
  /// nullopt: too busy, try again in a few seconds.
  std::optional<Turn> enter(Lane lane);

 private:
  Room room_;
  std::mutex counting_;
  int strangers_ = 0;
  int known_ = 0;
  std::mutex working_;
};

}  // namespace kringwerk::accounts
