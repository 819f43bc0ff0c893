#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kringwerk::web {

/// One JSON line per event on stderr or in a file:
/// {"at":"2026-11-21T10:00:00.123Z","level":"info","event":"request",…}. Values are escaped, so that a line break or an
/// escape sequence in them stays one record. No personal content, passwords or tokens: pass ids. Thread rule: any
/// thread.
class Log {
 public:
  using Field = std::pair<std::string_view, std::variant<std::int64_t, double, std::string>>;
  enum class Level { info, warning, error };
  /// Empty path = stderr.
  explicit Log(const std::string& path = {});
  ~Log();
  void write(Level level, std::string_view event, const std::vector<Field>& fields) const;

 private:
  struct Sink;
  std::unique_ptr<Sink> sink_;
};

}  // namespace kringwerk::web
