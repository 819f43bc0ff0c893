#pragma once

#include <chrono>
#include <string_view>

#include "web/answer.h"
#include "web/server.h"

namespace kringwerk::web {

/// What the application plugs into the server, and the way from a request to a finished, observed answer. Nothing here
/// throws because a plugged-in function throws. Thread rule: const; any thread.
class Answerer {
 public:
  Server::Application application;
  Server::Observer observer;
  Server::Instantly instantly;
  Server::Urgent urgent;
  Server::ErrorPage error_page;
  Scheme scheme = Scheme::http;

  Answer handle(const Request& request) const;
  /// nullopt when a worker has to answer.
  std::optional<Answer> answer_instantly(const Request& request) const;
  Answer refuse(const Request& request, int status, std::string_view fault) const;
  bool is_urgent(const Request& request) const;

 private:
  using Clock = std::chrono::steady_clock;
  Answer failed(const Request& request, Clock::time_point since, std::string_view what) const;
  Answer error_answer(const Request& request, int status) const;
  void observe(const Request& request, const Answer& answer, Clock::time_point since, std::string_view fault) const;
};

}  // namespace kringwerk::web
