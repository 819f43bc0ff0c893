#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "materials/stream_index.h"
#include "materials/taxonomy.h"
#include "network/hub.h"
#include "network/place.h"
#include "storage/database.h"

namespace kringwerk::materials {

/// A hub of the filter, with the municipalities it serves.
struct HubChoice {
  network::Hub hub;
  std::vector<network::Nis> places;
};

/// The list of one moment, with the words it needs.
struct ListSnapshot {
  std::int64_t version = 0;
  StreamIndex index;  ///< all but drafts and private ones; find() says for whom
  Taxonomy taxonomy;
  std::map<std::string, network::Municipality, std::less<>> municipalities;  ///< by NIS code
  std::vector<HubChoice> hubs;
  std::vector<std::string> provinces;
  std::vector<std::optional<Point>> centres;  ///< of the municipalities by number in index.places()
};

/// Keeps the list in memory and notices every change of it, also by another process, before it answers.
/// Thread rule: any thread.
class StreamBoard {
 public:
  explicit StreamBoard(storage::Database& database) : database_(database) {}
  std::shared_ptr<const ListSnapshot> current();

 private:
  std::shared_ptr<const ListSnapshot> kept();
  storage::Database& database_;
  std::mutex kept_mutex_;     // guards snapshot_
  std::mutex refresh_mutex_;  // one thread reads anew, the others that need it wait
  std::shared_ptr<const ListSnapshot> snapshot_;
};

}  // namespace kringwerk::materials
