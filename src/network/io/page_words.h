#pragma once

#include <string>

#include "base/time.h"
#include "network/hub.h"
#include "network/organisation.h"
#include "site/services.h"
#include "web/template.h"

/// Words that several pages of this module share.
namespace kringwerk::network {

std::string unknown(const site::Services& services, Language language);
std::string kind_word(const site::Services& services, Language language, OrganisationKind kind);
std::string role_word(const site::Services& services, Language language, MembershipRole role);

/// "since 1 March 2022", "until …", "from … to …"; "dates not recorded" when both ends are absent.
std::string period_words(const site::Services& services, Language language, const Period& period);

/// "The organisation's own statement, 22 November 2026", or the title of a source that was shipped. Sources of our own
/// making ("invented example") have a title in the reader's language; the others keep theirs.
struct SourceWords {
  std::string words;
  std::string address;  ///< where to read it: its own address, or its place on the page of sources; empty: nowhere
};
SourceWords source_words(const site::Services& services, Language language, const std::string& key,
                         const std::string& title);
/// Adds SOURCE_PART {SOURCE_TITLE} with SOURCE_LINK {SOURCE_ADDRESS} or SOURCE_PLAIN.
void set_source(const site::Services& services, Language language, const std::string& key, const std::string& title,
                web::Model& model);

}  // namespace kringwerk::network
