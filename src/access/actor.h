#pragma once

#include <string>

namespace kringwerk::access {

/// Who acts. Without an account there are two: a visitor, and somebody who came by a secret link to one record.
/// The right of a link is that record and nothing else.
enum class ActorKind { visitor, link_holder };

struct Actor {
  ActorKind kind = ActorKind::visitor;
  static Actor visitor() { return {}; }
  static Actor link_holder() { return {ActorKind::link_holder}; }
};

}  // namespace kringwerk::access
