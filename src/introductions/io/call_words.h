#pragma once

#include <string>
#include <utility>
#include <vector>

#include "introductions/partner_call.h"
#include "materials/io/load_materials.h"
#include "site/services.h"
#include "storage/connection.h"
#include "web/template.h"

/// Words of the pages of calls.
namespace kringwerk::introductions {

/// Keys and names to choose from, by name.
using CallOptions = std::vector<std::pair<std::string, std::string>>;
CallOptions work_options(const materials::Terms& terms, Language language);
CallOptions material_options(const materials::Taxonomy& taxonomy, Language language);
CallOptions partner_kind_options(const site::Services& services, Language language);
void show_options(const CallOptions& options, std::string_view chosen, std::string_view section, web::Model& model);
/// The name of a key; words for "any" of an empty or unknown one.
std::string option_name(const site::Services& services, Language language, const CallOptions& options,
                        const std::string& key);

/// Who publishes a call.
struct CallPublisher {
  std::string name;
  std::string path;  ///< of its page
};
CallPublisher load_publisher(storage::Connection& connection, const CallDraft& asked);

/// Sets {{#STATE_OK}}, {{#STATE_STOP}} or {{#STATE_INFO}} with {{STATE}}.
void show_call_state(const site::Services& services, Language language, const PartnerCall& call, Day today,
                     web::Model& model);

/// Sets {{TITLE}} and {{TITLE_LANG}}; words for a text that was removed.
void show_call_title(const site::Services& services, Language language, const CallDraft& asked, web::Model& model);

}  // namespace kringwerk::introductions
