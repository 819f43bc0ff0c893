#include "materials/io/terms_form.h"

#include <charconv>
#include <cmath>

#include "materials/io/resource_form.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::materials {

namespace {

using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestSite = 60;
constexpr std::size_t kLongestStep = 8;
constexpr std::size_t kLongestId = 13;
constexpr std::int64_t kLargestPrice = 1'000'000;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<double> degrees(std::string_view text) {
  double value = 0;
  text = trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void read_site(web::FormReader& reader, StreamTerms& terms) {
  const std::string typed = reader.line("site", Presence::optional, kLongestSite);
  if (typed.empty()) return;
  const auto comma = typed.find(',');
  const auto lat = degrees(std::string_view(typed).substr(0, comma));
  const auto lon = comma == std::string::npos ? std::nullopt : degrees(std::string_view(typed).substr(comma + 1));
  if (!lat || !lon) {
    reader.report({"materials.site_not_understood", "site", {}});
    return;
  }
  // Flanders and some room around it: what lies elsewhere has its two numbers the wrong way round, or a typing error.
  const bool is_near = *lat > 50.0 && *lat < 52.0 && *lon > 2.0 && *lon < 6.5;
  if (!is_near) {
    reader.report({"materials.site_outside", "site", {}});
    return;
  }
  terms.position = Point{*lon, *lat};
}

void read_price(web::FormReader& reader, StreamTerms& terms) {
  const auto thousandths = reader.thousandths("price", Presence::optional);
  if (!thousandths) return;
  const bool is_per_tonne = runs_in_chains(resource_named(reader.typed("resource")));
  if (is_per_tonne && *thousandths % 10 != 0) {
    reader.report({"materials.price_too_fine", "price", {}});
  } else if (std::abs(*thousandths) > kLargestPrice * 1000) {
    reader.report({"materials.price_too_large", "price", {{"largest", kLargestPrice}}});
  } else if (!is_per_tonne) {
    terms.unit_price_thousandths = *thousandths;
  } else {
    terms.price_per_tonne = Money::cents(*thousandths / 10);
  }
}

template <std::size_t N>
Visibility read_choice(web::FormReader& reader, std::string_view field, const std::array<std::string_view, N>& keys) {
  const auto choice = reader.choice(field, keys, Presence::required);
  return choice ? value_in<Visibility>(kVisibilityKeys, keys[*choice]).value() : Visibility::private_to_owner;
}

void read_reach(web::FormReader& reader, StreamTerms& terms) {
  if (reader.typed("visibility") != kOneHub) {
    terms.visibility = read_choice(reader, "visibility", kVisibilityKeys);
    return;
  }
  terms.visibility = Visibility::hub;
  const std::string hub = reader.line("shared_hub", Presence::required, kLongestId);
  terms.shared_hub = network::HubId::parse(hub);
  if (!hub.empty() && !terms.shared_hub) reader.report({"web.not_a_choice", "shared_hub", {}});
}

std::string key_text(Visibility visibility) {
  return std::string(key_in(kVisibilityKeys, visibility));
}

std::string typed_site(const Point& at) {
  constexpr int kDecimals = 5;
  return text::number(Language::en, at.lat, kDecimals) + ", " + text::number(Language::en, at.lon, kDecimals);
}

}  // namespace

std::string typed_number(Language language, std::int64_t thousandths) {
  const int decimals = thousandths % 1000 == 0 ? 0 : thousandths % 100 == 0 ? 1 : thousandths % 10 == 0 ? 2 : 3;
  return text::number(language, static_cast<double>(thousandths) / 1000, decimals);
}

std::string_view reach_of(const Stream& stream) {
  return stream.visibility == Visibility::hub && stream.shared_hub ? kOneHub
                                                                   : key_in(kVisibilityKeys, stream.visibility);
}

TermsTyped terms_in_form(const web::Pairs& fields) {
  const auto text = [&](std::string_view field) { return std::string(fields.value(field)); };
  return {text("price"),    text("from"),        text("to"),         text("site"),
          text("use"),      text("visibility"),  text("shared_hub"), text("see_price"),
          text("see_site"), text("see_contact"), text("see_owner"),  details_in_form(fields)};
}

TermsTyped terms_of(const Stream& stream, Language language) {
  TermsTyped typed;
  if (stream.price_per_tonne) typed.price = typed_number(language, stream.price_per_tonne->in_cents() * 10);
  if (stream.unit_price_thousandths) typed.price = typed_number(language, *stream.unit_price_thousandths);
  typed.details = details_of(stream, language);
  if (stream.available.from) typed.from = day_text(*stream.available.from);
  if (stream.available.to) typed.to = day_text(*stream.available.to);
  if (stream.position) typed.site = typed_site(*stream.position);
  typed.use = stream.retention_step;
  typed.visibility = reach_of(stream);
  if (stream.shared_hub) typed.shared_hub = stream.shared_hub->text();
  typed.see_price = key_text(stream.fields.price);
  typed.see_site = key_text(stream.fields.position);
  typed.see_contact = key_text(std::min(stream.fields.contact, Visibility::hub));
  typed.see_owner = key_text(stream.fields.owner);
  return typed;
}

TermsAnswers read_terms_form(const web::Form& form, Language language) {
  web::FormReader reader(form, language);
  TermsAnswers answers;
  StreamTerms& terms = answers.terms;
  read_price(reader, terms);
  terms.details = read_details(reader);
  terms.available.from = reader.day("from", Presence::optional);
  terms.available.to = reader.day("to", Presence::optional);
  read_site(reader, terms);
  terms.retention_step = reader.line("use", Presence::optional, kLongestStep);
  read_reach(reader, terms);
  terms.fields.price = read_choice(reader, "see_price", kVisibilityKeys);
  terms.fields.position = read_choice(reader, "see_site", kVisibilityKeys);
  terms.fields.contact = read_choice(reader, "see_contact", kContactChoices);
  terms.fields.owner = read_choice(reader, "see_owner", kVisibilityKeys);
  answers.violations = reader.violations();
  return answers;
}

std::vector<std::pair<std::string_view, const std::string*>> fields_of(const TermsTyped& typed) {
  std::vector<std::pair<std::string_view, const std::string*>> fields{{"price", &typed.price},
                                                                      {"from", &typed.from},
                                                                      {"to", &typed.to},
                                                                      {"site", &typed.site},
                                                                      {"use", &typed.use},
                                                                      {"visibility", &typed.visibility},
                                                                      {"shared_hub", &typed.shared_hub},
                                                                      {"see_price", &typed.see_price},
                                                                      {"see_site", &typed.see_site},
                                                                      {"see_contact", &typed.see_contact},
                                                                      {"see_owner", &typed.see_owner}};
  for (const auto& field : fields_of(typed.details)) fields.push_back(field);
  return fields;
}

}  // namespace kringwerk::materials
