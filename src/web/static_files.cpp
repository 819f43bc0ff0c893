#include "web/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "web/conditional.h"
#include "web/content_encoding.h"
#include "web/style_sheet.h"

namespace kringwerk::web {
namespace {

namespace fs = std::filesystem;

struct File {
  std::string content_type;
  std::array<std::string, 3> bodies;  ///< by Encoding; empty where it would not be smaller
};

std::string read(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw std::runtime_error("cannot read " + path.string());
  return text;
}

std::string content_type_of(std::string_view extension) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types{
      {{".css", "text/css; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".json", "application/json"},
       {".geojson", "application/geo+json"},
       {".map", "application/json"},
       {".webmanifest", "application/manifest+json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".jpg", "image/jpeg"},
       {".webp", "image/webp"},
       {".avif", "image/avif"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"},
       {".txt", "text/plain; charset=utf-8"},
       {".wasm", "application/wasm"},
       {".pdf", "application/pdf"}}};
  for (const auto& [ending, type] : types) {
    if (ending == extension) return std::string(type);
  }
  return "application/octet-stream";
}

/// "fonts/a.woff2" -> "/static/fonts/a.HASH.woff2".
std::string hashed_address(const std::string& name, std::string_view body) {
  const std::string etag = etag_of(body, Encoding::identity);
  const std::string extension = fs::path(name).extension().string();
  return "/static/" + name.substr(0, name.size() - extension.size()) + "." + etag.substr(1, 16) + extension;
}

std::string encoded(const fs::path& ready, std::string_view body, Encoding encoding) {
  std::string small = fs::exists(ready) ? read(ready) : compressed(body, encoding, Effort::small);
  return small.size() < body.size() ? small : std::string{};
}

/// Paths of the files below `folder`, style sheets last, because they name the others.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && extension != ".br" && extension != ".gz") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::ranges::stable_partition(paths, [](const fs::path& path) { return path.extension() != ".css"; });
  return paths;
}

}  // namespace

struct StaticFiles::Files {
  std::map<std::string, std::string, std::less<>> addresses;  ///< by name
  std::map<std::string, File, std::less<>> files;             ///< by address

  void add(const fs::path& folder, const fs::path& path) {
    const std::string name = path.lexically_relative(folder).generic_string();
    std::string body = read(path);
    const bool unchanged = path.extension() != ".css" || !rewrite(name, body);
    File file;
    file.content_type = content_type_of(path.extension().string());
    const std::string address = hashed_address(name, body);
    if (is_compressible(file.content_type)) {
      // A file compressed beforehand fits only what was not rewritten here.
      for (const Encoding encoding : {Encoding::brotli, Encoding::gzip}) {
        const std::string ending = encoding == Encoding::brotli ? ".br" : ".gz";
        file.bodies[static_cast<std::size_t>(encoding)] =
            encoded(unchanged ? fs::path(path.string() + ending) : fs::path{}, body, encoding);
      }
    }
    file.bodies[0] = std::move(body);
    addresses.emplace(name, address);
    files.emplace(address, std::move(file));
  }

  /// Whether the style sheet `name` was changed.
  bool rewrite(const std::string& name, std::string& css) const {
    std::string result = with_urls(css, [&](std::string_view url) {
      const std::string target = (fs::path(name).parent_path() / url).lexically_normal().generic_string();
      const auto found = addresses.find(target);
      if (found == addresses.end()) throw std::runtime_error(name + " names " + target + ", which does not exist");
      return found->second;
    });
    const bool changed = result != css;
    css = std::move(result);
    return changed;
  }
};

StaticFiles::StaticFiles(std::unique_ptr<Files> files) : files_(std::move(files)) {}
StaticFiles::StaticFiles(StaticFiles&&) noexcept = default;
StaticFiles::~StaticFiles() = default;

StaticFiles StaticFiles::load(const fs::path& folder) {
  auto files = std::make_unique<Files>();
  for (const fs::path& path : files_below(folder)) files->add(folder, path);
  return StaticFiles{std::move(files)};
}

std::string StaticFiles::address(std::string_view name) const {
  const auto found = files_->addresses.find(name);
  if (found == files_->addresses.end()) throw std::runtime_error("no static file " + std::string(name));
  return found->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  const auto found = files_->files.find(request.path);
  if (found == files_->files.end()) return std::nullopt;
  const File& file = found->second;
  Encoding encoding = choose_encoding(request.header("accept-encoding"));
  if (file.bodies[static_cast<std::size_t>(encoding)].empty()) encoding = Encoding::identity;
  Response response;
  response.content_type = file.content_type;
  response.body = file.bodies[static_cast<std::size_t>(encoding)];
  response.content_encoding = encoding_name(encoding);
  response.is_private = false;
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  if (is_compressible(file.content_type)) response.headers.emplace_back("Vary", "Accept-Encoding");
  // The name holds the hash of the content: it is the tag.
  response.headers.emplace_back("ETag",
                                "\"" + request.path.substr(8) + "." + std::string(encoding_name(encoding)) + "\"");
  return response;
}

}  // namespace kringwerk::web
