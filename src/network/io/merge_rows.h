#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/image_text.h"
#include "network/io/organisation_links.h"
#include "network/merge.h"
#include "storage/connection.h"

/// The rows that a merge moves, and their way back.
namespace kringwerk::network {

/// In one transaction of one merge.
class MergeRows {
 public:
  MergeRows(storage::Connection& transaction, const Merge& merge);
  /// The survivor's own rows around the merge.
  static constexpr std::string_view kBefore = "before";
  static constexpr std::string_view kAfter = "after";
  RecordRows kept(std::string_view step) const;
  void replace(std::string_view step, const RecordRows& image);
  /// Everything that belongs to the one that goes up, to the survivor.
  void move_all();
  /// Takes the rows of the one that goes up away, and keeps them.
  void take_own(const RecordRows& own);
  /// All of it back where it was; what is not there any more is passed over.
  void put_back();

 private:
  void move_row(const OrganisationLink& link, const ImageRow& row);
  void move_back(const ImageRow& moved, const ImageRow& back);
  void keep(std::string_view step, const RecordRows& image);
  /// Rows that other merges dropped because the survivor had what now goes back: the survivor gets theirs.
  void settle_dropped();
  std::int64_t next_number(const OrganisationLink& link);

  storage::Connection& transaction_;
  const Merge& merge_;
  std::int64_t place_ = 0;
};

/// Makes `now` what `before` says, where it still is what `after` says: column by column of the organisation's own row,
/// table by table of the others. Answers the columns and tables that differ from `after` and would have gone back.
/// Versions are left alone.
std::vector<std::string> restore_images(const RecordRows& before, const RecordRows& after, RecordRows& now);

}  // namespace kringwerk::network
