#pragma once

#include "introductions/introduction.h"
#include "storage/connection.h"

/// Introductions as their parties and hubs see them. Every query holds the condition of the policy table.
namespace kringwerk::introductions {

struct IntroductionReader {
  const access::Actor& actor;
  Day today;
};

/// waiting: answers are awaited. late: after the day of promise. open: not ended.
enum class IntroductionFilter { open, late, waiting, talks, agreed, failed, withdrawn, all };
inline constexpr std::array<std::string_view, 8> kIntroductionFilterKeys{"open",   "late",   "waiting",   "talks",
                                                                         "agreed", "failed", "withdrawn", "all"};

/// Which of those that somebody may read. own: of the organisations they work for, or proposed by them. hub: of the
/// hubs they are staff of.
enum class IntroductionShelf { own, hub };

struct IntroductionQuery {
  IntroductionShelf shelf = IntroductionShelf::hub;
  IntroductionFilter filter = IntroductionFilter::open;
  std::optional<network::HubId> hub;
  int first = 0;
  int most = 50;
};
struct IntroductionList {
  std::vector<Introduction> rows;  ///< late ones first, then by due day; ended ones newest first after them
  std::int64_t total = 0;
};
IntroductionList load_introduction_list(storage::Connection& connection, const IntroductionReader& reader,
                                        const IntroductionQuery& query);

/// All of an introduction, for a decision that asks the policy itself; never to show.
std::optional<Introduction> load_introduction_to_decide(storage::Connection& connection, IntroductionId id);

/// Oldest first.
std::vector<Outcome> load_outcomes(storage::Connection& connection, IntroductionId id);

/// The hub that proposed it; else the organisation of the side that did, which its page shows; empty when hidden.
std::string load_proposer(storage::Connection& connection, const Introduction& introduction);

}  // namespace kringwerk::introductions
