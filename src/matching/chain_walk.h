#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "matching/bound_queue.h"
#include "matching/chain_assessment.h"
#include "matching/match_index.h"
#include "matching/need_front.h"
#include "matching/target_table.h"
#include "matching/visit_table.h"
#include "matching/walk_state.h"

namespace kringwerk::matching {

enum class QueryKind : std::uint8_t { offer, need, activity };

/// The rule of arcs that is waived, if it is one.
Fault fault_of(std::optional<Constraint> waived);

/// What to walk through.
struct WalkPlan {
  QueryKind kind{};
  int record = 0;
  std::optional<Constraint> waived{};
  int max_steps = kMostSteps;
  Kilograms basis_kg = 0;  ///< what scores are taken per; above zero
  Audience sees = kEverybody;
  bool only_first = false;  ///< whether one chain is enough
  /// How often the walk must come to a slot before it looks at its needs closely. Never changes an answer.
  int visits_for_front = 8;
};

/// The workshops on a chain, ascending, each once, the rest -1.
using WorkshopSet = std::array<int, kMostSteps>;
WorkshopSet workshops_of(const Instance& instance, const std::vector<Step>& steps);

/// Enumerates the chains of a plan in the exact order, best first, without making the worse ones: best-first search
/// from offers with admissible bounds. For the chains of a need or an activity the offers are found by what can follow
/// them on the way there. Parts with the same bound are opened before a chain is handed out, so ties come out in order.
/// One thread per walk; any number of walks on one index.
class ChainWalk {
 public:
  /// `index` and `table` outlive the walk. The table aims at the need or activity of the plan with its waiver; an
  /// offer's chains need none.
  ChainWalk(const MatchIndex& index, WalkPlan plan, const TargetTable* table = nullptr);
  ~ChainWalk();
  ChainWalk(const ChainWalk&) = delete;
  ChainWalk& operator=(const ChainWalk&) = delete;
  /// The next best; nullopt when there is none, or when it is late.
  std::optional<Candidate> next();
  bool was_cut_short() const { return was_cut_short_; }

  /// Chains with these are no longer wanted; lets the walk leave them out early. The end is the need, or for the chains
  /// of a need the offer.
  std::function<bool(int end)> is_end_closed;
  std::function<bool(const WorkshopSet& workshops)> is_set_closed;
  /// Asked now and then; the walk ends soon after it says yes. Without it a walk takes the time it takes.
  std::function<bool()> is_late;

 private:
  /// The known part of a chain: from an offer into an activity, or an offer alone.
  struct Part {
    WalkState state{};
    int parent = -1;
    int offer = -1;
    int activity = -1;
    int output = -1;             ///< of the parent's activity, leading here
    int depth = 0;               ///< activities so far
    Fault waiver = Fault::none;  ///< still to be used
    int to_go = 0;               ///< activities until the need, or the activity, that was asked about
    bool has_passed = false;     ///< that activity
  };
  /// A place from which needs are looked for, or to which offers are.
  struct Sight {
    WalkState state{};
    int part = -1;
    int output = -1;
    int slot = -1;  ///< that output, where needs are looked for
    ArcEnd end{};
    Fault fault = Fault::none;  ///< of the arc
    bool finds_offers = false;
    int entry = -1;              ///< the activity that found offers enter; -1 for the need asked about
    int to_go = 0;               ///< further activities on the way of the offers that it finds
    bool has_workshops = false;  ///< whether those are known
    bool is_shut = false;        ///< chains with those are no longer wanted
    int checked_at = -1;         ///< how many chains had been handed out when that was asked
    WorkshopSet workshops{};
    bool is_last() const { return !finds_offers || entry < 0; }
  };
  /// What can be seen of the needs of a slot; made when many parts of chains get there.
  struct SeenNeeds {
    int visits = 0;
    int checked_at = 0;  ///< how many chains had been handed out
    bool is_made = false;
    NeedFront front{};
  };
  /// What can be seen of all ways on from an activity; made when many parts of chains get there.
  struct SeenWays {
    int visits = 0;
    int made_at = 0;     ///< how many visits there had been
    int checked_at = 0;  ///< how many chains had been handed out
    bool is_made = false;
    NeedFront front{};
  };
  enum class Kind : char { part, sight, box, record, candidate };
  struct Item {
    std::int64_t bound = 0;
    Kind kind{};
    Fault waiver = Fault::none;  ///< still to be used by a part
    int next = -1;               ///< the queue's
    int index = 0;               ///< of a sight or a candidate; of a part that from which it is entered
    int record = 0;              ///< of a part its activity
    const RecordTree::Node* box = nullptr;
  };

