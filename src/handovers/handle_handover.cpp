#include "handovers/handle_handover.h"

#include <algorithm>

namespace kringwerk::handovers {

namespace {

using access::Action;

bool acts_for(const Standing& standing, const Agreement& agreement, Party party) {
  const auto own = parties_of(standing, agreement);
  return std::find(own.begin(), own.end(), party) != own.end();
}

/// In whose name somebody says something: of the side whose turn it is, where they act for both.
Party speaker(const Handover& handover, const Agreement& agreement, const HandoverHandling& handling,
              HandoverDeed deed) {
  const bool answers = deed == HandoverDeed::confirm || deed == HandoverDeed::dispute || deed == HandoverDeed::reject;
  if (answers) return other(handover.proposed_side);
  if (waits_for_other(handover.state)) return handover.proposed_side;
  const auto own = parties_of(handling.standing, agreement);
  return own.empty() ? Party::giver : own.front();
}

Action action_of(HandoverDeed deed) {
  switch (deed) {
    case HandoverDeed::correct:
      return Action::update;
    case HandoverDeed::withdraw:
      return Action::remove;
    default:
      return Action::approve;
  }
}

void check_mass(const std::optional<Mass>& mass, std::string_view field, Violations& found) {
  if (mass && (*mass <= Mass{} || *mass > kLargestMass)) {
    found.push_back({"handovers.mass_range", std::string(field), {{"most", kLargestMass.in_kilograms()}}});
  }
}

Violations check_answer(const Handover& handover, const Agreement& agreement, const HandoverAnswer& answer, Day today) {
  Violations found;
  const bool says_figures = answer.deed == HandoverDeed::dispute || answer.deed == HandoverDeed::correct;
  if (says_figures) {
    append(found, check_figures(answer.figures, agreement, today));
    const auto& before = handover.proposed ? handover.proposed : handover.in_force;
    if (before && *before == answer.figures) found.push_back({"handovers.nothing_changed", "weighed", {}});
  }
  const bool changes_force = answer.deed == HandoverDeed::correct && handover.in_force;
  if ((answer.deed == HandoverDeed::reject || changes_force) && answer.note.empty()) {
    found.push_back({"handovers.note_missing", "note", {}});
  }
  return found;
}

HandoverState waiting_state(const Handover& handover, HandoverState otherwise) {
  return handover.in_force ? HandoverState::correcting : otherwise;
}

StatementKind apply(Handover& next, const HandoverAnswer& answer, Party by) {
  switch (answer.deed) {
    case HandoverDeed::confirm:
      next.in_force = next.proposed;
      next.proposed.reset();
      next.state = HandoverState::confirmed;
      return StatementKind::confirmed;
    case HandoverDeed::dispute:
      next.proposed = answer.figures;
      next.proposed_side = by;
      next.state = waiting_state(next, HandoverState::disputed);
      return StatementKind::disputed;
    case HandoverDeed::reject:
      next.proposed.reset();
      next.state = next.in_force ? HandoverState::confirmed : HandoverState::rejected;
      return next.in_force ? StatementKind::kept : StatementKind::rejected;
    case HandoverDeed::correct:
      next.state = waiting_state(next, next.state);
      next.proposed = answer.figures;
      next.proposed_side = by;
      return StatementKind::corrected;
    case HandoverDeed::withdraw:
      break;
  }
  next.proposed.reset();
  next.state = next.in_force ? HandoverState::confirmed : HandoverState::withdrawn;
  return StatementKind::withdrawn;
}

Statement line_of(const HandoverHandling& handling, StatementKind kind, Party by) {
  Statement line;
  line.id = handling.new_id;
  line.kind = kind;
  line.by = by;
  line.at = handling.now;
  if (handling.standing.actor.is_signed_in()) line.person = handling.standing.actor.person;
  return line;
}

}  // namespace

Violations check_figures(const Figures& figures, const Agreement& agreement, Day today) {
  Violations found;
  if (!figures.estimated && !figures.weighed) found.push_back({"handovers.mass_missing", "weighed", {}});
  check_mass(figures.weighed, "weighed", found);
  check_mass(figures.estimated, "estimated", found);
  if (found.empty() && (figures.accepted < Mass{} || figures.refused < Mass{} ||
                        figures.accepted + figures.refused != delivered(figures))) {
    found.push_back({"handovers.balance",
                     "accepted",
                     {{"delivered", delivered(figures).in_grams()},
                      {"accepted", figures.accepted.in_grams()},
                      {"refused", figures.refused.in_grams()}}});
  }
  if (figures.on > today) found.push_back({"handovers.day_in_future", "on", {}});
  if (figures.on <= today && !agreement.period().contains(figures.on)) {
    found.push_back({"handovers.day_outside", "on", {}});
  }
  if (figures.refused > Mass{}) {
    if (!figures.reason) found.push_back({"handovers.reason_missing", "reason", {}});
    if (figures.reason == RefusalReason::other && figures.words.empty()) {
      found.push_back({"handovers.words_missing", "words", {}});
    }
  }
  return found;
}

void settle(Figures& figures, const TypedOutcome& typed) {
  const Mass whole = delivered(figures);
  figures.accepted = figures.refused = Mass{};
  switch (typed.outcome) {
    case Acceptance::accepted:
      figures.accepted = whole;
      break;
    case Acceptance::refused:
      figures.refused = whole;
      break;
    case Acceptance::partly:
      if (typed.accepted || typed.refused) {
        figures.accepted = typed.accepted.value_or(whole - typed.refused.value_or(Mass{}));
        figures.refused = typed.refused.value_or(whole - figures.accepted);
      }
      break;
  }
  if (figures.refused == Mass{}) {
    figures.reason.reset();
    figures.words.clear();
  }
}

Result<HandledHandover> register_handover(const Agreement& agreement, HandoverId new_id,
                                          const HandoverHandling& handling, const Figures& figures) {
  const auto own = parties_of(handling.standing, agreement);
  if (own.empty() || !may(handling.standing, Action::read, agreement)) return Missing{};
  if (agreement.state != AgreementState::active && agreement.state != AgreementState::ended) return Forbidden{};
  HandledHandover made;
  made.after.id = new_id;
  made.after.agreement = agreement.id;
  made.after.proposed = figures;
  made.after.proposed_side = own.front();
  made.after.registered_at = made.after.changed_at = handling.now;
  if (!may(handling.standing, Action::create, made.after, agreement)) return Missing{};
  Violations found = check_figures(figures, agreement, handling.today);
  if (!found.empty()) return Invalid{std::move(found)};
  made.statement = line_of(handling, StatementKind::registered, own.front());
  made.statement.figures = figures;
  return made;
}

bool may_do(const Standing& standing, const Handover& handover, const Agreement& agreement, HandoverDeed deed) {
  if (!may(standing, action_of(deed), handover, agreement)) return false;
  if (deed == HandoverDeed::correct && handover.state == HandoverState::confirmed) {
    return !parties_of(standing, agreement).empty();
  }
  const bool is_own = deed == HandoverDeed::correct || deed == HandoverDeed::withdraw;
  return waits_for_other(handover.state) &&
         acts_for(standing, agreement, is_own ? handover.proposed_side : other(handover.proposed_side));
}

Result<HandledHandover> handle_handover(const Handover& handover, const Agreement& agreement,
                                        const HandoverHandling& handling, const HandoverAnswer& answer) {
  if (!may(handling.standing, Action::read, handover, agreement)) return Missing{};
  if (handling.seen_version != handover.version) return Stale{};
  if (!may_do(handling.standing, handover, agreement, answer.deed)) return Forbidden{};
  Violations found = check_answer(handover, agreement, answer, handling.today);
  if (!found.empty()) return Invalid{std::move(found)};
  HandledHandover next{handover, {}};
  const Party by = speaker(handover, agreement, handling, answer.deed);
  const StatementKind kind = apply(next.after, answer, by);
  ++next.after.version;
  next.after.changed_at = handling.now;
  next.statement = line_of(handling, kind, by);
  next.statement.note = answer.note;
  if (kind == StatementKind::disputed || kind == StatementKind::corrected) next.statement.figures = answer.figures;
  return next;
}

}  // namespace kringwerk::handovers
