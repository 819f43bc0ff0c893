#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which capabilities and streams a new row may be, when it is none of them by its identity.
namespace kringwerk::exchange {

/// What two capabilities of one organisation are compared by.
struct CapabilityTraits {
  std::string kind;  ///< of work
  std::string folded_name;
  std::vector<std::string> accepts;
};
/// The same work, and names of which at most 30 % of the letters differ: "same_work_named_alike"; or the same work on
/// exactly the same materials: "same_work_and_materials". nullopt for none.
std::optional<std::string_view> likeness(const CapabilityTraits& a, const CapabilityTraits& b);

/// What two streams of one company in one municipality are compared by.
struct StreamTraits {
  std::string kind;  ///< offer or need, and of what resource
  std::string folded_words;
  std::string material;   ///< class; empty when it is not known
  std::string first_day;  ///< empty when it is not known
};
/// Both offer or both need, and words of which at most 30 % of the letters differ: "same_words"; or the same material:
/// "same_material". nullopt for none, and for two that begin on different days: a stream that comes again.
std::optional<std::string_view> likeness(const StreamTraits& a, const StreamTraits& b);

}  // namespace kringwerk::exchange
