#include "exchange/import_fields.h"

#include <algorithm>

namespace kringwerk::exchange {

namespace {

std::vector<ImportField> organisation_fields() {
  return {
      {"name",
       true,
       {"naam", "organisatie", "organisatienaam", "bedrijf", "bedrijfsnaam", "firma", "onderneming", "organisation",
        "organization", "company", "company name", "name", "nom", "societe", "entreprise", "denomination",
        "maatschappelijke benaming"}},
      {"kind", true, {"soort", "type", "kind", "categorie", "category", "categorie organisatie", "genre", "sorte"}},
      {"place",
       true,
       {"gemeente", "plaats", "stad", "postcode", "woonplaats", "locatie", "municipality", "place", "city", "town",
        "location", "commune", "ville", "code postal", "localite", "lieu", "zip", "postal code"}},
      {"id",
       false,
       {"id", "nr", "nummer", "number", "numero", "code", "sleutel", "key", "referentie", "reference", "ref",
        "klantnummer"}},
      {"kbo",
       false,
       {"kbo", "kbo nummer", "kbonummer", "ondernemingsnummer", "btw", "btw nummer", "btwnummer", "ondernemingsnr",
        "enterprise number", "vat", "vat number", "bce", "numero bce", "numero d entreprise", "tva", "numero de tva",
        "numero dentreprise"}},
      {"website", false, {"website", "web", "webadres", "url", "site", "site web", "internet"}},
      {"email",
       false,
       {"e mail", "email", "mail", "e mailadres", "emailadres", "mailadres", "courriel", "adresse e mail"}},
      {"sectors", false, {"sector", "sectoren", "sectors", "secteur", "secteurs", "materialen", "stromen"}},
      {"languages", false, {"taal", "talen", "language", "languages", "langue", "langues"}},
      {"recognitions",
       false,
       {"erkenning", "erkenningen", "erkend als", "recognition", "recognitions", "recognised as", "agrement",
        "agrements", "reconnaissance", "reconnaissances"}},
      {"lat", false, {"lat", "latitude", "breedtegraad", "y"}},
      {"lon", false, {"lon", "lng", "long", "longitude", "lengtegraad", "x"}},
      {"note", false, {"opmerking", "opmerkingen", "nota", "note", "notes", "remarks", "remarque", "commentaar"}},
  };
}

std::vector<ImportField> capability_fields() {
  return {
      {"organisation",
       true,
       {"organisatie", "werkplaats", "maatwerkbedrijf", "bedrijf", "kbo", "kbo nummer", "ondernemingsnummer",
        "organisation", "organization", "company", "workshop", "entreprise", "atelier", "bce"}},
      {"name",
       true,
       {"naam", "capaciteit naam", "dienst", "werk", "omschrijving", "name", "service", "capability", "nom",
        "description", "activiteit naam"}},
      {"kind",
       true,
       {"bewerking", "soort", "soort werk", "activiteit", "operation", "kind", "activity", "operation kind", "type",
        "activite", "traitement"}},
      {"accepts",
       true,
       {"materiaal", "materialen", "aanvaardt", "aanvaarde materialen", "accepts", "materials", "material",
        "accepted materials", "materiaux", "matieres", "accepte"}},
      {"capacity",
       true,
       {"capaciteit", "capaciteit kg per week", "kg per week", "capaciteit per week", "capacity",
        "capacity kg per week", "capacity per week", "capacite", "capacite kg par semaine", "kg par semaine"}},
      {"id",
       false,
       {"id", "nr", "nummer", "number", "numero", "code", "sleutel", "key", "referentie", "reference", "ref"}},
      {"free",
       false,
       {"vrij", "vrije capaciteit", "vrij kg per week", "free", "free capacity", "free kg per week", "libre",
        "capacite libre"}},
      {"min_batch",
       false,
       {"minimum", "minimum kg", "kleinste partij", "min batch", "minimum batch", "min kg", "lot minimum"}},
      {"max_batch",
       false,
       {"maximum", "maximum kg", "grootste partij", "max batch", "maximum batch", "max kg", "lot maximum"}},
      {"cost",
       false,
       {"prijs", "prijs per ton", "kost per ton", "euro per ton", "cost", "cost per tonne", "price per tonne", "prix",
        "prix par tonne", "cout par tonne"}},
      {"social_hours",
       false,
       {"uren per ton", "sociale uren per ton", "sociale uren", "hours per tonne", "social hours",
        "social hours per tonne", "heures par tonne", "heures sociales"}},
      {"lead_days", false, {"doorlooptijd", "wachttijd", "dagen", "lead days", "lead time", "days", "delai", "jours"}},
      {"min_grade", false, {"minimum kwaliteit", "kwaliteit", "min grade", "grade", "quality", "qualite minimum"}},
      {"certificates", false, {"certificaten", "certificaat", "certificates", "certificats", "labels"}},
      {"permits", false, {"vergunning", "vergunningen", "permit", "permits", "permis"}},
  };
}

std::vector<ImportField> stream_fields() {
  return {
      {"company",
       true,
       {"bedrijf", "organisatie", "onderneming", "firma", "bedrijfsnaam", "aanbieder", "company", "organisation",
        "organization", "owner", "entreprise", "societe", "kbo", "kbo nummer", "ondernemingsnummer", "naam"}},
      {"what",
       true,
       {"wat", "stroom", "reststroom", "aanbod", "omschrijving", "product", "titel", "what", "stream", "offer", "title",
        "description", "quoi", "flux", "offre", "titre", "afvalstroom"}},
      {"place",
       true,
       {"gemeente", "plaats", "stad", "postcode", "waar", "locatie", "municipality", "place", "city", "where",
        "location", "commune", "ville", "lieu", "code postal"}},
      {"id",
       false,
       {"id", "nr", "nummer", "number", "numero", "code", "sleutel", "key", "referentie", "reference", "ref"}},
      {"kind", false, {"soort", "aanbod of vraag", "type", "kind", "offer or need", "genre", "offre ou demande"}},
      {"resource",
       false,
       {"soort middel", "middel", "hulpbron", "wat voor iets", "resource", "resource kind", "kind of resource",
        "ressource", "type de ressource"}},
      {"material", false, {"materiaal", "materiaalklasse", "material", "material class", "materiau", "matiere"}},
      {"amount", false, {"hoeveelheid", "aantal", "amount", "quantity", "quantite", "gewicht", "weight", "poids"}},
      {"unit", false, {"eenheid", "unit", "unite"}},
      {"rhythm",
       false,
       {"ritme", "frequentie", "hoe vaak", "per", "rhythm", "frequency", "how often", "frequence", "rythme"}},
      {"email", false, {"e mail", "email", "mail", "e mailadres", "emailadres", "contact", "mailadres", "courriel"}},
      {"from", false, {"van", "vanaf", "beschikbaar vanaf", "from", "available from", "a partir de", "disponible des"}},
      {"to", false, {"tot", "tot en met", "beschikbaar tot", "to", "until", "available until", "jusqu au", "jusquau"}},
      {"price",
       false,
       {"prijs", "prijs per ton", "euro per ton", "price", "price per tonne", "prix", "prix par tonne",
        "prijs per eenheid", "unit price", "prix unitaire"}},
      {"variety", false, {"precies", "uitvoering", "kwaliteit water", "variety", "variant", "variante"}},
      {"use_by",
       false,
       {"te gebruiken tot", "houdbaar tot", "tht", "tgt", "use by", "best before", "a consommer avant"}},
      {"temperature", false, {"temperatuur", "graden", "temperature", "degrees"}},
      {"note", false, {"opmerking", "opmerkingen", "nota", "toelichting", "note", "notes", "remarks", "remarque"}},
  };
}

bool holds_words(std::string_view header, std::string_view words) {
  for (auto at = header.find(words); at != std::string_view::npos; at = header.find(words, at + 1)) {
    const auto end = at + words.size();
    if ((at == 0 || header[at - 1] == ' ') && (end == header.size() || header[end] == ' ')) return true;
  }
  return false;
}

bool is_taken(const ColumnFields& columns, std::string_view field) {
  return std::find(columns.begin(), columns.end(), field) != columns.end();
}

/// The free field of which the longest synonym stands in the header as whole words.
std::string_view field_within(ImportKind kind, const ColumnFields& columns, std::string_view header) {
  std::string_view best;
  std::size_t longest = 0;
  for (const ImportField& field : fields_of(kind)) {
    if (is_taken(columns, field.name)) continue;
    for (const std::string_view synonym : field.synonyms) {
      if (synonym.size() <= longest || synonym.size() < 3 || !holds_words(header, synonym)) continue;
      best = field.name;
      longest = synonym.size();
    }
  }
  return best;
}

}  // namespace

std::optional<ImportKind> parse_import_kind(std::string_view key) {
  const auto found = std::find(kImportKindKeys.begin(), kImportKindKeys.end(), key);
  if (found == kImportKindKeys.end()) return std::nullopt;
  return static_cast<ImportKind>(found - kImportKindKeys.begin());
}

const std::vector<ImportField>& fields_of(ImportKind kind) {
  static const std::array<std::vector<ImportField>, 3> kFields{organisation_fields(), capability_fields(),
                                                               stream_fields()};
  return kFields[static_cast<std::size_t>(kind)];
}

const ImportField* find_field(ImportKind kind, std::string_view name) {
  const auto& fields = fields_of(kind);
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const ImportField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

ColumnFields guess_columns(ImportKind kind, const std::vector<std::string>& folded_headers) {
  ColumnFields columns(folded_headers.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const ImportField& field : fields_of(kind)) {
      const bool is_named = folded_headers[i] == field.name || std::find(field.synonyms.begin(), field.synonyms.end(),
                                                                         folded_headers[i]) != field.synonyms.end();
      if (!is_named || is_taken(columns, field.name)) continue;
      columns[i] = field.name;
      break;
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) columns[i] = field_within(kind, columns, folded_headers[i]);
  }
  return columns;
}

}  // namespace kringwerk::exchange
