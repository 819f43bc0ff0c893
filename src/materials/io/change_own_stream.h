#pragma once

#include <string>
#include <vector>

#include "materials/io/offer_form.h"
#include "materials/io/terms_form.h"
#include "site/make_once.h"

/// What an organisation's own forms do, each in one transaction with its line in the audit trail. Who acts is read anew
/// in it. Whoever enters something for others builds on these forms and decisions.
namespace kringwerk::materials {

/// Both parts of an owner's form as values.
struct OwnAnswers {
  OfferAnswers offer;
  TermsAnswers terms;
  Violations violations;  ///< of the form itself
};
OwnAnswers read_own_form(const web::ReadForm& read, Language language);

struct NewOwnStream {
  OwnAnswers answers;
  StreamKind kind = StreamKind::offer;
  network::OrganisationId organisation;
};
/// Publishes a stream and answers the address of its page. Sent again, the same request answers the same.
Result<std::string> create_own_stream(const site::Services& services, const web::Call& call,
                                      const site::NamedRequest& request, const NewOwnStream& made);

struct OwnStreamEdit {
  StreamId stream;
  OwnAnswers answers;  ///< not looked at when the step is not save
  EditStep step = EditStep::save;
  std::int64_t version = 0;
  std::optional<CloseOutcome> outcome{};  ///< of close
  std::optional<Day> last_day{};          ///< of reopen
};
/// Stale when the stream has another version by now, also when it got it during this transaction.
Result<Stream> change_own_stream(const site::Services& services, const web::Call& call, const OwnStreamEdit& edit);

}  // namespace kringwerk::materials
