#pragma once

#include "base/language.h"
#include "introductions/io/load_introductions.h"

namespace kringwerk::introductions {

/// An introduction that waits for an answer: of the reader, or of others when the reader goes along and it is late.
struct WaitingIntroduction {
  IntroductionId id;
  LocalText offer, need;  ///< titles as far as the reader may know them; empty when hidden
  Day due;
  bool is_late = false;
  bool asks_reader = false;
};
struct WaitingList {
  std::vector<WaitingIntroduction> rows;  ///< those that ask the reader first, then by due day; at most `most`
  std::int64_t total = 0;
};
WaitingList load_waiting_introductions(storage::Connection& connection, const IntroductionReader& reader,
                                       std::size_t most);

}  // namespace kringwerk::introductions
