#pragma once

#include <functional>

#include "access/actor.h"
#include "media/attachment.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::media {

/// A record that has attachments, as its reader may know it.
struct Subject {
  std::string title;
  Language language = Language::nl;          ///< of the title
  std::string address;                       ///< of its page, without language
  std::optional<std::int64_t> organisation;  ///< of the reader, or that owns it: whose room a file takes
  bool may_change = false;
};
/// Finds a record for a reader; nullopt when it is hidden or not there. The modules of the records answer, app/ wires.
using FindSubject =
    std::function<std::optional<Subject>(storage::Connection&, const access::Actor&, std::int64_t id, Day today)>;
/// A draft that somebody without account wrote, by the secret of its link; nullopt when it opens nothing.
struct DraftSubject {
  std::int64_t stream = 0;
  Subject subject;
};
using FindDraft = std::function<std::optional<DraftSubject>(storage::Connection&, std::string_view secret)>;
struct Subjects {
  FindSubject stream;
  FindSubject handover;
  FindDraft draft;
};

void add_attachment_routes(web::Router& router, const site::Services& services, const Subjects& subjects);

}  // namespace kringwerk::media
