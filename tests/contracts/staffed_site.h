#pragma once

#include <string>

#include "app/routes.h"
#include "small_site.h"
#include "web/router.h"

namespace kringwerk::contracts {

/// All pages over one store with the small world in it, for people who are signed in with a second factor.
class StaffedSite {
 public:
  /// What a sender tries again, as a person would: only what the store could not untangle, or also a store in use.
  enum class Patience { conflicts, conflicts_and_busy };
  explicit StaffedSite(storage::Database& database, Patience patience = Patience::conflicts);
  StaffedSite(const StaffedSite&) = delete;

  void add_organisation(int organisation, const std::string& kind = "regular_economy", const std::string& nis = {});
  /// With one role since 2026-01-01. The person's number is the grant's too.
  void add_person(std::int64_t person, const std::string& role, const std::string& kind, std::int64_t scope);

  /// As the person sees it; 0 is a visitor.
  web::Response get(const std::string& path, std::int64_t person) const;
  /// With the form's own token.
  web::Response post(const std::string& path, std::int64_t person, const std::string& fields) const;

  /// The first cell of the answer, "-" without one.
  std::string text(const std::string& sql) const;
  void run(const std::string& sql) const;
  storage::Database& database() const { return site_.services().database; }
  const site::Services& services() const { return site_.services(); }
  Instant now() const { return site_.now; }

 private:
  SmallSite site_;
  Patience patience_;
  app::HomeFolder home_;
  web::Metrics metrics_;
  web::Log log_{"/dev/null"};
  web::Router router_;
};

/// Where a response sends the reader, with its query; empty when nowhere.
std::string location_of(const web::Response& response);

}  // namespace kringwerk::contracts
