#pragma once

#include <string>
#include <vector>

#include "materials/draft_offer.h"
#include "materials/readers.h"

/// What an organisation does with its own offers and needs.
namespace kringwerk::materials {

/// What the full form asks of goods and food beside the two-minute form; what is not known is absent or unknown.
struct StreamDetails {
  std::optional<Mass> mass_per_unit;  ///< of a piece, m, m² or m³
  std::optional<int> grade;           ///< 0 worst … 9 best; of a need: at least
  std::optional<int> contamination_percent;
  std::string packaging = "unknown";  ///< one of kPackagingKeys
  Transport transport = Transport::unknown;
  Dimensions dimensions;
  std::optional<Mass> minimum;  ///< needs: no delivery below it
};

/// What a signed-in owner says of a stream beside the two-minute form.
struct StreamTerms {
  Visibility visibility = Visibility::everyone;
  std::optional<network::HubId> shared_hub{};  ///< for a hub: for this one alone, wherever the stream is
  FieldVisibility fields;
  std::optional<Money> price_per_tonne;                ///< goods and food
  std::optional<std::int64_t> unit_price_thousandths;  ///< the other kinds
  StreamDetails details;
  std::optional<Point> position;
  Period available;
  std::string retention_step;  ///< needs: what the use keeps; empty = not known
};

struct OwnStream {
  OfferDraft draft;
  StreamKind kind = StreamKind::offer;
  network::OrganisationId organisation;
  StreamTerms terms;
};

/// Publishes at once: who is signed in for the organisation needs no mail. Rules of draft_offer, and
/// materials.period_reversed (field to). Missing when the policy does not let `actor` make and approve it.
Result<OfferDrafted> publish_stream(const OwnStream& own, const OfferContext& context, const access::Actor& actor,
                                    Instant now);

/// save: what was typed. close: the stream leaves list, map and matching. reopen: open again, fresh from today.
enum class EditStep { save, close, reopen };
inline constexpr std::array<std::string_view, 3> kEditStepKeys{"save", "close", "reopen"};

struct StreamEdit {
  OfferDraft draft;
  StreamTerms terms;
  EditStep step = EditStep::save;
  std::int64_t version = 0;               ///< that was on the screen
  std::optional<CloseOutcome> outcome{};  ///< of close; absent = unknown
  std::optional<Day> last_day{};          ///< of reopen
};

struct EditContext {
  OfferContext offer;  ///< new_id and secret_hash say nothing here
  StreamHubs hubs;     ///< of the stream as it is
};

/// The stream with one version more. Title and description change only when their words did; then they stand in the
/// language of the edit. Missing when the policy says no; Stale when the version is another; Conflict when there is
/// nothing to close or reopen; rules as for publish_stream and take_step. Saved with a new date, an expired one is open
/// again.
Result<Stream> edit_stream(const Stream& current, const StreamEdit& edit, const EditContext& context,
                           const access::Actor& actor, Instant now);

/// One field that differs, in keys and plain numbers.
struct StreamChange {
  std::string_view field;
  std::string before;
  std::string after;
  friend bool operator==(const StreamChange&, const StreamChange&) = default;
};
/// Of everything an owner may change. Sites and descriptions are told as changed, without their content.
std::vector<StreamChange> changes_between(const Stream& before, const Stream& after);

/// The words of a title in the language they were written in, for a form.
const std::string& shown_words(const Stream& stream);

}  // namespace kringwerk::materials
