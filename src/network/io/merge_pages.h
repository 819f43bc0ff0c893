#pragma once

#include <string>

#include "network/duplicate_guard.h"
#include "network/io/load_merges.h"
#include "site/page.h"
#include "web/router.h"

/// The pages of duplicates: candidates, merging two organisations, taking a merge apart.
namespace kringwerk::network {

void add_merge_routes(web::Router& router, const site::Services& services);

/// "zelfde domein maker.example", "12 m uit elkaar en 1 letter verschil".
std::string reason_words(const site::Services& services, Language language, const LikenessReason& reason);
site::PageFrame duplicates_frame(const site::Services& services, Language language, const std::string& title);
std::string merge_path(MergeId merge);

web::Response duplicates_page(const site::Services& services, const web::Call& call);
/// Two that are not one, or may be one after all.
web::Response decide_duplicate(const site::Services& services, const web::Call& call);
web::Response merge_page(const site::Services& services, const web::Call& call);
web::Response create_merge(const site::Services& services, const web::Call& call);
web::Response merged_page(const site::Services& services, const web::Call& call);
web::Response undo_merge(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::network
