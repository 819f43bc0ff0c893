#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "site/services.h"
#include "site/submission.h"
#include "web/form.h"
#include "web/router.h"

/// Requests that make something: the same one sent again (impatience, a lost answer, a program's retry) makes nothing
/// more and gets the same answer, for two days at least.
namespace kringwerk::site {

/// A request as its sender named it.
struct NamedRequest {
  std::string owner;         ///< the person, else the browser; as a hash
  std::string key;           ///< header Idempotency-Key, else the form's hidden field "key"
  std::string content_hash;  ///< of the address and everything that was typed
};

/// Who sends: the account, else the browser by the cookie of its forms; as a hash.
std::string sender_of(const Services& services, const web::Call& call);

/// nullopt when the request has no usable key: 8 to 128 visible ASCII characters.
std::optional<NamedRequest> name_of_request(const Services& services, const web::Call& call, const web::Form& form);

/// Where the answer to this request led when it was answered before. Invalid (site.request_differs) when the key stood
/// for another content.
Result<std::optional<std::string>> answer_before(storage::Connection& transaction, const NamedRequest& request);
/// Claims the key before the work, so that an equal request at the same time waits.
void claim_request(storage::Connection& transaction, const NamedRequest& request, Instant now);
void keep_answer(storage::Connection& transaction, const NamedRequest& request, const std::string& location);

/// Runs `work(Connection&) -> Result<std::string>`, which makes the record and answers the address to go to, at most
/// once for a request. A refusal keeps nothing.
template <class Work>
Result<std::string> make_once(const Services& services, const NamedRequest& request, Work&& work) {
  return write_submission(services.database, [&](storage::Connection& transaction) -> Result<std::string> {
    const auto before = answer_before(transaction, request);
    if (!before) return before.error();
    if (*before) return **before;
    claim_request(transaction, request, services.now());
    Result<std::string> location = work(transaction);
    if (location) keep_answer(transaction, request, *location);
    return location;
  });
}

}  // namespace kringwerk::site
