#include "freshness/contact_answer.h"

namespace kringwerk::freshness {

namespace {

using materials::AmountQuality;
using materials::Stream;
using materials::StreamState;

bool is_live(const Stream& stream) {
  return stream.state == StreamState::open || stream.state == StreamState::in_talks ||
         stream.state == StreamState::partly_agreed;
}

Violations check_news(const Stream& stream, const StreamNews& news, Day today) {
  Violations found;
  if (news.thousandths && *news.thousandths <= 0) found.push_back({"materials.amount_not_positive", "amount", {}});
  if (news.to && stream.available.from && *news.to < *stream.available.from) {
    found.push_back({"materials.period_reversed", "to", {}});
  } else if (news.to && *news.to < today) {
    found.push_back({"freshness.day_past", "to", {}});
  }
  return found;
}

}  // namespace

Result<Stream> confirm_stream(const Stream& stream, Instant now) {
  if (!is_live(stream)) return Conflict{};
  Stream next = stream;
  next.confirmed_at = now;
  ++next.version;
  return next;
}

Result<Stream> change_stream(const Stream& stream, const StreamNews& news, Day today, Instant now) {
  auto next = confirm_stream(stream, now);
  if (!next) return next;
  Violations found = check_news(stream, news, today);
  if (!found.empty()) return Invalid{std::move(found)};
  if (news.thousandths != stream.amount.thousandths) {
    next->amount.thousandths = news.thousandths;
    next->amount.quality = news.thousandths ? AmountQuality::declared : AmountQuality::unknown;
  }
  next->amount.rhythm = news.rhythm;
  next->available.to = news.to;
  return next;
}

Result<Stream> end_stream(const Stream& stream) {
  if (!is_live(stream)) return Conflict{};
  Stream next = stream;
  next.state = StreamState::closed;
  ++next.version;
  return next;
}

}  // namespace kringwerk::freshness
