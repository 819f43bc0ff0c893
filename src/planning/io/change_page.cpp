#include "planning/io/change_page.h"

#include <algorithm>

#include "matching/nth.h"
#include "planning/io/change_form.h"
#include "planning/io/whatif_view.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using matching::nth;

struct Option {
  std::string key;
  std::string label;
};

void sort_options(Language language, std::vector<Option>& options) {
  std::vector<std::pair<std::string, Option>> keyed;
  for (Option& option : options) keyed.emplace_back(text::sort_key(language, option.label), std::move(option));
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  options.clear();
  for (auto& [key, option] : keyed) options.push_back(std::move(option));
}

class ChangeForm {
 public:
  ChangeForm(const site::Services& services, const web::Call& call, const ChangePage& page)
      : services_(services),
        call_(call),
        page_(page),
        names_(read_names(page.plan.files.at(std::string(kNamesFile)))),
        words_(services, call.language, names_) {}

  web::Response show() {
    const std::string key(key_of(page_.kind));
    const std::string base = site::address(call_.language, "/what-if/" + page_.scenario.id.text());
    model_.set("ACTION", base + "/change").set("BACK", base).set("NAME", page_.scenario.name);
    model_.set("HEADING", words_.get("whatif.kind." + key)).set("LEAD", words_.get("whatif.lead." + key));
    model_.set("KIND", key).set("VERSION", page_.scenario.version);
    model_.show_if(page_.status == kStale, "STALE");
    fill_findings(words_, page_.violations, model_);
    show_fields();
    site::PageFrame frame;
    frame.title = words_.get("whatif.title");
    frame.index = site::PageFrame::Index::no;
    frame.crumbs = {{words_.get("whatif.title"), "/what-if"},
                    {page_.scenario.name, "/what-if/" + page_.scenario.id.text()},
                    {words_.get("whatif.kind." + key), ""}};
    return site::with_form(services_, call_, model_, [&] {
      return site::page(services_, call_, "planning/whatif_change.html", model_, frame, page_.status);
    });
  }

 private:
  static constexpr int kStale = 412;

  void show_fields() {
    switch (page_.kind) {
      case ChangeKind::add_activity:
        choice(activities());
        amount("whatif.hint.per_week");
        place();
        number("COST", "cost");
        number("HOURS", "hours");
        return;
      case ChangeKind::add_offer:
      case ChangeKind::add_need:
        choice(materials());
        amount("whatif.hint.per_week");
        place();
        return;
      case ChangeKind::set_capacity: {
        choice(activities());
        web::Model& how = model_.add("HOW");
        error(how, "how");
        for (const char* key : {"times", "equal"}) {
          how.add("HOW_OPTION")
              .set("KEY", key)
              .set("LABEL", words_.get(std::string("whatif.how.") + key))
              .show_if(page_.typed.value("how") == key || (page_.typed.value("how").empty() && key[0] == 't'),
                       "SELECTED");
        }
        amount("whatif.hint.times_or_tonnes");
        return;
      }
      case ChangeKind::remove_workshop:
        choice(workshops());
        return;
      case ChangeKind::remove_stream:
        number("STREAM", "stream");
        return;
      case ChangeKind::set_policy:
        choice(policies());
        number("NUMBER", "number");
        return;
    }
  }

  void error(web::Model& field, std::string_view name) const {
    for (const Violation& one : page_.violations) {
      if (one.field != name) continue;
      field.add("WRONG").set("MESSAGE", services_.texts.finding(call_.language, one));
      return;
    }
  }

  void choice(const std::vector<Option>& options) {
    web::Model& field = model_.add("CHOICE");
    field.set("LABEL", words_.get("whatif.choose." + std::string(key_of(page_.kind))));
    error(field, "subject");
    for (const Option& option : options) {
      field.add("OPTION")
          .set("KEY", option.key)
          .set("LABEL", option.label)
          .show_if(page_.typed.value("subject") == option.key, "SELECTED");
    }
  }
  void amount(const std::string& hint) {
    web::Model& field = model_.add("AMOUNT");
    field.set("VALUE", page_.typed.value("amount")).set("HINT", words_.get(hint));
    error(field, "amount");
  }
  void place() { number("PLACE", "place"); }
  void number(std::string_view section, std::string_view name) {
    web::Model& field = model_.add(section);
    field.set("VALUE", page_.typed.value(name));
    error(field, name);
  }

  std::vector<Option> activities() const {
    std::vector<Option> options;
    const matching::Instance& instance = page_.plan.instance;
    for (int i = 0; i < matching::size_of(instance.activities); ++i) {
      const matching::Activity& one = nth(instance.activities, i);
      const std::int64_t weekly = one.capacity_kg / weeks_of(page_.plan.run.period);
      options.push_back({one.id, words_.format("whatif.activity_now",
                                               {{"activity", activity_words(words_, instance, i)},
                                                {"amount", text::mass(call_.language, Mass::kilograms(weekly))}})});
    }
    sort_options(call_.language, options);
    return options;
  }
  std::vector<Option> workshops() const {
    std::vector<Option> options;
    const matching::Instance& instance = page_.plan.instance;
    for (const matching::Activity& activity : instance.activities) {
      const std::string& id = nth(instance.workshops, activity.workshop).id;
      const bool known = std::any_of(options.begin(), options.end(), [&](const Option& one) { return one.key == id; });
      if (!known) options.push_back({id, record_words(words_, {}, activity.id)});
    }
    sort_options(call_.language, options);
    return options;
  }
  std::vector<Option> materials() const {
    std::vector<Option> options;
    for (const matching::Material& one : page_.plan.instance.materials) {
      options.push_back({one.id, words_.material(one.id)});
    }
    sort_options(call_.language, options);
    return options;
  }
  std::vector<Option> policies() const {
    const matching::Policy& now = page_.plan.instance.policy;
    const std::array<double, kPolicyKeys.size()> values{now.tau_eur_per_tkm,   now.k_eur_per_t, now.sigma_eur_per_h,
                                                        now.residue_eur_per_t, now.max_km,      now.co2_kg_per_tkm};
    std::vector<Option> options;
    for (std::size_t i = 0; i < kPolicyKeys.size(); ++i) {
      const std::string name = words_.get("whatif.policy." + std::string(kPolicyKeys.at(i)));
      const bool is_open = values.at(i) > 1e12;
      options.push_back({std::string(kPolicyKeys.at(i)),
                         is_open ? name
                                 : words_.format("whatif.policy_now",
                                                 {{"what", name}, {"now", plain_number(words_, values.at(i))}})});
    }
    return options;
  }

  const site::Services& services_;
  const web::Call& call_;
  const ChangePage& page_;
  PlanNames names_;
  NameWords words_;
  web::Model model_;
};

}  // namespace

web::Response show_change_page(const site::Services& services, const web::Call& call, const ChangePage& page) {
  return ChangeForm(services, call, page).show();
}

}  // namespace kringwerk::planning
