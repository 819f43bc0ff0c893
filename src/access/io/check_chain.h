#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "access/io/anchors.h"

/// The check of the whole audit trail: `kringwerk verify audit`.
namespace kringwerk::access {

enum class ChainFault {
  line_missing,    ///< this number is not there, a later one is
  line_changed,    ///< the line does not fit the line before it, or its own hash: edited, moved, put in, or renumbered
  detail_changed,  ///< what the fields were and became is not what the line was made with
  detail_missing,  ///< it is gone, and no later line says that it was erased
  detail_unowned,  ///< it belongs to a line that is not there
  head_changed,    ///< the row that says where the chain ends says something else than the last line
  end_cut_off,     ///< an anchor knows more lines than there are
  anchor_differs,  ///< an anchor knows another hash for this line: it, or one before it, was made anew with the key
  anchor_changed,  ///< this line of the anchor file was not written with this key, or one before it was taken out
};
inline constexpr std::array<std::string_view, 9> kChainFaultKeys{"line_missing",   "line_changed",   "detail_changed",
                                                                 "detail_missing", "detail_unowned", "head_changed",
                                                                 "end_cut_off",    "anchor_differs", "anchor_changed"};

struct ChainFinding {
  ChainFault fault = ChainFault::line_changed;
  AuditLine line;                ///< number always; the rest when that line is there
  bool has_line = false;         ///< whether it is
  std::int64_t expected = 0;     ///< the other number: of the anchor, the head, or the line of the anchor file
  std::optional<Instant> since;  ///< time of the last thing known to be whole before it
};

struct ChainReport {
  std::int64_t lines = 0;             ///< read
  std::int64_t erased = 0;            ///< details that were erased and announced
  std::int64_t anchors = 0;           ///< that fit
  ChainHead head;                     ///< of the last line that fits
  std::optional<ChainFinding> first;  ///< the first bad record; none: the trail is whole
};

/// Reads every line in order and recomputes its hash; never writes. `progress(done, all)` is called now and then.
/// Throws storage::Error when the store cannot be read.
ChainReport check_chain(storage::Connection& connection, std::string_view key,
                        const std::vector<AnchorFile::Content>& anchors,
                        const std::function<void(std::int64_t done, std::int64_t all)>& progress = {});

/// Whether the last line was written with `key`; true when there is none.
bool last_line_has_key(storage::Connection& connection, std::string_view key);

}  // namespace kringwerk::access
