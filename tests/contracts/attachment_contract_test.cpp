#include "handover_world.h"
#include "materials/io/save_stream.h"

using namespace kringwerk;
using namespace kringwerk::contracts;

namespace {

void add_public_offer(const HandoverWorld& world) {
  materials::Stream stream;
  stream.id = materials::StreamId{1};
  stream.state = materials::StreamState::open;
  stream.organisation = network::OrganisationId{5};
  stream.typed_what = "hout";
  stream.title = LocalText{"Balken van eik", "", ""};
  stream.nis = network::Nis{"24062"};
  stream.source = "typed";
  stream.confirmed_at = world.services().now();
  world.database().write([&](Connection& transaction) { materials::insert_stream(transaction, stream, {}); });
}

}  // namespace

TEST_CASE("attachments: a photo is there for who sees its stream; the same file is kept once") {
  contracts::for_each_migrated_store([](Database& database) {
    const HandoverWorld world(database);
    add_public_offer(world);
    const media::AttachedTo offer{media::AttachedKind::stream, 1};
    const auto id = attach(world, offer, 5);
    CHECK(attach(world, offer, 5) == id);
    CHECK(rows_in(database, "attachment") == 1);
    CHECK(rows_in(database, "attachment_content") == 2);
    const std::string path = "/media/" + id.text() + "/small";
    const auto seen = world.get(path, 0);
    CHECK(seen.status == 200);
    CHECK(seen.content_type == "image/jpeg");
    CHECK(seen.body.find("GPS") == std::string::npos);
    CHECK(seen.is_private);
    CHECK(world.get("/media/" + id.text() + "/huge", 0).status == 404);
    world.run("UPDATE stream SET visibility = 'private'");
    const auto hidden = world.get(path, 0);
    CHECK(hidden.status == 404);
    std::string absent = world.get("/media/" + media::AttachmentId{77}.text() + "/small", 0).body;
    for (auto at = absent.find(media::AttachmentId{77}.text()); at != std::string::npos;
         at = absent.find(media::AttachmentId{77}.text())) {
      absent.replace(at, id.text().size(), id.text());
    }
    CHECK((hidden.body == absent));
    CHECK(world.get(path, 71).status == 404);
    CHECK(world.get(path, 51).status == 200);
    CHECK(world.get("/nl/our-streams/" + materials::StreamId{1}.text() + "/photos", 71).status == 404);
    world.run("UPDATE attachment SET bytes = 300000000");
    const auto file = media::prepare_file("%PDF-1.4 %%EOF", media::AttachedKind::handover).value();
    const auto full = database.write([&](Connection& transaction) {
      return media::save_attachment(
          transaction, {media::AttachmentId{78}, offer, 5, "", access::PersonId{51}, world.services().now()}, file);
    });
    CHECK(std::get<Invalid>(full.error()).violations.front().rule == "media.owner_full");
  });
}
