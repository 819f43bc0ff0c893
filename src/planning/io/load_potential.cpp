#include "planning/io/load_potential.h"

#include "planning/io/load_hidden.h"

#include "planning/io/find_potential.h"
#include "site/visit.h"

namespace kringwerk::planning {

namespace {

using matching::PotentialKind;
using storage::Connection;

class Sight {
 public:
  Sight(const PotentialView& view, HiddenRecords hidden, Language language)
      : now_(*view.now), names_(view.names), hidden_(std::move(hidden)), language_(language) {}

  std::vector<PotentialRecord> records(const PotentialRow& row) const {
    std::vector<PotentialRecord> shown;
    for (const std::string& id : row.records) {
      if (hidden_.contains(id)) continue;
      if (row.kind == PotentialKind::need || row.kind == PotentialKind::offer) {
        add_stream(id, shown);
      } else {
        add_workshop(id, shown);
      }
    }
    return shown;
  }

 private:
  void add_stream(const std::string& id, std::vector<PotentialRecord>& shown) const {
    const auto known = materials::StreamId::parse(id);
    const materials::Stream* stream = known ? now_.find(*known) : nullptr;
    if (stream != nullptr) shown.push_back({stream->title.best(language_), "/offers/" + id});
  }
  /// What a workshop can do is public, as long as it says so.
  void add_workshop(const std::string& id, std::vector<PotentialRecord>& shown) const {
    const auto found = names_.records.find(id);
    if (found == names_.records.end() || found->second.organisation.empty()) return;
    for (const PotentialRecord& other : shown) {
      if (other.name == found->second.owner) return;
    }
    shown.push_back({found->second.owner, "/organisations/" + found->second.organisation});
  }

  const matchmaking::Snapshot& now_;
  const PlanNames& names_;
  HiddenRecords hidden_;
  Language language_;
};

bool fits(const PotentialRow& row, const PotentialFilter& filter, const PlanNames& names) {
  if (!filter.hub.empty() && row.hub != filter.hub) return false;
  if (!filter.kind.empty() && key_of(row.kind) != filter.kind) return false;
  if (filter.family.empty()) return true;
  for (const std::string& material : row.materials) {
    const auto name = names.materials.find(material);
    if (name != names.materials.end() && name->second.family == filter.family) return true;
  }
  return false;
}

}  // namespace

PotentialView load_potential(const site::Services& services, const web::Call& call, matchmaking::LiveEconomy& live,
                             const PotentialFilter& filter) {
  PotentialView view;
  view.now = live.at(services.now(), materials::audience_of(site::visit_of(call).actor));
  std::optional<std::string> text;
  HiddenRecords hidden;
  services.database.read([&](Connection& connection) {
    view.run = load_latest_plan(connection);
    if (!view.run) return;
    text = load_run_file(connection, view.run->id, kPotentialFile);
    view.names = read_names(load_run_file(connection, view.run->id, kNamesFile).value_or(""));
    hidden = load_hidden_activities(connection, view.names);
  });
  view.is_found = text.has_value();
  if (!text) return view;
  const Sight sight(view, std::move(hidden), call.language);
  for (PotentialRow& row : read_potential(*text)) {
    std::vector<PotentialRecord> records = sight.records(row);
    if (records.empty()) continue;
    view.all.push_back({std::move(row), std::move(records)});
    if (fits(view.all.back().row, filter, view.names)) view.rows.push_back(view.all.back());
  }
  return view;
}

}  // namespace kringwerk::planning
