#pragma once

#include <vector>

#include "network/io/load_revisions.h"
#include "site/services.h"
#include "web/template.h"

/// Changes of records in lists, for the pages of this module and for desks.
namespace kringwerk::network {

/// "Name: telephone, opening hours": what a change is about.
std::string revision_title(const site::Services& services, Language language, const RevisionRow& row);
/// Path of its page.
std::string revision_path(RevisionId id);
std::string revision_state_words(const site::Services& services, Language language, RevisionState state);

/// Who did it, as the reader may know: the name for those who work on the record, else the kind of role.
enum class NamesShown { yes, no };
std::string proposer_words(const site::Services& services, Language language, const RevisionRow& row, NamesShown names);

}  // namespace kringwerk::network
