#include "access/io/anchors.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <system_error>

namespace kringwerk::access {

namespace {

std::runtime_error failure(const std::string& what, const std::filesystem::path& path) {
  return std::runtime_error(what + " " + path.string() + ": " + std::system_category().message(errno));
}

class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : path_(path), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw failure("cannot open", path);
  }
  OpenFile(const OpenFile&) = delete;
  ~OpenFile() { ::close(file_); }

  std::string tail(std::size_t most) const {
    struct stat facts {};
    if (::fstat(file_, &facts) != 0) throw failure("cannot read", path_);
    const auto size = static_cast<std::size_t>(facts.st_size);
    std::string text(std::min(size, most), '\0');
    const auto got = ::pread(file_, text.data(), text.size(), static_cast<off_t>(size - text.size()));
    if (got != static_cast<ssize_t>(text.size())) throw failure("cannot read", path_);
    return text;
  }
  /// Takes `count` bytes off the end.
  void shorten(std::size_t count) const {
    struct stat facts {};
    if (::fstat(file_, &facts) != 0 || ::ftruncate(file_, facts.st_size - static_cast<off_t>(count)) != 0) {
      throw failure("cannot shorten", path_);
    }
  }
  void append(const std::string& text) const {
    if (::write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
      throw failure("cannot write", path_);
    }
    if (::fsync(file_) != 0) throw failure("cannot keep", path_);
  }

 private:
  const std::filesystem::path& path_;
  int file_;
};

struct WrittenAnchor {
  Anchor anchor;
  std::string mac;
};

std::string mac_of(std::string_view key, const std::string& before, const Anchor& anchor) {
  return hash_of_anchor(
      key, {before, std::to_string(to_ms(anchor.at)), std::to_string(anchor.head.number), anchor.head.hash});
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool take(std::string_view& text, std::int64_t& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return fault == std::errc{};
}

bool take_quoted(std::string_view& text, std::string& word) {
  const auto end = text.find('"');
  if (end == std::string_view::npos) return false;
  word = text.substr(0, end);
  text.remove_prefix(end + 1);
  return true;
}

std::string line_of(const WrittenAnchor& written) {
  return "{\"at_ms\":" + std::to_string(to_ms(written.anchor.at)) +
         ",\"line\":" + std::to_string(written.anchor.head.number) + ",\"hash\":\"" + written.anchor.head.hash +
         "\",\"mac\":\"" + written.mac + "\"}\n";
}

/// Exactly what line_of writes, without the line end.
std::optional<WrittenAnchor> parse_line(std::string_view text) {
  WrittenAnchor written;
  std::int64_t at = 0;
  const bool fits = take(text, "{\"at_ms\":") && take(text, at) && take(text, ",\"line\":") &&
                    take(text, written.anchor.head.number) && take(text, ",\"hash\":\"") &&
                    take_quoted(text, written.anchor.head.hash) && take(text, ",\"mac\":\"") &&
                    take_quoted(text, written.mac) && text == "}";
  written.anchor.at = instant_from_ms(at);
  return fits ? std::optional{written} : std::nullopt;
}

/// The MAC of the last whole line; what stands behind that line is cut off.
std::string last_mac(const OpenFile& file) {
  constexpr std::size_t kLongerThanTwoLines = 1024;
  std::string tail = file.tail(kLongerThanTwoLines);
  const auto end = tail.rfind('\n');
  const std::size_t whole = end == std::string::npos ? 0 : end + 1;
  if (whole < tail.size()) file.shorten(tail.size() - whole);
  if (whole == 0) return {};
  const auto start = end == 0 ? std::string::npos : tail.rfind('\n', end - 1);
  const std::size_t first = start == std::string::npos ? 0 : start + 1;
  const auto written = parse_line(std::string_view(tail).substr(first, end - first));
  return written ? written->mac : std::string();
}

}  // namespace

void AnchorFile::append(std::string_view key, const Anchor& anchor) const {
  std::filesystem::create_directories(path_.parent_path());
  std::filesystem::permissions(path_.parent_path(), std::filesystem::perms::owner_all);
  const OpenFile file(path_);
  const std::string before = last_mac(file);
  file.append(line_of({anchor, mac_of(key, before, anchor)}));
}

AnchorFile::Content AnchorFile::read(std::string_view key) const {
  Content content;
  if (!std::filesystem::exists(path_)) return content;
  std::ifstream file(path_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw std::runtime_error("cannot read " + path_.string());
  std::int64_t number = 0;
  for (std::size_t start = 0, end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    ++number;
    auto written = parse_line(std::string_view(text).substr(start, end - start));
    if (!written || written->mac != mac_of(key, content.last_mac, written->anchor)) {
      content.bad_line = number;
      return content;
    }
    content.last_mac = std::move(written->mac);
    content.anchors.push_back(std::move(written->anchor));
  }
  return content;
}

}  // namespace kringwerk::access
