#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "materials/stream.h"
#include "materials/taxonomy.h"
#include "materials/waste_list.h"

namespace kringwerk::materials {

/// What the two-minute form asks. Everything but what, where and the address may stay open.
struct OfferDraft {
  std::string what;  ///< in the writer's words
  /// Class picked by the writer; absent = recognise it, empty = none of those recognised.
  std::optional<std::string> material;
  std::optional<std::int64_t> amount_thousandths;
  AmountUnit unit = AmountUnit::kg;
  bool amount_unknown = false;  ///< "I do not know, come and see"
  Rhythm rhythm = Rhythm::unknown;
  std::string note;  ///< becomes the description; may be empty
  std::string email;
  Language language = Language::nl;
  LegalStatus legal_status = LegalStatus::unknown;
  std::string waste_code;  ///< as typed; may be empty
  Resource resource = Resource::material;
  ResourceFacts facts;
  Period available;  ///< of room, where the form asks it
};

/// What the decision needs to know of the world.
struct OfferContext {
  const Taxonomy& taxonomy;
  std::string folded_what;                   ///< text::folded(draft.what)
  std::optional<network::Nis> municipality;  ///< the place typed, when it is one municipality
  StreamId new_id;
  std::string secret_hash;
  const WasteList* waste_list = nullptr;  ///< outlives the decision; without one every code is unknown
  Day today{};                            ///< in Brussels
};

struct OfferDrafted {
  Stream stream;
  std::string contact_email;
  std::string secret_hash;
};

/// Makes a draft that only its secret link shows. Rules: materials.amount_missing, materials.amount_not_positive,
/// materials.amount_too_large, those of check_resource and choose_waste_code, materials.period_reversed (field
/// free_to), and materials.waste_code_of_no_waste (a code for what is said to be a product, by-product or
/// end-of-waste). Goods whose class is food become food; what does not run in chains has no class, waste code or legal
/// status. The title is what was typed without its amount and rhythm ("2 ton harde plastic per maand" is called "harde
/// plastic"). The form's own findings (required, e-mail, place) come from the edge.
Result<OfferDrafted> draft_offer(const OfferDraft& draft, const OfferContext& context, const access::Actor& actor,
                                 Instant now);

/// The owner of the mailbox confirmed by link: the draft becomes an open, public offer, fresh from today.
/// Conflict when it is no draft any more and not open either; an open one answers itself, so that a link may be
/// followed twice.
Result<Stream> confirm_offer(const Stream& draft, const access::Actor& actor, Instant now);

/// The family of the taxonomy whose classes are food.
inline constexpr std::string_view kFamilyOfFood = "voeding";

/// The largest mass one listing may state: a million tonnes is a typing error, not a stream.
inline constexpr std::int64_t kLargestAmountKilograms = 1'000'000'000;

}  // namespace kringwerk::materials
