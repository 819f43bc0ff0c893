#include "matching/record_reader.h"

#include <algorithm>

#include "base/ensure.h"
#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

constexpr Range kGrades{0, 9};

bool meets(const Window& window, const Window& period) {
  return window.from <= period.to && period.from <= window.to;
}

/// Reads the cells that are the same in offers and needs.
class Cells {
 public:
  explicit Cells(const MatchIndex& index) : index_(index), checks_(found_) {}
  ~Cells() = default;
  Cells(const Cells&) = delete;
  Cells& operator=(const Cells&) = delete;

  RowChecks& checks() { return checks_; }
  template <class Record, class Row>
  void read_common(const Row& row, Record& record) {
    record.id = row.id;
    record.kg = checks_.kilograms(row.kg, row.where, "kg");
    record.window = checks_.window(row.window, row.where, "to");
    record.at = checks_.place(row.at, row.where);
    record.in_period = meets(record.window, index_.instance().policy.period);
  }
  void done() const { ensure(found_.empty(), "a record's row passes the engine's checks"); }

 private:
  const MatchIndex& index_;
  Violations found_;
  RowChecks checks_;
};

std::optional<Offer> offer_of(const OfferRow& row, const MatchIndex& index, std::optional<Permits> permits) {
  const int material = index.find_material(row.material);
  if (material < 0 || !permits) return std::nullopt;
  Cells cells(index);
  Offer offer{.material = material, .permit = *std::move(permits)};
  cells.read_common(row, offer);
  offer.grade = cells.checks().whole(row.grade, kGrades, row.where, "grade");
  cells.done();
  return offer;
}

std::optional<Need> need_of(const NeedRow& row, const MatchIndex& index, std::optional<Permits> permits) {
  if (!permits) return std::nullopt;
  Need need{.permits = *std::move(permits)};
  for (const std::string& id : row.materials) {
    need.materials.push_back(index.find_material(id));
    if (need.materials.back() < 0) return std::nullopt;
  }
  ensure(!need.materials.empty(), "a need names a material");
  std::sort(need.materials.begin(), need.materials.end());
  need.materials.erase(std::unique(need.materials.begin(), need.materials.end()), need.materials.end());
  Cells cells(index);
  cells.read_common(row, need);
  need.min_grade = cells.checks().whole(row.min_grade, kGrades, row.where, "min_grade");
  need.retention = cells.checks().number(row.retention, Range{0, 1}, row.where, "retention");
  need.min_kg = cells.checks().kilograms(row.min_kg, row.where, "min_kg");
  cells.done();
  return need;
}

}  // namespace

std::optional<Offer> read_offer(const OfferRow& row, const MatchIndex& index) {
  return offer_of(row, index, index.find_permits(row.permit));
}
std::optional<Need> read_need(const NeedRow& row, const MatchIndex& index) {
  // What nobody asks for is no use to hold.
  std::vector<std::string> known;
  for (const std::string& name : row.permits) {
    if (index.find_permits({name})) known.push_back(name);
  }
  return need_of(row, index, index.find_permits(known));
}
std::optional<Offer> take_offer(const OfferRow& row, MatchIndex& index) {
  return offer_of(row, index, index.intern_permits(row.permit));
}
std::optional<Need> take_need(const NeedRow& row, MatchIndex& index) {
  return need_of(row, index, index.intern_permits(row.permits));
}

}  // namespace kringwerk::matching
