#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "matching/chain_assessment.h"
#include "matching/match_index.h"

namespace kringwerk::matching {

/// What to walk through.
struct WalkPlan {
  int offer = -1;   ///< -1: every offer
  Target target{};  ///< its waiver belongs to `waived`
  std::optional<Constraint> waived{};
  int max_steps = 4;
  Kilograms basis_kg = 0;  ///< what scores are taken per; above zero
};

/// Enumerates the chains of a plan in the exact order, best first, without making the worse ones. Best-first search
/// with an admissible bound; parts with the same bound are opened before a chain is handed out, so ties come out in
/// order. One thread per walk; any number of walks on one index.
class ChainWalk {
 public:
  /// `table` answers `plan.target`; it and `index` outlive the walk.
  ChainWalk(const MatchIndex& index, const SuffixTable& table, WalkPlan plan);
  std::optional<Candidate> next();

  /// Chains with these are no longer wanted; lets the walk leave them out early. Never called for others' needs.
  std::function<bool(int need)> is_need_closed;
  std::function<bool(const std::vector<Step>& steps)> are_steps_closed;

 private:
  /// A way from an offer into an activity (or an offer itself, activity -1).
  struct Node {
    int parent = -1;
    int offer = 0;
    Step from{};  ///< the step of the parent that led here
    int activity = -1;
    double value = 0;    ///< € per offered tonne, the haul into the activity included
    double carried = 1;  ///< Y
    double most_kg = 0;  ///< bound on T in kilograms
    double least_kg = 0;
    int lead_days = 0;
    int depth = 0;
    Duties duties = 0;
    bool has_minimum = false;
    bool has_zero_capacity = false;
  };
  /// Needs still to be looked at from one exit of a node.
  struct Cursor {
    int node = 0;
    int output = -1;
    double value = 0;
    double carried = 1;
    double most_kg = 0;
    double least_kg = 0;
    Fault fault{};
    std::size_t position = 0;
  };
  enum class Kind : char { node, cursor, candidate };
  struct Entry {
    std::int64_t bound = 0;
    Kind kind{};
    std::size_t position = 0;
  };
  struct Exit {
    int node = 0;
    int output = -1;
    double value = 0;
    double carried = 1;
  };

  void start(int offer);
  void open(const Node& node, int at);
  void leave(const Exit& exit, const Reach& needs, std::span<const NextArc> next);
  void enter(const Exit& exit, const NextArc& arc);
  void advance(Cursor cursor);
  const NeedList& list_of(const Cursor& cursor);
  std::optional<std::int64_t> bound(double best_value, double worst_value, double most_kg,
                                    double least_kg) const;  // NOLINT
  bool can_meet(const Node& node, const Reach& ahead) const;
  bool days_can_meet(const Node& node, const Reach& ahead) const;
  ChainPath path_to(const Cursor& cursor, int need) const;
  void push(Entry entry);
  bool is_below(const Entry& a, const Entry& b) const;

  const MatchIndex& index_;
  const SuffixTable& table_;
  WalkPlan plan_;
  std::vector<Node> nodes_;
  std::vector<Cursor> cursors_;
  std::vector<Candidate> candidates_;
  std::vector<Entry> heap_;
  std::map<std::pair<int, Fault>, NeedList> lists_;        ///< by slot
  std::map<std::pair<int, Fault>, NeedList> offer_lists_;  ///< by offer
};

}  // namespace kringwerk::matching
