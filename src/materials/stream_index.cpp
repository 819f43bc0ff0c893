#include "materials/stream_index.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/ensure.h"
#include "materials/stream_life.h"

namespace kringwerk::materials {

namespace {

void keep_any(const std::unordered_map<std::string, RowSet>& rows_of, const std::vector<std::string>& keys,
              std::size_t size, RowSet& set) {
  RowSet any(size);
  for (const std::string& key : keys) {
    if (const auto found = rows_of.find(key); found != rows_of.end()) any.add(found->second);
  }
  set.keep(any);
}

std::vector<std::string> codes_of(const std::vector<network::Nis>& places) {
  std::vector<std::string> codes;
  for (const network::Nis& nis : places) codes.push_back(nis.code);
  return codes;
}

/// Newest first where everything else is the same; ids last, so that the order is the same on every machine.
bool is_newer(const ListedStream& a, const ListedStream& b) {
  return a.confirmed_at != b.confirmed_at ? a.confirmed_at > b.confirmed_at : a.id > b.id;
}

template <class ValueOf>
RowColumn column_of(const std::vector<ListedStream>& streams, const ValueOf& value_of) {
  RowColumn column;
  std::unordered_map<std::string, std::uint16_t> numbers;
  column.of_row.reserve(streams.size());
  for (const ListedStream& stream : streams) {
    const auto [found, is_new] =
        numbers.try_emplace(value_of(stream), static_cast<std::uint16_t>(column.values.size()));
    if (is_new) column.values.push_back(found->first);
    column.of_row.push_back(found->second);
  }
  ensure(column.values.size() <= std::numeric_limits<std::uint16_t>::max(), "a column of rows has few values");
  return column;
}

/// A stream that the policy answers about as about the row, as far as the list knows it.
Stream like_row(const RowReaders& readers) {
  Stream alike;
  alike.state = readers.state;
  alike.visibility = readers.visibility;
  alike.organisation = readers.organisation;
  return alike;
}

}  // namespace

StreamIndex::StreamIndex(std::vector<ListedStream> streams) : streams_(std::move(streams)) {
  index_rows();
  index_columns();
  sort_rows();
}

void StreamIndex::index_rows() {
  const std::size_t size = streams_.size();
  by_kind_.fill(RowSet(size));
  by_resource_.fill(RowSet(size));
  by_state_.fill(RowSet(size));
  live_ = RowSet(size);
  const auto insert = [size](RowsOf& rows_of, const std::string& key, std::size_t row) {
    rows_of.try_emplace(key, size).first->second.insert(row);
  };
  for (std::uint32_t row = 0; row < size; ++row) {
    const ListedStream& stream = streams_[row];
    row_of_[stream.id] = row;
    insert(by_family_, stream.family, row);
    insert(by_material_, stream.material, row);
    insert(by_province_, stream.province, row);
    insert(by_place_, stream.nis.code, row);
    by_kind_[static_cast<std::size_t>(stream.kind)].insert(row);
    by_resource_[static_cast<std::size_t>(stream.resource)].insert(row);
    by_state_[static_cast<std::size_t>(stream.readers.state)].insert(row);
    if (is_live(stream.readers.state)) live_.insert(row);
    by_readers_.try_emplace(stream.readers, size).first->second.insert(row);
    if (stream.position) {
      by_site_readers_.try_emplace({stream.readers, stream.position_visibility}, size).first->second.insert(row);
    }
    words_.add(row, stream.words);
  }
  words_.finish();
}

void StreamIndex::index_columns() {
  places_ = column_of(streams_, [](const ListedStream& stream) { return stream.nis.code; });
  materials_ = column_of(streams_, [](const ListedStream& stream) { return stream.material; });
  families_ = column_of(streams_, [](const ListedStream& stream) { return stream.family; });
}

void StreamIndex::sort_rows() {
  const auto sort_by = [this](std::size_t which, const auto& is_before) {
    std::vector<std::uint32_t>& rows = sorted_[which].rows;
    rows.resize(streams_.size());
    std::iota(rows.begin(), rows.end(), 0U);
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return is_before(streams_[a], streams_[b]); });
    sorted_[which].places.resize(rows.size());
    for (std::uint32_t place = 0; place < rows.size(); ++place) sorted_[which].places[rows[place]] = place;
  };
  sort_by(0, is_newer);
  sort_by(1, [](const ListedStream& a, const ListedStream& b) {
    return a.place_sort != b.place_sort ? a.place_sort < b.place_sort : is_newer(a, b);
  });
  sort_by(2, [](const ListedStream& a, const ListedStream& b) {
    return a.per_week != b.per_week ? a.per_week > b.per_week : is_newer(a, b);
  });
  for (std::size_t language = 0; language < kLanguages.size(); ++language) {
    sort_by(3 + language, [language](const ListedStream& a, const ListedStream& b) {
      return a.title_sort[language] != b.title_sort[language] ? a.title_sort[language] < b.title_sort[language]
                                                              : is_newer(a, b);
    });
  }
}

