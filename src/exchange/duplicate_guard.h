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
namespace kringwerk::exchange {

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
/// The strongest likeness of two records; nullopt for none. A mailbox of one of the large providers (gmail.com,
/// telenet.be …) is compared whole; a domain of one of them, or of a shared page (facebook.com …), is no likeness.
std::optional<Likeness> likeness(const GuardedRecord& a, const GuardedRecord& b);

struct GuardFinding {
  std::int64_t id = 0;
  Likeness likeness{};
  friend bool operator==(const GuardFinding&, const GuardFinding&) = default;
};

/// Many records, asked many times: the same answers as likeness with each of them.
class DuplicateGuard {
 public:
  void add(GuardedRecord record);
  /// Strongest first, then by id; without `record.id` itself.
  std::vector<GuardFinding> find(const GuardedRecord& record) const;

 private:
  using Places = std::vector<std::size_t>;
  std::vector<GuardedRecord> records_;
  std::map<std::string, Places, std::less<>> by_number_;
  std::map<std::string, Places, std::less<>> by_domain_;
  std::map<std::string, Places, std::less<>> by_email_;
  std::map<std::pair<int, int>, Places> by_cell_;
};

}  // namespace kringwerk::exchange
