#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/geo.h"

/// The duplicate guard: which organisations of the network a new one may be.
namespace kringwerk::network {

/// What the guard compares. What is not known is empty and makes nothing alike.
struct GuardedRecord {
  std::int64_t id = 0;
  std::string folded_name;        ///< text::folded
  std::string enterprise_number;  ///< ten digits
  std::string website;            ///< as kept
  std::string email;
  std::optional<Point> position;  ///< the site itself; the centre of a municipality says nothing
};

/// Why two records may be one, strongest first.
enum class Likeness { same_number, same_email, same_domain, near_and_named_alike };
inline constexpr std::array<std::string_view, 4> kLikenessKeys{"same_number", "same_email", "same_domain",
                                                               "near_and_named_alike"};

/// Two sites this near, and
inline constexpr double kNearMetres = 100;
/// names of which at most this share of the letters differs, are taken for one.
inline constexpr int kNamePercent = 30;

/// Typing errors between folded names as a share of the longer one, in whole percent rounded up; 100 when one is empty.
int name_distance_percent(std::string_view a, std::string_view b);
/// "https://www.Bedrijf.be/nl" is "bedrijf.be"; empty for what is no address.
std::string web_domain(std::string_view website);

/// One reason, with what it is made of.
struct LikenessReason {
  Likeness likeness{};
  std::string shared;  ///< the number, the mailbox or the domain
  int metres = 0;      ///< between the sites, rounded down
  int letters = 0;     ///< typing errors between the names
  friend bool operator==(const LikenessReason&, const LikenessReason&) = default;
};
/// All reasons to take two records for one, strongest first; a mailbox that is the same does not name its domain again.
/// A mailbox of one of the large providers (gmail.com, telenet.be …) is compared whole; a domain of one of them, or of
/// a shared page (facebook.com …), is no likeness.
std::vector<LikenessReason> reasons_alike(const GuardedRecord& a, const GuardedRecord& b);
/// The strongest of them; nullopt for none.
std::optional<Likeness> likeness(const GuardedRecord& a, const GuardedRecord& b);

struct GuardFinding {
  std::int64_t id = 0;
  std::vector<LikenessReason> reasons;  ///< at least one
  Likeness likeness() const { return reasons.front().likeness; }
  friend bool operator==(const GuardFinding&, const GuardFinding&) = default;
};

/// Two records of one guard; `low` is the lower number.
struct GuardPair {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::vector<LikenessReason> reasons;
};

/// Many records, asked many times: the same answers as likeness with each of them.
class DuplicateGuard {
 public:
  void add(GuardedRecord record);
  /// Strongest first, then by id; without `record.id` itself.
  std::vector<GuardFinding> find(const GuardedRecord& record) const;
  /// All pairs among its own records, each once, strongest first, then by number; the search ends with the record at
  /// which `most` were found.
  std::vector<GuardPair> pairs(std::size_t most) const;

 private:
  using Places = std::vector<std::size_t>;
  std::vector<GuardedRecord> records_;
  std::map<std::string, Places, std::less<>> by_number_;
  std::map<std::string, Places, std::less<>> by_domain_;
  std::map<std::string, Places, std::less<>> by_email_;
  std::map<std::pair<int, int>, Places> by_cell_;
};

}  // namespace kringwerk::network
