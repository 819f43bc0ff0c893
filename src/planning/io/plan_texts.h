#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawings/material_family.h"
#include "planning/plan_figures.h"
#include "planning/planned_run.h"
#include "site/services.h"

namespace kringwerk::planning {

/// The names of a plan's records and its amounts in the reader's language.
class PlanTexts {
 public:
  /// The arguments outlive it.
  PlanTexts(const site::Services& services, Language language, const PlanNames& names)
      : services_(services), language_(language), names_(names) {}

  const site::Services& services() const { return services_; }
  Language language() const { return language_; }
  const PlanNames& names() const { return names_; }

  std::string get(std::string_view id) const { return services_.texts.get(language_, id); }
  std::string format(std::string_view id, const std::vector<Fact>& facts) const {
    return services_.texts.format(language_, id, facts);
  }

  /// Who is behind an offer, need or activity; a text for "not named".
  std::string owner(const std::string& record) const;
  /// Address of the owner's page; empty when nobody is named.
  std::string owner_address(const std::string& record) const;
  std::string place(const std::string& nis) const;
  std::string hub(const std::string& id) const;
  std::string material(const std::string& id) const;
  std::string family(const std::string& key) const;
  std::string kind_of_work(const std::string& kind) const;

  std::string kilograms(matching::Kilograms kg) const;  ///< "1.234 kg" or tonnes
  std::string number(std::int64_t value) const;
  std::string decimal(double value, int decimals) const;
  std::string percent(double share) const;  ///< at most one decimal, two below one percent; never 0 when it is not
  std::string whole_euros(double amount) const;
  std::string period(const Period& period) const;
  std::string moment(Instant at) const;

 private:
  const site::Services& services_;
  Language language_;
  const PlanNames& names_;
};

/// The class of the style sheet for a family's colour.
std::string family_class_of(std::string_view family);

}  // namespace kringwerk::planning
