#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "web/answer.h"
#include "web/request_head.h"
#include "web/server.h"

namespace kringwerk::web {

/// What the application plugs into the server, and the way from a request to a finished, observed answer. Nothing here
/// throws because a plugged-in function throws. Thread rule: const; any thread.
class Answerer {
 public:
  Answerer(Server::Handlers handlers, Scheme scheme) : handlers_(std::move(handlers)), scheme_(scheme) {}

  Answer handle(const Request& request) const;
  /// nullopt when a worker has to answer.
  std::optional<Answer> answer_instantly(const Request& request) const;
  Answer refuse(const Request& request, Refusal refusal) const;
  bool is_urgent(const Request& request) const;

 private:
  using Clock = std::chrono::steady_clock;
  Answer failed(const Request& request, Clock::time_point since, std::string_view what) const;
  Answer error_answer(const Request& request, int status) const;
  void observe(const Request& request, const Answer& answer, Clock::time_point since, std::string_view fault) const;

  Server::Handlers handlers_;
  Scheme scheme_;
};

}  // namespace kringwerk::web
