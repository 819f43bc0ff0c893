#pragma once

#include <map>

#include "introductions/answer_introduction.h"
#include "storage/connection.h"

namespace kringwerk::introductions {

/// All of an introduction, for decisions; who may see it is asked of them.
std::optional<Introduction> load_introduction(storage::Connection& connection, IntroductionId id);

/// The introduction of a secret link and the side it opens; nullopt for a secret of nothing.
struct LinkedIntroduction {
  Introduction introduction;
  SideKind side = SideKind::offer;
};
std::optional<LinkedIntroduction> load_introduction_by_secret(storage::Connection& connection,
                                                              std::string_view secret_hash);

/// Whether the two streams are being introduced now.
bool is_being_introduced(storage::Connection& connection, materials::StreamId offer, materials::StreamId need);

/// A new introduction; `secret_hashes` are those of its sides' links.
void insert_introduction(storage::Connection& transaction, const Introduction& made,
                         const std::map<SideKind, std::string>& secret_hashes);

/// The introduction after a deed, and the line that is kept of it. False, and nothing done, when it is no longer the
/// version before.
bool save_handled(storage::Connection& transaction, const Introduction& before, const Handled& handled);

}  // namespace kringwerk::introductions
