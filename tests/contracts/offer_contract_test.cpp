#include <doctest/doctest.h>

#include <future>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "materials/io/stream_board.h"
#include "materials/io/submit_offer.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::materials;
using contracts::lay_small_world;
using contracts::rows_in;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

const std::string kSecret = "0123456789abcdefghjkmnpqrs";

OfferSubmission pallets(const std::string& secret = kSecret) {
  OfferSubmission submission;
  OfferDraft& draft = submission.answers.draft;
  draft.what = "40 stuks houten pallets per week";
  draft.amount_thousandths = 40'000;
  draft.unit = AmountUnit::piece;
  draft.rhythm = Rhythm::week;
  draft.note = "Droog gestapeld.";
  draft.email = "jo@bedrijf.example";
  submission.answers.place.typed = "3000";
  submission.secret = secret;
  submission.remote_address = "192.0.2.7";
  return submission;
}

std::optional<Stream> by_secret(Database& database, const std::string& secret) {
  return database.read(
      [&](Connection& connection) { return load_stream_by_secret(connection, access::hash_of_secret(secret)); });
}

void confirm(const SmallSite& site, Database& database, const std::string& secret) {
  database.write([&](Connection& transaction) {
    const auto draft = load_stream_by_secret(transaction, access::hash_of_secret(secret));
    const auto open = confirm_offer(draft.value(), access::Actor::link_holder(), site.now);
    CHECK(update_stream_state(transaction, open.value()));
  });
}

Stream full_need() {
  Stream stream;
  stream.id = StreamId{5};
  stream.kind = StreamKind::need;
  stream.state = StreamState::partly_agreed;
  stream.material = "houten_pallet";
  stream.accepted = {"houten_pallet", "hout~dry"};
  stream.typed_what = "pallets";
  stream.title = LocalText{"Pallets", "", "Palettes"};
  stream.description = LocalText{"één\ntwee", "", ""};
  stream.language = Language::fr;
  stream.amount = Amount{1'500, AmountUnit::piece, Mass::kilograms(25), AmountQuality::weighed, Rhythm::year};
  stream.grade = 6;
  stream.contamination_percent = 3;
  stream.nis = network::Nis{"44021"};
  stream.available = Period{parse_day("2026-12-01"), parse_day("2027-02-28")};
  stream.packaging = "pallet";
  stream.transport = Transport::delivery;
  stream.price_per_tonne = Money::cents(-1'250);
  stream.legal_status = LegalStatus::by_product;
  stream.waste_code = "15 01 03";
  stream.permits = {"hazardous-hout"};
  stream.retention_step = "R3";
  stream.minimum = Mass::kilograms(40);
  stream.is_example = true;
  stream.source = "typed";
  stream.confirmed_at = instant_from_ms(1'795'255'445'001);
  stream.created_at = instant_from_ms(1'795'255'445'000);
  stream.version = 7;
  return stream;
}

std::string first_rule(const Result<Done>& result) {
  return result ? std::string() : std::get<Invalid>(result.error()).violations.at(0).rule;
}

}  // namespace

TEST_CASE("a draft is kept as it was written, with its mail, and only its secret shows it") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    StreamBoard board(database);
    REQUIRE(submit_offer(site.services(), pallets()));
    const auto draft = by_secret(database, kSecret);
    REQUIRE(draft);
    CHECK(draft->state == StreamState::draft);
    CHECK(draft->title.exact(Language::nl) == "houten pallets");
    CHECK(draft->typed_what == "40 stuks houten pallets per week");
    CHECK(draft->description.exact(Language::nl) == "Droog gestapeld.");
    CHECK(draft->amount.thousandths == 40'000);
    CHECK(draft->amount.rhythm == Rhythm::week);
    CHECK(draft->nis == network::Nis{"24062"});
    CHECK_FALSE(by_secret(database, "1123456789abcdefghjkmnpqrs"));
    CHECK_FALSE(database.read([&](Connection& connection) { return load_public_stream(connection, draft->id); }));
    CHECK(board.current()->index.streams().empty());
    const auto mail = database.read([](Connection& connection) {
      auto rows = connection.query("SELECT to_address || ' ' || body FROM outbox_mail");
      return rows.next() ? rows.get<std::string>(0) : std::string();
    });
    CHECK(mail.find("jo@bedrijf.example") == 0);
    CHECK(mail.find("https://kringwerk.example/nl/offers/confirm/" + kSecret + "/" +
                    access::mail_code(site.services().keys.links, kSecret)) != std::string::npos);
  });
}

TEST_CASE("the store holds no secret") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    REQUIRE(submit_offer(site.services(), pallets()));
    const auto hash = database.read([](Connection& connection) {
      auto rows = connection.query("SELECT secret_hash FROM stream");
      return rows.next() ? rows.get<std::string>(0) : std::string();
    });
    CHECK(hash.size() == 64);
    CHECK(hash.find(kSecret) == std::string::npos);
  });
}

TEST_CASE("a hundred equal submissions at once are one record and one mail") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    std::vector<std::future<bool>> answers;
    for (int i = 0; i < 100; ++i) {
      answers.push_back(std::async(std::launch::async, [&] {
        // A store under load may say "later" (five conflicts in a row); a browser's next try is the same submission.
        for (int attempt = 0; attempt < 20; ++attempt) {
          try {
            return submit_offer(site.services(), pallets()).has_value();
          } catch (const storage::Error& error) {
            if (error.kind() != storage::ErrorKind::conflict) throw;
          }
        }
        return false;
      }));
    }
    for (auto& answer : answers) CHECK(answer.get());
    CHECK(rows_in(database, "stream") == 1);
    CHECK(rows_in(database, "outbox_mail") == 1);
  });
}

