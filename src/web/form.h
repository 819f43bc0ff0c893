#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/time.h"
#include "base/violation.h"
#include "web/request.h"

namespace kringwerk::web {

/// An uploaded file. `name` is what the browser said and is never used as a path.
struct Upload {
  std::string field;
  std::string name;
  std::string content_type;
  std::string content;
};

/// The fields of one submitted form, application/x-www-form-urlencoded or multipart/form-data.
struct Form {
  Pairs fields;
  std::vector<Upload> uploads;
};

/// Reads a body. Violations (field "" unless a part is to blame): web.form_malformed, web.form_too_many_fields {most}
/// (2000), web.form_too_many_uploads {most}, web.text_not_utf8, web.upload_too_large {most_bytes}{found_bytes},
/// web.form_unsupported_type. A file field in which nothing was chosen is no upload.
struct FormLimits {
  std::size_t upload_bytes = 8U << 20U;
  std::size_t uploads = 4;
};
struct ReadForm {
  Form form;  ///< what could be read, so that typed text can be shown again
  Violations violations;
};
ReadForm read_form(const Request& request, const FormLimits& limits = {});

/// Turns typed text into values and collects every problem, so that a page can show all of them at once beside the
/// fields, with the typed text kept. Rules: web.required, web.too_long {longest}{found}, web.too_short {shortest},
/// web.not_a_number, web.not_a_day, web.email_without_at, web.not_an_email, web.not_a_choice, web.control_character
/// (also the invisible characters that turn the direction of text).
class FormReader {
 public:
  FormReader(const Form& form, Language language) : form_(form), language_(language) {}

  enum class Presence { required, optional };
  /// One line of text: trimmed, inner runs of white space become one space; control characters refused. Length in
  /// code points.
  std::string line(std::string_view field, Presence presence, std::size_t longest);
  /// Several lines: line ends become \n, white space at the ends of lines and of the text removed, tabs kept.
  std::string paragraph(std::string_view field, Presence presence, std::size_t longest);
  /// A decimal number as people of the language write it, in thousandths.
  std::optional<std::int64_t> thousandths(std::string_view field, Presence presence);
  std::optional<Day> day(std::string_view field, Presence presence);
  /// An e-mail address: one @, a dot in the domain, no spaces, at most 254 bytes; lower-cased domain.
  std::string email(std::string_view field, Presence presence);
  /// The index of the submitted value in `choices`.
  std::optional<std::size_t> choice(std::string_view field, std::span<const std::string_view> choices,
                                    Presence presence);
  bool checked(std::string_view field) const;
  /// A password: exactly as typed. Length in code points. Never shown again.
  struct Lengths {
    std::size_t shortest = 0;
    std::size_t longest = 0;
  };
  std::string secret(std::string_view field, Lengths lengths);

  /// What was typed, unchanged.
  std::string_view typed(std::string_view field) const { return form_.fields.value(field); }
  void report(Violation violation) { violations_.push_back(std::move(violation)); }
  const Violations& violations() const { return violations_; }

 private:
  std::string_view present(std::string_view field, Presence presence);
  bool is_clean(std::string_view field, std::string_view text, std::size_t longest);
  const Form& form_;
  Language language_;
  Violations violations_;
};

}  // namespace kringwerk::web
