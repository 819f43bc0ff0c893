#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "matching/chain_assessment.h"
#include "matching/match_index.h"
#include "matching/walk_state.h"

namespace kringwerk::matching {

enum class QueryKind : std::uint8_t { offer, need, activity };

/// What to walk through.
struct WalkPlan {
  QueryKind kind{};
  int record = 0;
  std::optional<Constraint> waived{};
  int max_steps = kMostSteps;
  Kilograms basis_kg = 0;  ///< what scores are taken per; above zero
  Audience sees = kEverybody;
  bool only_first = false;  ///< whether one chain is enough
};

/// The workshops on a chain, ascending, each once, the rest -1.
using WorkshopSet = std::array<int, kMostSteps>;
WorkshopSet workshops_of(const Instance& instance, const std::vector<Step>& steps);

/// Enumerates the chains of a plan in the exact order, best first, without making the worse ones: best-first search
/// with admissible bounds, forwards from an offer, backwards from a need; from an activity forwards to needs and then
/// backwards to offers. Parts with the same bound are opened before a chain is handed out, so ties come out in order.
/// One thread per walk; any number of walks on one index.
class ChainWalk {
 public:
  /// `index` outlives the walk.
  ChainWalk(const MatchIndex& index, WalkPlan plan);
  std::optional<Candidate> next();

  /// Chains with these are no longer wanted; lets the walk leave them out early. The end is the need, or for the chains
  /// of a need the offer.
  std::function<bool(int end)> is_end_closed;
  std::function<bool(const WorkshopSet& workshops)> is_set_closed;

 private:
  /// A known part of a chain that stands before an activity (or at the need or offer that was asked about).
  struct Part {
    WalkState state{};
    int parent = -1;
    int activity = -1;
    int output = -1;  ///< forwards: of the parent's activity, leading here; backwards: of this activity, followed
    int need = -1;    ///< where a backward part begins
    int depth = 0;    ///< activities on the known part
    Fault waiver = Fault::none;  ///< still to be used in the direction of the walk
    Fault other = Fault::none;   ///< to be used before the activity asked about
    bool is_backward = false;
  };
  /// A place from which needs (or, backwards, offers) are looked for.
  struct Sight {
    WalkState state{};
    int part = 0;
    int output = -1;
    ArcEnd end{};
    Fault fault = Fault::none;
    bool finds_offers = false;
    WorkshopSet workshops{};
    bool has_set = false;  ///< both ends are known when it finds a record
  };
  enum class Kind : char { part, box, record, candidate };
  struct Item {
    std::int64_t bound = 0;
    Kind kind{};
    int index = 0;  ///< of a part, a sight or a candidate
    int record = 0;
    const RecordTree::Node* box = nullptr;
  };

  void start_from_offer();
  void start_from_need();
  void start_from_activity(Fault ahead, Fault behind);
  void add_part(const Part& part, const Reach& ahead);
  void open(int part);
  void leave(int part, int slot);
  void enter(int from, const ArcEnd& source, int output, const WalkState& state, int activity);
  void open_backwards(int part);
  void feed(int from, const ArcEnd& taker, const WalkState& state, int slot);
  void see_set(Sight& sight) const;
  bool fits(const Sight& sight, const TreeSummary& box) const;
  void weigh_box(int sight, const RecordTree::Node& box);
  void weigh_record(int sight, const TreeEntry& entry);
  int end_of(const Sight& sight, int record) const;
  void open_box(int sight, const RecordTree::Node& box);
  void judge(int sight, int record);
  void turn_back(const Sight& sight, int need);
  ChainPath path_of(const Sight& sight, int record) const;
  void push(const Item& item);
  Item pop();
  bool is_below(const Item& a, const Item& b) const;

  const MatchIndex& index_;
  const Instance& instance_;
  WalkPlan plan_;
  Fault waiver_ = Fault::none;
  ScoreBound bound_;
  std::vector<Part> parts_;
  std::vector<Sight> sights_;
  std::vector<Candidate> candidates_;
  std::vector<Item> heap_;
  std::optional<std::int64_t> found_;  ///< the best candidate, when one is enough
  std::optional<ChainPath> last_;
};

}  // namespace kringwerk::matching
