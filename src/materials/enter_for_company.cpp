#include "materials/enter_for_company.h"

#include "access/policy.h"
#include "materials/stream_life.h"

namespace kringwerk::materials {

namespace {

bool may(const access::Actor& actor, access::Action action, const Stream& stream) {
  access::RecordFacts facts;
  facts.type = "stream";
  facts.visibility = key_in(kVisibilityKeys, stream.visibility);
  facts.state = key_in(kStreamStateKeys, stream.state);
  facts.person = stream.entered_by;
  return access::may(actor, action, facts);
}

/// As long as it was never confirmed, so that its state alone decides whether something may still be done.
Result<Stream> still_own(const Stream& stream, const access::Actor& actor, access::Action action) {
  if (stream.entered_by != actor.person || !actor.is_signed_in()) return Missing{};
  if (stream.state != StreamState::draft) return Conflict{};
  if (!may(actor, action, stream)) return Missing{};
  return stream;
}

}  // namespace

Result<Stream> enter_for_company(const Stream& draft, const EnteredStream& entered, const access::Actor& actor) {
  if (!actor.holds(access::Role::coordinator, access::Scope::hub(entered.hub))) return Missing{};
  Stream stream = draft;
  stream.kind = entered.kind;
  stream.organisation = entered.organisation;
  stream.entered_by = actor.person;
  if (!may(actor, access::Action::create, stream)) return Missing{};
  return stream;
}

Result<Stream> send_again(const Stream& draft, const access::Actor& actor) {
  return still_own(draft, actor, access::Action::update);
}

Result<Stream> take_back(const Stream& draft, const access::Actor& actor) {
  auto stream = still_own(draft, actor, access::Action::remove);
  if (!stream) return stream;
  stream->state = find_life_rule(LifeStep::close, stream->state)->to;
  ++stream->version;
  return stream;
}

}  // namespace kringwerk::materials