TEST_CASE("nothing is kept of a refused form") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    OfferSubmission lost = pallets();
    lost.answers.place.typed = "Atlantis";
    CHECK(first_rule(submit_offer(site.services(), lost)) == "network.place_unknown");
    CHECK(rows_in(database, "stream") == 0);
    CHECK(rows_in(database, "outbox_mail") == 0);
    CHECK(rows_in(database, "mail_attempt") == 0);
  });
}

TEST_CASE("a mailbox gets five mails an hour, a network address causes twenty a day") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    int number = 0;
    const auto send = [&](const std::string& email, const std::string& remote) {
      OfferSubmission submission = pallets(access::secret_of_submission(kSecret, std::to_string(++number)));
      submission.answers.draft.email = email;
      submission.remote_address = remote;
      return first_rule(submit_offer(site.services(), submission));
    };
    for (int i = 0; i < 5; ++i) CHECK(send("jo@bedrijf.example", "192.0.2.7").empty());
    CHECK(send("JO@bedrijf.example", "192.0.2.8") == "access.too_many_for_mailbox");
    site.now += std::chrono::hours{1};
    CHECK(send("jo@bedrijf.example", "192.0.2.7").empty());
    for (int i = 6; i < 20; ++i) CHECK(send("a" + std::to_string(i) + "@b.example", "192.0.2.7").empty());
    CHECK(send("new@b.example", "192.0.2.7") == "access.too_many_from_address");
    CHECK(send("new@b.example", "192.0.2.9").empty());
    site.now += std::chrono::days{1};
    CHECK(send("new@b.example", "192.0.2.7").empty());
  });
}

TEST_CASE("a confirmed offer is public and listed at once, and its limits of visibility hold") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    SmallSite site(database);
    StreamBoard board(database);
    REQUIRE(submit_offer(site.services(), pallets()));
    CHECK(board.current()->index.streams().empty());
    confirm(site, database, kSecret);
    const auto snapshot = board.current();
    REQUIRE(snapshot->index.streams().size() == 1);
    const ListedStream& listed = snapshot->index.streams().front();
    CHECK(listed.family == "hout");
    CHECK(listed.province == "Vlaams-Brabant");
    CHECK(listed.confirmed_at == site.now);
    CHECK(database.read([&](Connection& connection) { return load_public_stream(connection, listed.id); }));
    ListRequest request;
    request.filter.words = {"pallet", "wood"};
    CHECK(snapshot->index.find(request).total == 1);

    for (const Visibility visibility : {Visibility::private_to_owner, Visibility::hub, Visibility::network}) {
      Stream hidden = *by_secret(database, kSecret);
      hidden.id = StreamId{100 + static_cast<std::int64_t>(visibility)};
      hidden.visibility = visibility;
      database.write([&](Connection& transaction) { insert_stream(transaction, hidden, {}); });
      CHECK_FALSE(database.read([&](Connection& connection) { return load_public_stream(connection, hidden.id); }));
    }
    CHECK(board.current()->index.find({}).total == 1);
  });
}

TEST_CASE("every field of a stream comes back as it was saved") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_small_world(database);
    const Stream stream = full_need();
    database.write([&](Connection& transaction) { insert_stream(transaction, stream, {"a@b.example", "hash"}); });
    const auto loaded =
        database.read([&](Connection& connection) { return load_public_stream(connection, stream.id); });
    REQUIRE(loaded);
    CHECK(loaded->kind == stream.kind);
    CHECK(loaded->state == stream.state);
    CHECK(loaded->accepted == stream.accepted);
    CHECK(loaded->title == stream.title);
    CHECK(loaded->description == stream.description);
    CHECK(loaded->language == stream.language);
    CHECK(loaded->amount.thousandths == stream.amount.thousandths);
    CHECK(loaded->amount.unit == stream.amount.unit);
    CHECK(loaded->amount.mass_per_unit == stream.amount.mass_per_unit);
    CHECK(loaded->amount.quality == stream.amount.quality);
    CHECK(loaded->amount.rhythm == stream.amount.rhythm);
    CHECK(loaded->grade == stream.grade);
    CHECK(loaded->contamination_percent == stream.contamination_percent);
    CHECK(loaded->nis == stream.nis);
    CHECK(loaded->available == stream.available);
    CHECK(loaded->packaging == stream.packaging);
    CHECK(loaded->transport == stream.transport);
    CHECK(loaded->price_per_tonne == stream.price_per_tonne);
    CHECK(loaded->legal_status == stream.legal_status);
    CHECK(loaded->waste_code == stream.waste_code);
    CHECK(loaded->permits == stream.permits);
    CHECK(loaded->retention_step == stream.retention_step);
    CHECK(loaded->minimum == stream.minimum);
    CHECK(loaded->is_example);
    CHECK(loaded->confirmed_at == stream.confirmed_at);
    CHECK(loaded->created_at == stream.created_at);
    CHECK(loaded->version == stream.version);
  });
}
