#include "web/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cmath>
#include <memory>

#include "web/json_text.h"

namespace kringwerk::web {
namespace {

std::string value_text(const std::variant<std::int64_t, double, std::string>& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) {
    return std::isfinite(*number) ? fmt::format("{}", *number) : "null";
  }
  return json_string(std::get<std::string>(value));
}

spdlog::level::level_enum level_of(Log::Level level) {
  constexpr std::array levels{spdlog::level::info, spdlog::level::warn, spdlog::level::err};
  return levels[static_cast<std::size_t>(level)];
}

std::string_view level_name(Log::Level level) {
  constexpr std::array<std::string_view, 3> names{"info", "warning", "error"};
  return names[static_cast<std::size_t>(level)];
}

spdlog::sink_ptr sink_for(const std::string& path) {
  if (path.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  return std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
}

}  // namespace

struct Log::Sink {
  explicit Sink(const std::string& path) : logger("kringwerk", sink_for(path)) {
    // The record is finished JSON: spdlog adds only the time in front. UTC, milliseconds.
    logger.set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ",%v)", spdlog::pattern_time_type::utc);
    logger.flush_on(spdlog::level::info);
    // A full disk must not stop readers: what cannot be written is dropped.
    logger.set_error_handler([](const std::string&) {});
  }
  mutable spdlog::logger logger;
};

Log::Log(const std::string& path) : sink_(std::make_unique<Sink>(path)) {}
Log::~Log() = default;

void Log::write(Level level, std::string_view event, const std::vector<Field>& fields) const {
  std::string record = R"("level":")" + std::string(level_name(level)) + R"(","event":)" + json_string(event);
  for (const auto& [name, value] : fields) {
    record += "," + json_string(name) + ":" + value_text(value);
  }
  record += "}";
  sink_->logger.log(level_of(level), spdlog::string_view_t{record});
}

}  // namespace kringwerk::web
