#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "base/time.h"

namespace kringwerk::rooms {

/// Keeps anybody from trying codes: after kMostWrong wrong ones from an address within kWindow, every code is wrong for
/// a while. In memory only, so nothing about visitors is stored. Thread rule: any thread.
class CodeGate {
 public:
  static constexpr std::size_t kMostWrong = 30;
  static constexpr std::chrono::minutes kWindow{10};

  bool lets_in(const std::string& address, Instant now);
  void count_wrong(const std::string& address, Instant now);

 private:
  void forget_old(Instant now);
  std::mutex guard_;
  std::map<std::string, std::deque<Instant>> wrong_;
};

}  // namespace kringwerk::rooms