  /// What a walk fills. The next one on the same thread gets it empty, because fresh memory costs more than filling it.
  struct Room {
    std::vector<Part> parts{};
    std::vector<Sight> sights{};
    std::vector<Candidate> candidates{};
    BoundQueue<Item> queue{};
    VisitTable<SeenNeeds> seen_needs{};
    VisitTable<SeenWays> seen_ways{};
    bool is_large() const;
    void clear();
  };

  static Room& spare_room();
  bool has_time();
  void start_from_offer();
  void look_for_offers(int activity);
  void look_for_direct_offers();
  void begin(const Sight& found, int position);
  Part part_at(int offer) const;
  std::optional<std::int64_t> limit_of(const Part& part) const;
  bool sees_activity(int activity) const;
  void open(const Item& item);
  void leave(int at, int number);
  void arrive(const Sight& sight, const Slot& slot);
  void enter_all(int from, const std::vector<int>& activities);
  void enter_plainly(int from, const std::vector<int>& activities);
  void enter(int from, int activity);
  std::optional<Part> part_entered(const Sight& source, int activity, double chord) const;
  bool fits(const Sight& sight, const TreeSummary& box) const;
  void look(const Item& item);
  const RecordTree::Node& needs_in(const Sight& sight) const;
  std::optional<std::int64_t> limit_of(const Sight& sight, int visits);
  const NeedFront* front_of(const Sight& sight, int visits);
  float useful_kg(float kg) const;
  std::optional<double> promise_of(const Sight& sight, const TreeSummary& box, const NeedFront& front) const;
  void gather(const Sight& sight, const RecordTree::Node& box, NeedFront& front) const;
  void gather(const Sight& sight, const TreeEntry& entry, NeedFront& front) const;
  std::uint64_t place_of_ways(const Part& part) const;
  const NeedFront* ways_from(const Part& part) const;
  void visit(const Part& part);
  void gather_ways(const Part& part, NeedFront& front);
  void gather_ways_through(const Part& part, const Sight& sight, int next, NeedFront& front) const;
  void add_ways(NeedFront& front, const Reach& ahead, const Reach::Shift& shift) const;
  void add_ways(NeedFront& front, const NeedFront& ahead, const Reach::Shift& shift) const;
  void add_way(NeedFront& front, Reach::Stair stair, const Reach::Shift& shift, float least_kg) const;
  int add_sight(const Sight& sight);
  bool leads_nowhere(int at);
  void weigh_box(int at, const RecordTree::Node& box);
  void weigh_boxes_plainly(int at, std::span<const RecordTree::Node> boxes);
  double minimum_of(const TreeEntry& need) const;
  void weigh_record(int at, const TreeEntry& entry);
  void weigh_plainly(int at, std::span<const TreeEntry> entries);
  bool is_closed(const Sight& sight, int record) const;
  void open_box(int at, const RecordTree::Node& box);
  void judge(int at, int record);
  ChainPath path_of(const Sight& sight, int record) const;
  /// In its callers, so that an item is made where the queue keeps it.
  [[gnu::always_inline]] void push(const Item& item) {
    if (plan_.only_first && found_ && item.bound < *found_) return;
    room_.queue.push(item, [this](const Item& a, const Item& b) { return is_below(a, b); });
  }
  Item pop();
  bool is_below(const Item& a, const Item& b) const;

  const MatchIndex& index_;
  const Instance& instance_;
  WalkPlan plan_;
  const TargetTable* table_;
  Fault waiver_ = Fault::none;
  ScoreBound bound_;
  Room room_;
  std::optional<std::int64_t> found_;  ///< the best candidate, when one is enough
  std::optional<ChainPath> last_;
  bool has_ways_ = false;  ///< whether any have been made
  int handed_out_ = 0;
  int taken_out_ = 0;
  bool was_cut_short_ = false;
};

}  // namespace kringwerk::matching
