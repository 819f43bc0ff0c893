#include "app/home_folder.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#ifndef KW_SOURCE_DIR
#define KW_SOURCE_DIR "."
#endif

namespace kringwerk::app {

namespace {

constexpr std::size_t kKeyBytes = 32;

std::string read_key(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string key{std::istreambuf_iterator<char>(file), {}};
  if (key.size() != kKeyBytes) throw std::runtime_error(path.string() + " is not a key of 32 bytes");
  return key;
}

}  // namespace

HomeFolder find_home(const std::string& given) {
  HomeFolder home{given};
  if (given.empty()) {
    const char* environment = std::getenv("KRINGWERK_HOME");
    home.root = environment != nullptr && *environment != '\0' ? environment : KW_SOURCE_DIR;
  }
  if (!std::filesystem::is_directory(home.migrations())) {
    throw std::runtime_error(home.root.string() +
                             " does not hold Kringwerk's files; name the folder with --home or KRINGWERK_HOME");
  }
  return home;
}

std::string load_or_make_key(const std::filesystem::path& folder, const std::string& name) {
  std::filesystem::create_directories(folder);
  const auto path = folder / name;
  if (std::filesystem::exists(path)) return read_key(path);
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  std::array<unsigned char, kKeyBytes> random{};
  randombytes_buf(random.data(), random.size());
  // O_EXCL: of two processes that start together, one makes the key and the other reads it.
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return read_key(path);
  const bool written = ::write(file, random.data(), random.size()) == static_cast<ssize_t>(random.size());
  const bool kept = ::fsync(file) == 0;
  ::close(file);
  if (!written || !kept) throw std::runtime_error("cannot write " + path.string());
  return read_key(path);
}

}  // namespace kringwerk::app
