#include "materials/io/guide_pages.h"
#include "materials/io/load_streams.h"
#include "network/enterprise_number.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::materials {

namespace {

/// What OVAM's identification form asks for, and what of it this site knows; empty is still to be filled in.
struct TransportFact {
  std::string_view key;
  std::string value;
  std::optional<Mass> mass = std::nullopt;  ///< of which `value` tells
};

struct Known {
  Stream stream;
  std::optional<network::Organisation> owner;
  std::string place;
};

/// Tonnes each time it comes, with three decimals: the form wants tonnes.
std::string tonnes_of(const Stream& stream, Language language) {
  const auto mass = mass_each_time(stream.amount);
  return mass ? text::number(language, static_cast<double>(mass->in_grams()) / 1e6, 3) : std::string();
}

std::vector<TransportFact> facts_of(const Known& known, Language language) {
  const std::string number = known.owner && known.owner->enterprise_number
                                 ? network::dotted_enterprise_number(*known.owner->enterprise_number)
                                 : std::string();
  return {{"serial", {}},
          {"day", {}},
          {"producer", known.owner ? known.owner->name : std::string()},
          {"producer_number", number},
          {"sender_place", known.place},
          {"dealer", {}},
          {"carrier", {}},
          {"processor", {}},
          {"processor_number", {}},
          {"treatment", {}},
          {"description", known.stream.title.best(language)},
          {"tonnes", tonnes_of(known.stream, language), mass_each_time(known.stream.amount)},
          {"code", known.stream.waste_code}};
}

std::optional<Known> load_known(storage::Connection& connection, const web::Call& call) {
  auto stream = load_stream_to_decide(connection, call.id<StreamTag>("stream"));
  const access::Actor& actor = site::visit_of(call).actor;
  if (!stream || !may_do(actor, access::Action::update, *stream, load_hubs_of(connection, *stream))) {
    return std::nullopt;
  }
  Known known{std::move(*stream), std::nullopt, {}};
  if (known.stream.organisation) known.owner = network::load_organisation(connection, *known.stream.organisation);
  if (const auto town = network::load_municipality(connection, known.stream.nis)) {
    known.place = town->name.best(call.language);
  }
  return known;
}

web::Response as_csv(const std::vector<TransportFact>& facts, const std::string& warning) {
  web::CsvFile file("field;value");
  file.texts({"notice", warning}).end_line();
  for (const TransportFact& fact : facts) {
    file.text(fact.key);
    if (fact.mass) {
      // A kilogram is a thousandth of a tonne.
      file.thousandths(fact.mass->in_kilograms()).end_line();
    } else {
      file.text(fact.value).end_line();
    }
  }
  return web::csv_download("kringwerk-transport-data.csv", file.lines());
}

}  // namespace

web::Response transport_data_page(const site::Services& services, const web::Call& call) {
  const auto known =
      services.database.read([&](storage::Connection& connection) { return load_known(connection, call); });
  if (!known) return site::refused(services, call, Missing{});
  const auto words = [&](const std::string& name) {
    return services.texts.get(call.language, "materials.transport." + name);
  };
  const auto facts = facts_of(*known, call.language);
  if (call.request.query.value("format") == "csv") return as_csv(facts, words("not_a_form"));
  const std::string own = "/our-streams/" + known->stream.id.text();
  web::Model model;
  model.set("WHAT", known->stream.title.best(call.language));
  model.set("CSV", site::address(call.language, own + "/transport-data?format=csv"));
  for (const TransportFact& fact : facts) {
    web::Model& row = model.add("FACT").set("NAME", words("field." + std::string(fact.key)));
    row.set("VALUE", fact.value.empty() ? words("open") : fact.value);
  }
  site::PageFrame frame;
  frame.title = words("title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(call.language, "materials.own.title"), "/our-streams"},
                  {known->stream.title.best(call.language), own},
                  {frame.title, ""}};
  return site::page(services, call, "materials/transport_data.html", model, frame);
}

}  // namespace kringwerk::materials