const StreamIndex::Sorted& StreamIndex::sorted(const ListRequest& request) const {
  switch (request.order) {
    case ListOrder::newest:
      break;
    case ListOrder::place:
      return sorted_[1];
    case ListOrder::amount:
      return sorted_[2];
    case ListOrder::name:
      return sorted_[3 + static_cast<std::size_t>(request.language)];
  }
  return sorted_[0];
}

void StreamIndex::keep_period(const Period& period, RowSet& set) const {
  if (!period.from && !period.to) return;
  for (std::size_t row = 0; row < streams_.size(); ++row) {
    if (!streams_[row].available.overlaps(period)) set.erase(row);
  }
}

void StreamIndex::keep_minimum(Mass minimum, RowSet& set) const {
  for (std::size_t row = 0; row < streams_.size(); ++row) {
    if (streams_[row].per_week.value_or(Mass{}) < minimum) set.erase(row);
  }
}

RowSet StreamIndex::readable(const access::Actor& reader) const {
  RowSet set(streams_.size());
  for (const auto& [readers, rows] : by_readers_) {
    if (may_read(reader, like_row(readers), readers.hubs)) set.add(rows);
  }
  return set;
}

RowSet StreamIndex::fitting(const ListFilter& filter, RowSet set) const {
  const std::size_t size = streams_.size();
  set.keep(filter.state ? by_state_[static_cast<std::size_t>(*filter.state)] : live_);
  if (filter.resource) set.keep(by_resource_[static_cast<std::size_t>(*filter.resource)]);
  if (filter.kind) set.keep(by_kind_[static_cast<std::size_t>(*filter.kind)]);
  if (!filter.family.empty()) keep_any(by_family_, {filter.family}, size, set);
  if (!filter.province.empty()) keep_any(by_province_, {filter.province}, size, set);
  if (filter.materials) keep_any(by_material_, *filter.materials, size, set);
  if (filter.places) keep_any(by_place_, codes_of(*filter.places), size, set);
  for (const std::string& word : filter.words) set.keep(words_.find(word, size));
  keep_period(filter.available, set);
  if (filter.minimum) keep_minimum(*filter.minimum, set);
  return set;
}

RowSet StreamIndex::rows(const ListRequest& request) const {
  return fitting(request.filter, readable(request.reader));
}

RowSet StreamIndex::with_known_site(const access::Actor& reader) const {
  RowSet set(streams_.size());
  for (const auto& [who, rows] : by_site_readers_) {
    Stream alike = like_row(who.first);
    alike.fields.position = who.second;
    if (may_read(reader, alike, who.first.hubs) && may_read_position(reader, alike, who.first.hubs)) set.add(rows);
  }
  return set;
}

std::vector<const ListedStream*> StreamIndex::in_order(const ListRequest& request, const RowSet& set,
                                                       std::size_t most) const {
  std::vector<const ListedStream*> found;
  for (const std::uint32_t row : sorted(request).rows) {
    if (found.size() == most) break;
    if (set.contains(row)) found.push_back(&streams_[row]);
  }
  return found;
}

ListPart StreamIndex::find(const ListRequest& request) const {
  const RowSet readable_rows = readable(request.reader);
  const RowSet set = fitting(request.filter, readable_rows);
  const Sorted& order = sorted(request);
  const auto size = static_cast<std::ptrdiff_t>(order.rows.size());
  ListPart part;
  part.total = set.count();

  auto found = request.cursor.stream ? row_of_.find(*request.cursor.stream) : row_of_.end();
  if (found != row_of_.end() && !readable_rows.contains(found->second)) found = row_of_.end();
  const bool backwards = found != row_of_.end() && request.cursor.side == ListCursor::Side::before;
  const std::ptrdiff_t cursor = found == row_of_.end() ? -1 : static_cast<std::ptrdiff_t>(order.places[found->second]);
  const auto fits = [&](std::ptrdiff_t at) { return set.contains(order.rows[static_cast<std::size_t>(at)]); };
  const std::ptrdiff_t step = backwards ? -1 : 1;
  bool is_more = false;
  for (std::ptrdiff_t at = cursor + step; at >= 0 && at < size && !is_more; at += step) {
    if (!fits(at)) continue;
    is_more = part.rows.size() == request.most;
    if (!is_more) part.rows.push_back(&streams_[order.rows[static_cast<std::size_t>(at)]]);
  }
  // On the other side of the cursor: what the reader came from.
  bool is_behind = false;
  for (std::ptrdiff_t at = cursor; at >= 0 && at < size && !is_behind; at -= step) is_behind = fits(at);
  if (backwards) std::reverse(part.rows.begin(), part.rows.end());
  part.has_previous = backwards ? is_more : is_behind;
  part.has_next = backwards ? is_behind : is_more;
  return part;
}

}  // namespace kringwerk::materials
