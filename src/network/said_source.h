#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "base/violation.h"

namespace kringwerk::network {

/// Where somebody who types a fact has it from, and of which day that is. Its key says all of it, so that a proposal
/// needs no row of `source` before it is approved: "said|2026-11-22|https://…|Title".
struct SaidSource {
  Day on;
  std::string url;    ///< empty: none
  std::string title;  ///< empty: the organisation says so itself
  friend bool operator==(const SaidSource&, const SaidSource&) = default;
};

inline constexpr std::string_view kSaidBeginning = "said|";

std::string key_of(const SaidSource& source);
/// nullopt for a source that was shipped, imported or typed in another place.
std::optional<SaidSource> read_said_source(std::string_view key);

/// What was typed about it, and what is wrong: network.source_title_missing (an address without a title), field
/// "said_title"; network.website_not_understood, field "said_url"; network.source_in_future, web.required and
/// web.not_a_day, field "said_on".
struct TypedSource {
  enum class By { organisation, other } by = By::organisation;
  std::string title;
  std::string url;
  std::string on;
};
struct ReadSource {
  SaidSource source;
  Violations violations;
};
ReadSource read_typed_source(const TypedSource& typed, Day today);

/// "https://…" of what was typed as a web address; nullopt when it is none.
std::optional<std::string> web_address(std::string_view typed);

}  // namespace kringwerk::network
