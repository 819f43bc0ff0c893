#pragma once

#include <string>
#include <vector>

#include "materials/taxonomy.h"
#include "planning/plan_names.h"
#include "site/services.h"

namespace kringwerk::planning {

/// What the records of a plan are called, in the reader's language.
class NameWords {
 public:
  /// `names` outlives it.
  NameWords(const site::Services& services, Language language, const PlanNames& names)
      : services_(services), language_(language), names_(names) {}

  std::string get(const std::string& id) const { return services_.texts.get(language_, id); }
  std::string format(const std::string& id, const std::vector<Fact>& facts) const {
    return services_.texts.format(language_, id, facts);
  }
  std::string finding(const Violation& violation) const { return services_.texts.finding(language_, violation); }
  Language language() const { return language_; }
  const PlanNames& names() const { return names_; }

  /// "PP, gewassen"; what nobody knows is called by its id.
  std::string material(const std::string& id) const;
  /// "Kunststof, PP and 3 more": classes that stand below another of the list are not named.
  std::string materials(const std::vector<std::string>& ids, const materials::Taxonomy& taxonomy) const;
  std::string kind_of_work(const std::string& kind) const;
  /// Of a hub, by id as text; words for "no hub" when empty.
  std::string hub(const std::string& id) const;
  std::string place(const std::string& nis) const;
  /// Colour family of a material.
  std::string family(const std::string& material) const;
  /// Who is behind a record of the instance; words for "not named" when nobody was.
  std::string owner(const std::string& record) const;

  /// Whole euros from ten, else with cents.
  std::string amount(double euros) const;
  /// "waard tussen € 96 en € 148 per ton", or "ongeveer" when both read the same. `unit`: "tonne" or "hour".
  std::string interval(double low, double high, const std::string& unit) const;

 private:
  const site::Services& services_;
  Language language_;
  const PlanNames& names_;
};

}  // namespace kringwerk::planning
