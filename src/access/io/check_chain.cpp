#include "access/io/check_chain.h"

#include <algorithm>
#include <limits>
#include <set>

#include "access/io/erase_details.h"

namespace kringwerk::access {

namespace {

constexpr std::int64_t kLinesAtOnce = 5'000;
/// Lines after a number with their details, ?2 of them at most.
std::string select_lines() {
  return std::string("SELECT ")
      .append(kLineColumns)
      .append(
          ", chain_hash, salt, changes FROM audit_line LEFT JOIN audit_detail ON audit_detail.line_number = "
          "audit_line.line_number WHERE audit_line.line_number > ?1 ORDER BY audit_line.line_number LIMIT ?2");
}

AuditLine line_of(const storage::Rows& rows) {
  AuditLine line = read_line(rows);
  line.chain_hash = rows.get<std::string>(9);
  return line;
}

std::int64_t first_number(storage::Rows rows) {
  return rows.next() && !rows.is_null(0) ? rows.int64(0) : 0;
}

/// Anchors of all files in the order of their lines.
std::vector<Anchor> in_order(const std::vector<AnchorFile::Content>& files) {
  std::vector<Anchor> all;
  for (const AnchorFile::Content& file : files) all.insert(all.end(), file.anchors.begin(), file.anchors.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const Anchor& one, const Anchor& other) { return one.head.number < other.head.number; });
  return all;
}

/// Walks the lines, and keeps the first thing that is wrong.
class Walk {
 public:
  Walk(std::string_view key, std::vector<Anchor> anchors) : key_(key), anchors_(std::move(anchors)) { pass_anchors(); }

  void step(const AuditLine& line, const std::optional<AuditDetail>& detail) {
    ++report_.lines;
    if (!broken_) check(line, detail);
    // Announcements count even behind a break: a detail that was erased rightly is not the first bad record.
    if (line.action == kDetailErased && line.record == kAuditLineRecord && line.record_id < line.number) {
      report_.erased += static_cast<std::int64_t>(gone_.erase(line.record_id));
    }
  }

  bool is_broken() const { return broken_.has_value(); }
  /// Lines whose details are gone and not yet announced as erased.
  const std::set<std::int64_t>& gone() const { return gone_; }

  /// `stored`: what the row says that tells where the chain ends.
  void end(const std::optional<ChainHead>& stored) {
    if (broken_) return;
    if (next_anchor_ < anchors_.size()) {
      const Anchor& missed = anchors_[next_anchor_];
      fail(ChainFault::end_cut_off, numbered(report_.head.number + 1), anchors_.back().head.number);
      broken_->since = missed.at;
    } else if (stored != report_.head) {
      fail(ChainFault::head_changed, numbered(report_.head.number), stored ? stored->number : 0);
    }
  }

  void fail(ChainFault fault, const AuditLine& line, std::int64_t expected = 0) {
    broken_ = ChainFinding{fault, line, line.at != Instant{}, expected, last_time_};
  }

  ChainReport report() && {
    report_.first = std::move(broken_);
    return std::move(report_);
  }
  const ChainHead& head() const { return report_.head; }

  static AuditLine numbered(std::int64_t number) {
    AuditLine line;
    line.number = number;
    return line;
  }

 private:
  void check(const AuditLine& line, const std::optional<AuditDetail>& detail) {
    const std::int64_t expected = report_.head.number + 1;
    if (line.number > expected) return fail(ChainFault::line_missing, numbered(expected), line.number);
    if (line.number != expected || hash_of_line(key_, report_.head.hash, line) != line.chain_hash) {
      return fail(ChainFault::line_changed, line);
    }
    if (detail && hash_of_detail(key_, *detail) != line.detail_hash) return fail(ChainFault::detail_changed, line);
    if (!detail && !line.detail_hash.empty()) gone_.insert(line.number);
    report_.head = {line.number, line.chain_hash};
    last_time_ = line.at;
    if (!pass_anchors()) fail(ChainFault::anchor_differs, line, line.number);
  }

  /// Compares the anchors that stand at the line reached.
  bool pass_anchors() {
    for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].head.number <= report_.head.number;
         ++next_anchor_) {
      if (anchors_[next_anchor_].head != report_.head) return false;
      ++report_.anchors;
    }
    return true;
  }

  std::string_view key_;
  std::vector<Anchor> anchors_;
  std::size_t next_anchor_ = 0;
  std::set<std::int64_t> gone_;
  std::optional<Instant> last_time_;
  std::optional<ChainFinding> broken_;
  ChainReport report_;
};

void walk_lines(storage::Connection& connection, Walk& walk,
                const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const std::int64_t all = first_number(connection.query("SELECT COUNT(*) FROM audit_line"));
  std::int64_t done = 0;
  const std::string lines = select_lines();
  for (std::int64_t last = std::numeric_limits<std::int64_t>::min(), got = kLinesAtOnce; got == kLinesAtOnce;) {
    auto rows = connection.query(lines, last, kLinesAtOnce);
    for (got = 0; rows.next(); ++got) {
      const AuditLine line = line_of(rows);
      std::optional<AuditDetail> detail;
      if (!rows.is_null(10)) detail = AuditDetail{rows.get<std::string>(10), rows.get<std::string>(11)};
      walk.step(line, detail);
      last = line.number;
    }
    done += got;
    if (progress) progress(done, all);
    if (walk.is_broken() && walk.gone().empty()) return;
  }
}

std::optional<ChainHead> find_head(storage::Connection& connection) {
  auto rows = connection.query("SELECT line_number, chain_hash FROM audit_head WHERE one = 1");
  if (!rows.next()) return std::nullopt;
  return ChainHead{rows.int64(0), rows.get<std::string>(1)};
}

/// A line by its number, as it stands in the store.
AuditLine load_line(storage::Connection& connection, std::int64_t number) {
  auto rows = connection.query(select_lines(), number - 1, 1);
  return rows.next() ? line_of(rows) : Walk::numbered(number);
}

}  // namespace

ChainReport check_chain(storage::Connection& connection, std::string_view key,
                        const std::vector<AnchorFile::Content>& anchors,
                        const std::function<void(std::int64_t, std::int64_t)>& progress) {
  Walk walk(key, in_order(anchors));
  walk_lines(connection, walk, progress);
  walk.end(find_head(connection));
  if (!walk.gone().empty()) {
    walk.fail(ChainFault::detail_missing, load_line(connection, *walk.gone().begin()));
  } else if (!walk.is_broken()) {
    const std::int64_t unowned = first_number(
        connection.query("SELECT MIN(line_number) FROM audit_detail WHERE NOT EXISTS (SELECT 1 FROM audit_line WHERE "
                         "audit_line.line_number = audit_detail.line_number)"));
    if (unowned != 0) walk.fail(ChainFault::detail_unowned, Walk::numbered(unowned));
  }
  for (const AnchorFile::Content& file : anchors) {
    if (file.bad_line == 0 || walk.is_broken()) continue;
    walk.fail(ChainFault::anchor_changed, Walk::numbered(walk.head().number), file.bad_line);
  }
  return std::move(walk).report();
}

bool last_line_has_key(storage::Connection& connection, std::string_view key) {
  const std::int64_t last = first_number(connection.query("SELECT MAX(line_number) FROM audit_line"));
  if (last < 1) return true;
  const AuditLine line = load_line(connection, last);
  const std::string before = last == 1 ? std::string() : load_line(connection, last - 1).chain_hash;
  return hash_of_line(key, before, line) == line.chain_hash;
}

}  // namespace kringwerk::access
