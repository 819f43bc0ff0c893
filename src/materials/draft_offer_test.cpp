#include "materials/draft_offer.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

const Instant kNow = instant_from_ms(1'790'000'000'000);

const Taxonomy& taxonomy() {
  static const Taxonomy instance = [] {
    MaterialClass rigid;
    rigid.id = "pp-rigid";
    rigid.folded_terms = {"harde plastic"};
    MaterialClass rubble;
    rubble.id = "rubble";
    rubble.mass_per_m3 = Mass::kilograms(1300);
    return Taxonomy({rigid, rubble});
  }();
  return instance;
}

OfferContext leuven(std::string folded) {
  return OfferContext{taxonomy(), std::move(folded), network::Nis{"24062"}, StreamId{7}, "hash"};
}

OfferDraft two_tonnes() {
  OfferDraft draft;
  draft.what = "Harde plastic bakken";
  draft.amount_thousandths = 2000;
  draft.unit = AmountUnit::t;
  draft.rhythm = Rhythm::month;
  draft.email = "jo@voorbeeld.example";
  return draft;
}

std::string rule_of(const Result<OfferDrafted>& result) {
  return result ? std::string() : std::get<Invalid>(result.error()).violations.at(0).rule;
}

TEST_CASE("only waste, or what may be waste, has a waste code, and it is one of the list") {
  WasteCode plastic;
  plastic.digits = "20 01 39";
  const WasteList list({plastic}, {});
  OfferContext context = leuven("harde plastic");
  context.waste_list = &list;
  const auto drafted = [&](LegalStatus status, const char* code) {
    OfferDraft draft = two_tonnes();
    draft.legal_status = status;
    draft.waste_code = code;
    return draft_offer(draft, context, access::Actor::visitor(), kNow);
  };
  CHECK(drafted(LegalStatus::waste, "200139")->stream.waste_code == "20 01 39");
  CHECK(drafted(LegalStatus::unknown, "20.01.39")->stream.legal_status == LegalStatus::unknown);
  CHECK(drafted(LegalStatus::by_product, "")->stream.legal_status == LegalStatus::by_product);
  CHECK(drafted(LegalStatus::waste, "")->stream.waste_code.empty());
  for (const LegalStatus status : {LegalStatus::product, LegalStatus::by_product, LegalStatus::end_of_waste}) {
    CHECK(rule_of(drafted(status, "20 01 39")) == "materials.waste_code_of_no_waste");
  }
  CHECK(rule_of(drafted(LegalStatus::waste, "99 01 01")) == "materials.waste_code_unknown");
  context.waste_list = nullptr;
  CHECK(rule_of(drafted(LegalStatus::waste, "20 01 39")) == "materials.waste_code_unknown");
}

TEST_CASE("an entrepreneur in Leuven writes two tonnes of hard plastic a month") {
  const auto drafted = draft_offer(two_tonnes(), leuven("harde plastic bakken"), access::Actor::visitor(), kNow);
  REQUIRE(drafted);
  CHECK(drafted->stream.state == StreamState::draft);
  CHECK(drafted->stream.material == "pp-rigid");
  CHECK(mass_each_time(drafted->stream.amount) == Mass::kilograms(2000));
  CHECK(drafted->stream.amount.quality == AmountQuality::estimated);
  CHECK_FALSE(drafted->stream.confirmed_at);
  CHECK(drafted->stream.title.exact(Language::nl) == "Harde plastic bakken");
}

TEST_CASE("unknown is a value, a forgotten amount is not") {
  OfferDraft draft = two_tonnes();
  draft.amount_thousandths.reset();
  CHECK(rule_of(draft_offer(draft, leuven(""), access::Actor::visitor(), kNow)) == "materials.amount_missing");
  draft.amount_unknown = true;
  const auto drafted = draft_offer(draft, leuven(""), access::Actor::visitor(), kNow);
  REQUIRE(drafted);
  CHECK(drafted->stream.amount.quality == AmountQuality::unknown);
  CHECK(drafted->stream.material.empty());
}

TEST_CASE("amounts that cannot be are refused") {
  OfferDraft draft = two_tonnes();
  draft.amount_thousandths = 0;
  CHECK(rule_of(draft_offer(draft, leuven(""), access::Actor::visitor(), kNow)) == "materials.amount_not_positive");
  draft.amount_thousandths = 1'000'001'000;
  CHECK(rule_of(draft_offer(draft, leuven(""), access::Actor::visitor(), kNow)) == "materials.amount_too_large");
  draft.amount_thousandths = 1'000'000'000;
  CHECK(draft_offer(draft, leuven(""), access::Actor::visitor(), kNow));
}

TEST_CASE("cubic metres weigh what the class says") {
  OfferDraft draft = two_tonnes();
  draft.material = "rubble";
  draft.unit = AmountUnit::m3;
  const auto drafted = draft_offer(draft, leuven("puin"), access::Actor::visitor(), kNow);
  REQUIRE(drafted);
  CHECK(mass_each_time(drafted->stream.amount) == Mass::kilograms(2600));
}

TEST_CASE("only the link opens a draft, and may be followed twice") {
  const auto drafted = draft_offer(two_tonnes(), leuven("harde plastic"), access::Actor::visitor(), kNow);
  REQUIRE(drafted);
  CHECK_FALSE(confirm_offer(drafted->stream, access::Actor::visitor(), kNow));
  const auto open = confirm_offer(drafted->stream, access::Actor::link_holder(), kNow);
  REQUIRE(open);
  CHECK(open->state == StreamState::open);
  CHECK(open->confirmed_at == kNow);
  const auto again = confirm_offer(*open, access::Actor::link_holder(), kNow + std::chrono::hours{1});
  REQUIRE(again);
  CHECK(again->confirmed_at == kNow);
  Stream closed = *open;
  closed.state = StreamState::closed;
  CHECK_FALSE(confirm_offer(closed, access::Actor::link_holder(), kNow));
}

TEST_CASE("goods of the food family become food; what is offered as food is no other class") {
  MaterialClass bread;
  bread.id = "bread";
  bread.family = "voeding";
  bread.folded_terms = {"brood"};
  MaterialClass boxes;
  boxes.id = "boxes";
  boxes.family = "papier";
  boxes.folded_terms = {"dozen"};
  const Taxonomy known({bread, boxes});
  const auto drafted = [&](const char* what, Resource resource) {
    OfferDraft draft = two_tonnes();
    draft.what = what;
    draft.resource = resource;
    return draft_offer(draft, {known, what, network::Nis{"24062"}, StreamId{7}, "hash"}, access::Actor::visitor(), kNow)
        ->stream;
  };
  CHECK(drafted("brood", Resource::material).resource == Resource::food);
  CHECK(drafted("dozen", Resource::material).resource == Resource::material);
  CHECK(drafted("dozen", Resource::food).material.empty());
  CHECK(drafted("brood", Resource::food).material == "bread");
}

}  // namespace
}  // namespace kringwerk::materials
