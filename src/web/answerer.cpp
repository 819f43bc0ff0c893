#include "web/answerer.h"

#include <exception>
#include <utility>

#include "web/error_page.h"

namespace kringwerk::web {
namespace {

Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Answer Answerer::handle(const Request& request) const {
  const auto since = Clock::now();
  try {
    Answer answer = finished(request, handlers_.application(request), scheme_, now());
    observe(request, answer, since, {});
    return answer;
  } catch (const std::exception& error) {
    return failed(request, since, error.what());
  } catch (...) {
    return failed(request, since, "not a std::exception");
  }
}

std::optional<Answer> Answerer::answer_instantly(const Request& request) const {
  if (!handlers_.instantly) return std::nullopt;
  const auto since = Clock::now();
  try {
    auto response = handlers_.instantly(request);
    if (!response) return std::nullopt;
    Answer answer = finished(request, std::move(*response), scheme_, now());
    observe(request, answer, since, {});
    return answer;
  } catch (const std::exception& error) {
    return failed(request, since, error.what());
  }
}

Answer Answerer::refuse(const Request& request, Refusal refusal) const {
  const auto since = Clock::now();
  Answer answer = error_answer(request, refusal.status);
  observe(request, answer, since, refusal.fault);
  return answer;
}

bool Answerer::is_urgent(const Request& request) const {
  try {
    return handlers_.urgent && handlers_.urgent(request);
  } catch (const std::exception&) {
    return false;
  }
}

Answer Answerer::failed(const Request& request, Clock::time_point since, std::string_view what) const {
  Answer answer = error_answer(request, 500);
  observe(request, answer, since, what);
  return answer;
}

Answer Answerer::error_answer(const Request& request, int status) const {
  if (handlers_.error_page) {
    try {
      return finished(request, handlers_.error_page(request, status), scheme_, now());
    } catch (const std::exception&) {
      // The plain page below needs nothing that could fail in the same way.
    }
  }
  return finished(request, plain_error_page(request, status), scheme_, now());
}

void Answerer::observe(const Request& request, const Answer& answer, Clock::time_point since,
                       std::string_view fault) const {
  if (!handlers_.observer) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - since);
  handlers_.observer(request, Outcome{answer.status, answer.body.size(), took, fault});
}

}  // namespace kringwerk::web
