#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "web/head_check.h"
#include "web/request.h"

namespace kringwerk::web {

/// The head of a request after its syntax was parsed and before its meaning is checked.
struct RequestHead {
  std::string method;
  std::string target;
  unsigned minor = 1;  ///< the y of HTTP/1.y
  HeaderList headers;
};

/// Why a request is not handled. An empty fault: go on. status 0 with a fault: nobody is there to hear an answer.
struct Refusal {
  int status = 0;
  std::string_view fault;
};

/// Takes `head` into `request` and makes every check that needs no body: framing 400, unknown method 501, target 400
/// (also an absolute-form one that names another host than Host), announced body over `body_bytes` 413, an expectation
/// other than 100-continue 417.
Refusal take_head(Request& request, RequestHead head, std::size_t body_bytes);

/// Of a head that is too large to be read: the language of its address and the languages its reader wants, where they
/// stand at the beginning, so that the refusal speaks one of them.
void peek_languages(Request& request, std::string_view beginning);

/// Letters of ASCII in lower case.
std::string lower_case(std::string_view text);

}  // namespace kringwerk::web
