#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "network/edit_shape.h"
#include "network/record_image.h"
#include "network/revision.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// A record as it is kept now.
struct RevisedNow {
  RevisedRecord record;
  std::string title;
  RecordImage image;
  std::int64_t version = 1;
  bool is_example = false;
};

/// A kind of record that is changed by revisions. The mechanism (revision.h, submit_revision.h, the pages) knows no
/// more of a kind than this. Thread rule: immutable.
class RevisedKind {
 public:
  virtual ~RevisedKind() = default;
  virtual const EditShape& shape() const = 0;
  virtual std::string path() const = 0;  ///< "/organisations"
  /// `today` decides on the hubs it belongs to.
  virtual std::optional<RevisedNow> load(storage::Connection& connection, std::int64_t id, Day today) const = 0;
  /// The image with values in the writing they are kept in; Invalid with all findings of the rules.
  virtual Result<RecordImage> check(storage::Connection& connection, const RecordImage& image, std::int64_t id,
                                    Day today) const = 0;
  /// Keeps an image that was checked, one version more; a record that is not there is made.
  virtual void save(storage::Connection& transaction, std::int64_t id, const RecordImage& image, Instant now) const = 0;
};

const RevisedKind& organisation_kind();
const RevisedKind& hub_kind();
/// nullptr for a kind that has no revisions.
const RevisedKind* find_revised_kind(std::string_view record);

}  // namespace kringwerk::network
