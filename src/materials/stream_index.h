#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/actor.h"
#include "materials/readers.h"
#include "materials/row_set.h"
#include "materials/stream.h"
#include "materials/word_index.h"

/// The list of streams, kept in memory: docs/decisions/0031-material-list.md.
namespace kringwerk::materials {

/// Who may find a row of the list. Rows that are alike in this share one entry.
struct RowReaders {
  Visibility visibility = Visibility::everyone;
  StreamHubs hubs;                                      ///< of a row for hubs; else empty
  std::optional<network::OrganisationId> organisation;  ///< of a row for hubs; else absent
  StreamState state = StreamState::open;                ///< what has ended is seen by fewer
  friend auto operator<=>(const RowReaders&, const RowReaders&) = default;
};

/// What the list shows of one stream, and what it filters and sorts by.
struct ListedStream {
  StreamId id;
  RowReaders readers;
  StreamKind kind = StreamKind::offer;
  Resource resource = Resource::material;
  std::string material;  ///< empty = not recognised
  std::string family;
  std::string province;
  network::Nis nis;
  LocalText title;
  Amount amount;
  std::optional<Mass> per_week;
  Period available;
  Instant confirmed_at;
  bool is_example = false;
  std::string words;                      ///< folded, to be found by
  std::array<std::string, 3> title_sort;  ///< per language
  std::string place_sort;
  std::optional<Point> position;  ///< the exact site; find() does not look at it, who shows it asks the policy
  Visibility position_visibility = Visibility::private_to_owner;
};

enum class ListOrder { newest, name, place, amount };
inline constexpr std::array<std::string_view, 4> kListOrderKeys{"newest", "name", "place", "amount"};

/// All conditions hold together; an absent or empty one says nothing.
struct ListFilter {
  std::vector<std::string> words;  ///< folded, without spaces; each occurs somewhere
  std::optional<std::vector<std::string>> materials;
  std::string family;
  std::optional<StreamKind> kind;
  std::optional<Resource> resource;
  std::optional<StreamState> state;  ///< absent: all that live (stream_life.h)
  std::string province;
  std::optional<std::vector<network::Nis>> places;
  Period available;             ///< overlaps the stream's own
  std::optional<Mass> minimum;  ///< per week; streams of unknown amount are left out
};

/// Which part of the list: the rows after or before one of its streams; from the beginning when that is not listed.
struct ListCursor {
  enum class Side { after, before };
  std::optional<StreamId> stream;
  Side side = Side::after;
};

struct ListRequest {
  access::Actor reader;
  ListFilter filter;
  ListOrder order = ListOrder::newest;
  Language language = Language::nl;  ///< of the order by name
  ListCursor cursor;
  std::size_t most = 25;
};

struct ListPart {
  std::size_t total = 0;  ///< that fit the filter and that the reader may see
  std::vector<const ListedStream*> rows;
  bool has_previous = false;
  bool has_next = false;
};

/// One value per row, out of few: each value once, and which of them a row has.
struct RowColumn {
  std::vector<std::string> values;
  std::vector<std::uint16_t> of_row;  ///< position in `values`
};

/// What a reader may not see is taken out before anything is counted, ordered or cut into pages, and a cursor at such a
/// row is no cursor. Thread rule: immutable after construction.
class StreamIndex {
 public:
  /// Private streams must not be among them.
  explicit StreamIndex(std::vector<ListedStream> streams);
  StreamIndex(const StreamIndex&) = delete;
  const std::vector<ListedStream>& streams() const { return streams_; }
  ListPart find(const ListRequest& request) const;
  /// The rows that fit the filter and that the reader may see: those that find() counts and leafs through.
  RowSet rows(const ListRequest& request) const;
  /// Every row whose exact site `reader` may know. Rows with a site that only their own organisation knows are not
  /// among them, not even for that organisation.
  RowSet with_known_site(const access::Actor& reader) const;
  /// Of the rows of a set, the first `most` in the order of the request.
  std::vector<const ListedStream*> in_order(const ListRequest& request, const RowSet& set, std::size_t most) const;

  const RowColumn& places() const { return places_; }        ///< NIS codes
  const RowColumn& materials() const { return materials_; }  ///< ids in the taxonomy; empty = not recognised
  const RowColumn& families() const { return families_; }

 private:
  using RowsOf = std::unordered_map<std::string, RowSet>;
  struct Sorted {
    std::vector<std::uint32_t> rows;    ///< row numbers in the order
    std::vector<std::uint32_t> places;  ///< of each row number in `rows`
  };
  void index_rows();
  void index_columns();
  void sort_rows();
  RowSet readable(const access::Actor& reader) const;
  RowSet fitting(const ListFilter& filter, RowSet set) const;
  void keep_period(const Period& period, RowSet& set) const;
  void keep_minimum(Mass minimum, RowSet& set) const;
  const Sorted& sorted(const ListRequest& request) const;

  std::vector<ListedStream> streams_;
  std::map<StreamId, std::uint32_t> row_of_;
  RowsOf by_family_, by_material_, by_province_, by_place_;
  std::array<RowSet, kStreamKindKeys.size()> by_kind_;
  std::array<RowSet, kResourceKeys.size()> by_resource_;
  std::array<RowSet, kStreamStateKeys.size()> by_state_;
  RowSet live_;
  std::map<RowReaders, RowSet> by_readers_;
  std::map<std::pair<RowReaders, Visibility>, RowSet> by_site_readers_;
  RowColumn places_, materials_, families_;
  WordIndex words_;
  std::array<Sorted, 6> sorted_;  ///< newest, place, amount, then by name in each language
};

}  // namespace kringwerk::materials
