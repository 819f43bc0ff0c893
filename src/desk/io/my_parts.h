#pragma once

#include "access/actor.h"
#include "site/services.h"
#include "storage/connection.h"
#include "web/template.h"

/// The parts of "my work". Each loads what waits for one reader, as far as that reader may see it, fills its own
/// section of templates/desk/my.html, and answers how many things wait in it; a part with nothing to show leaves its
/// section out.
namespace kringwerk::desk {

struct MyReading {
  const site::Services& services;
  storage::Connection& connection;
  const access::Actor& actor;
  Language language;
  Instant now;
  Day today;
};

std::int64_t show_my_questions(const MyReading& reading, web::Model& model);
std::int64_t show_my_introductions(const MyReading& reading, web::Model& model);
/// Roles that wait for a second administrator.
std::int64_t show_my_grants(const MyReading& reading, web::Model& model);
/// What was entered for a company that did not confirm it yet.
std::int64_t show_my_entries(const MyReading& reading, web::Model& model);
/// Agreements and hand-overs that wait for the reader's side.
std::int64_t show_my_deliveries(const MyReading& reading, web::Model& model);
/// Changes of organisations and hubs that the reader decides on.
std::int64_t show_my_decisions(const MyReading& reading, web::Model& model);
/// Records of the reader's hubs that nobody confirmed.
std::int64_t show_my_unconfirmed(const MyReading& reading, web::Model& model);
/// Own offers and needs that count as old.
std::int64_t show_my_streams(const MyReading& reading, web::Model& model);

/// What is only to look at waits for nobody.
std::int64_t show_my_proposals(const MyReading& reading, web::Model& model);
std::int64_t show_my_records(const MyReading& reading, web::Model& model);
std::int64_t show_my_views(const MyReading& reading, web::Model& model);

inline constexpr int kMostOfKind = 10;

}  // namespace kringwerk::desk
