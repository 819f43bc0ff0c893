#include "planning/io/change_form.h"

#include <algorithm>

#include "network/choose_place.h"
#include "network/io/load_places.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using Presence = web::FormReader::Presence;
constexpr double kThousand = 1000;

class ChangeReader {
 public:
  ChangeReader(const web::Form& form, Language language, ChangeKind kind) : reader_(form, language) {
    change_.kind = kind;
  }

  void read(storage::Connection& connection, const LoadedPlan& plan, const matchmaking::Snapshot& now) {
    switch (change_.kind) {
      case ChangeKind::add_activity:
        change_.subject = reader_.typed("subject");
        read_amount(Presence::required);
        read_place(connection);
        change_.cost_eur = decimal("cost", Presence::optional);
        change_.hours = decimal("hours", Presence::optional);
        return;
      case ChangeKind::add_offer:
      case ChangeKind::add_need:
        change_.subject = reader_.typed("subject");
        read_amount(Presence::required);
        read_place(connection);
        return;
      case ChangeKind::set_capacity:
        change_.subject = reader_.typed("subject");
        read_capacity();
        return;
      case ChangeKind::remove_workshop:
        change_.subject = reader_.typed("subject");
        return;
      case ChangeKind::remove_stream:
        find_stream(plan, now);
        return;
      case ChangeKind::set_policy:
        change_.subject = reader_.typed("subject");
        change_.number = decimal("number", Presence::required).value_or(0);
        return;
    }
  }

  ReadChange finish(const LoadedPlan& plan, const std::vector<Change>& before) {
    Violations found = reader_.violations();
    append(found, std::move(found_));
    const auto has = [&](const std::string& field) {
      return std::any_of(found.begin(), found.end(), [&](const Violation& one) { return one.field == field; });
    };
    // A field that could not be read gets no second finding.
    for (Violation& one : check_change(plan.instance, before, change_)) {
      const bool is_stream = change_.kind == ChangeKind::remove_stream && one.field == "subject";
      if (!is_stream && !has(one.field)) found.push_back(std::move(one));
    }
    return {change_, std::move(found)};
  }

 private:
  std::optional<double> decimal(std::string_view field, Presence presence) {
    const auto value = reader_.thousandths(field, presence);
    return value ? std::optional(static_cast<double>(*value) / kThousand) : std::nullopt;
  }

  /// Tonnes with three decimals are kilograms.
  void read_amount(Presence presence) { change_.kg_per_week = reader_.thousandths("amount", presence).value_or(0); }

  void read_capacity() {
    constexpr std::array<std::string_view, 2> kHow{"times", "equal"};
    const auto how = reader_.choice("how", kHow, Presence::required);
    if (how == 0U) {
      change_.factor = decimal("amount", Presence::required).value_or(0);
    } else {
      read_amount(Presence::required);
    }
  }

  void read_place(storage::Connection& connection) {
    const std::string typed = reader_.line("place", Presence::required, 80);
    if (typed.empty()) return;
    std::vector<network::Municipality> possible;
    for (network::FoundPlace& place : network::find_places(connection, typed)) {
      possible.push_back(std::move(place.municipality));
    }
    auto chosen = network::choose_place({typed, {}}, possible);
    if (chosen) {
      change_.place = chosen->nis.code;
      change_.at = chosen->centre;
    } else if (const auto* invalid = std::get_if<Invalid>(&chosen.error())) {
      append(found_, invalid->violations);
    }
  }

  void find_stream(const LoadedPlan& plan, const matchmaking::Snapshot& now) {
    const std::string typed = reader_.line("stream", Presence::required, 200);
    if (typed.empty()) return;
    const std::string words = text::folded(typed);
    const std::string end = typed.substr(typed.rfind('/') == std::string::npos ? 0 : typed.rfind('/') + 1);
    std::vector<std::string> fitting;
    const matchmaking::Economy economy = now.economy_with_streams();
    for (const materials::Stream& stream : economy.streams) {
      const std::string id = stream.id.text();
      if (!is_planned(plan, id)) continue;
      if (id == end) fitting.assign(1, id);
      if (id == end) break;
      const bool fits = std::any_of(kLanguages.begin(), kLanguages.end(), [&](Language language) {
        return text::folded(stream.title.exact(language)).find(words) != std::string::npos;
      });
      if (fits && !words.empty()) fitting.push_back(id);
    }
    if (fitting.size() == 1) change_.subject = fitting.front();
    if (fitting.empty()) found_.push_back({"whatif.stream_not_found", "stream", {}});
    if (fitting.size() > 1) {
      found_.push_back({"whatif.stream_ambiguous", "stream", {{"found", static_cast<std::int64_t>(fitting.size())}}});
    }
  }

  static bool is_planned(const LoadedPlan& plan, const std::string& id) {
    const auto has = [&](const auto& records) {
      return std::any_of(records.begin(), records.end(), [&](const auto& one) { return one.id == id; });
    };
    return has(plan.instance.offers) || has(plan.instance.needs);
  }

  web::FormReader reader_;
  Change change_;
  Violations found_;
};

}  // namespace

ReadChange read_change(storage::Connection& connection, const web::Form& form, Language language, ChangeKind kind,
                       const LoadedPlan& plan, const matchmaking::Snapshot& now, const std::vector<Change>& before) {
  ChangeReader reader(form, language, kind);
  reader.read(connection, plan, now);
  return reader.finish(plan, before);
}

}  // namespace kringwerk::planning
