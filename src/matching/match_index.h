#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "matching/arc_index.h"
#include "matching/instance.h"
#include "matching/suffix_table.h"

namespace kringwerk::matching {

/// An instance with everything that is worth preparing for many questions. Built per audience: what an audience may not
/// see is not in its instance. Immutable: any number of threads may search it at once.
class MatchIndex {
 public:
  explicit MatchIndex(Instance instance);
  MatchIndex(const MatchIndex&) = delete;
  MatchIndex& operator=(const MatchIndex&) = delete;

  const Instance& instance() const { return instance_; }
  const ArcIndex& arcs() const { return arcs_; }
  /// Bounds for chains to any need through any activity with this waiver.
  const SuffixTable& table(Fault waiver) const { return *tables_[static_cast<std::size_t>(waiver)]; }

  /// Position of a record by id, or -1.
  int find_offer(std::string_view id) const;
  int find_need(std::string_view id) const;
  int find_activity(std::string_view id) const;

 private:
  Instance instance_;
  ArcIndex arcs_;
  std::vector<std::unique_ptr<SuffixTable>> tables_;
};

}  // namespace kringwerk::matching
