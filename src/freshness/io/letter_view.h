#pragma once

#include "freshness/io/letter_store.h"
#include "materials/stream.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"
#include "web/template.h"

namespace kringwerk::freshness {

/// A question with the record as it is now.
struct OpenQuestion {
  Question question;
  std::optional<DueRecord> record;          ///< absent when it has ended or is gone
  std::optional<materials::Stream> stream;  ///< of an offer or need, in whatever state
  bool is_open = false;  ///< neither answered nor confirmed since the mail, and still this contact's to answer
};

struct OpenLetter {
  Letter letter;
  std::vector<OpenQuestion> questions;
  bool is_expired = false;
};

/// What came back of one question's form, with what is wrong with it.
struct RefusedAnswer {
  RecordKey key;
  web::Form typed;
  Violations violations;
};

web::Response letter_page(const site::Services& services, const web::Call& call, const OpenLetter& open,
                          const std::optional<RefusedAnswer>& refused);

}  // namespace kringwerk::freshness
