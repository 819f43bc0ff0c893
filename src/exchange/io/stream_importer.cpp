#include "exchange/io/organisation_index.h"
#include "exchange/io/record_importer.h"
#include "exchange/io/resource_columns.h"
#include "exchange/io/stream_words.h"
#include "exchange/record_likeness.h"
#include "materials/enter_for_company.h"
#include "materials/io/load_imported_streams.h"
#include "materials/io/load_materials.h"
#include "materials/io/save_stream.h"
#include "materials/own_stream.h"
#include "materials/phrase_recogniser.h"
#include "network/enterprise_number.h"
#include "text/format.h"

namespace kringwerk::exchange {

namespace {

using materials::OfferDraft;
using materials::Stream;
using materials::StreamKind;
using storage::Connection;
using Presence = RowReader::Presence;

constexpr std::size_t kLongestCompany = 120;
constexpr std::size_t kLongestWhat = 200;
constexpr std::size_t kLongestNote = 2'000;
constexpr std::size_t kLongestKey = 80;
constexpr std::size_t kMostCandidates = 5;

/// A row as read, with what the decision needs beside the draft.
struct ReadStream {
  OfferDraft draft;
  StreamKind kind = StreamKind::offer;
  const network::OrganisationRecord* organisation = nullptr;  ///< that the network knows
  std::string company;
  std::optional<network::Nis> nis;
  Period available;
  std::optional<Money> price;
  std::optional<std::int64_t> unit_price_thousandths;
};

class StreamImporter : public RecordImporter {
 public:
  StreamImporter(Connection& connection, const ImportScope& scope)
      : scope_(scope),
        organisations_(connection, scope),
        places_(connection),
        taxonomy_(materials::load_taxonomy(connection)),
        recogniser_(taxonomy_),
        identities_(load_identities(connection, scope.hub_number(), "stream")),
        resources_(scope) {
    for (materials::ImportedStream& known : materials::load_imported_streams(
             connection, scope.hub,
             scope.actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user}))) {
      const std::int64_t id = known.stream.id.value();
      by_identity_.emplace(identity_of(known.stream, known.company), id);
      by_owner_.emplace(owner_of(known.stream, known.company), id);
      known_.emplace(id, std::move(known));
    }
  }

  std::string_view record() const override { return "stream"; }

  PlannedRow plan(RowReader& reader, const ChosenStep& chosen) override {
    PlannedRow row;
    row.line = reader.line();
    const std::string external = reader.text("id", Presence::optional, kLongestKey);
    const ReadStream read_stream = read(reader);
    row.title = read_stream.draft.what;
    row.chosen = chosen;
    auto stream = decide(reader, read_stream);
    if (stream) {
      stream->available = read_stream.available;
      stream->price_per_tonne = read_stream.price;
      stream->unit_price_thousandths = read_stream.unit_price_thousandths;
      stream->source = "imported";
      const std::string identity = external.empty() ? identity_of(*stream, read_stream.company) : "id:" + external;
      seen_.check(reader, identity);
      settle(row, reader, *std::move(stream), {read_stream.company, read_stream.draft.email, external});
    }
    row.findings = reader.findings();
    if (!row.findings.empty()) {
      row.step = RowStep::faulty;
    } else if (row.chosen.choice == RowChoice::skip) {
      row.step = RowStep::held;
    }
    return row;
  }

  void keep(Connection& transaction, const PlannedRow& row, std::int64_t id) override {
    Draft& draft = drafts_.at(row.line);
    Stream& stream = draft.stream;
    stream.id = materials::StreamId{id};
    if (row.step == RowStep::create) {
      materials::insert_stream(transaction, stream, {draft.email, ""});
      if (scope_.hub && stream.state == materials::StreamState::draft) {
        // Not mailed yet: whoever brings in a list decides when the companies get their mail.
        transaction.execute("INSERT INTO stream_on_behalf VALUES (?1, ?2, ?3, ?4, ?5, 0)", stream.id, *scope_.hub,
                            stream.entered_by, draft.company, scope_.now);
      }
    } else {
      materials::update_stream(transaction, stream, draft.email);
    }
    keep_identity(transaction, scope_.hub_number(), record(), draft.external, id);
  }

 private:
  struct Beside {
    std::string company;
    std::string email;
    std::string external;
  };
  struct Draft : Beside {
    Stream stream;
  };

  /// Company and municipality.
  static std::string owner_of(const Stream& stream, const std::string& company) {
    const std::string owner = stream.organisation ? stream.organisation->text() : text::folded(company);
    return owner + "|" + stream.nis.code;
  }

  /// Kind, company, words, municipality and first day.
  static std::string identity_of(const Stream& stream, const std::string& company) {
    const std::string owner = stream.organisation ? stream.organisation->text() : text::folded(company);
    return std::string(materials::key_in(materials::kStreamKindKeys, stream.kind)) + "|" + owner + "|" +
           text::folded(stream.typed_what) + "|" + stream.nis.code + "|" +
           (stream.available.from ? day_text(*stream.available.from) : "");
  }

  ReadStream read(RowReader& reader) {
    ReadStream row;
    row.company = reader.text("company", Presence::required, kLongestCompany);
    row.organisation = find_company(row.company);
    if (row.organisation != nullptr) row.company = row.organisation->name;
    if (const auto kind = reader.choice("kind", kinds_))
      row.kind = materials::value_in<StreamKind>(materials::kStreamKindKeys, *kind).value();
    row.nis = places_.municipality(reader, "place", scope_);
    row.available = {reader.day("from"), reader.day("to")};
    if (row.available.from && row.available.to && *row.available.to < *row.available.from)
      reader.report({"materials.period_reversed", "to", {}});
    row.draft = read_draft(reader);
    if (materials::runs_in_chains(row.draft.resource))
      row.price = reader.euros("price");
    else
      row.unit_price_thousandths = reader.thousandths("price");
    if (row.draft.email.empty() && !reader.is_given("email") && scope_.hub && !is_own(row))
      reader.report({"web.required", "email", {}});
    // Nobody could confirm it: no hub entered it, and no account belongs to the company.
    if (!scope_.hub && row.organisation == nullptr && !row.company.empty())
      reader.report({"exchange.organisation_unknown", "company", {{"typed", row.company}}});
    return row;
  }

  OfferDraft read_draft(RowReader& reader) {
    OfferDraft draft;
    draft.language = scope_.language;
    draft.what = reader.text("what", Presence::required, kLongestWhat);
    draft.note = reader.text("note", Presence::optional, kLongestNote);
    draft.email = reader.email("email");
    resources_.read(reader, draft);
    if (const auto material = reader.text("material", Presence::optional, kLongestWhat); !material.empty()) {
      if (taxonomy_.find(material) != nullptr) {
        draft.material = material;
      } else if (const auto guesses = recogniser_.recognise(text::folded(material), 1); !guesses.empty()) {
        draft.material = guesses.front().material;
      } else {
        reader.report({"exchange.material_unknown", "material", {{"typed", material}}});
      }
    } else {
      const auto guesses = recogniser_.recognise(text::folded(draft.what), 1);
      draft.material = guesses.empty() ? std::string() : guesses.front().material;
    }
    ResourceColumns::settle_food(draft, taxonomy_);
    return draft;
  }

  const network::OrganisationRecord* find_company(const std::string& typed) const {
    if (const auto number = network::parse_enterprise_number(typed, "company"))
      return organisations_.by_number(*number);
    const auto named = organisations_.named(text::folded(typed));
    return named.size() == 1 ? named.front() : nullptr;
  }

  bool is_own(const ReadStream& row) const {
    return row.organisation != nullptr &&
           scope_.actor.holds(access::Role::organisation_user, access::Scope::organisation(row.organisation->id));
  }

  /// Published for one's own organisation, else a draft that the company confirms.
  std::optional<Stream> decide(RowReader& reader, const ReadStream& row) const {
    if (!row.nis || !reader.findings().empty()) return std::nullopt;
    const materials::OfferContext context{taxonomy_, text::folded(row.draft.what), row.nis, materials::StreamId{}, ""};
    if (is_own(row)) {
      materials::OwnStream own{row.draft, row.kind, row.organisation->id, {}};
      own.terms.available = row.available;
      own.terms.price_per_tonne = row.price;
      own.terms.unit_price_thousandths = row.unit_price_thousandths;
      return settled(reader, materials::publish_stream(own, context, scope_.actor, scope_.now));
    }
    auto drafted = settled(reader, materials::draft_offer(row.draft, context, scope_.actor, scope_.now));
    if (!drafted) return std::nullopt;
    std::optional<network::OrganisationId> organisation;
    if (row.organisation != nullptr) organisation = row.organisation->id;
    if (!scope_.hub) {
      drafted->kind = row.kind;
      drafted->organisation = organisation;
      return drafted;
    }
    auto entered = materials::enter_for_company(*drafted, {row.kind, *scope_.hub, organisation}, scope_.actor);
    if (entered) return *entered;
    reader.report({"exchange.not_allowed", "", {}});
    return std::nullopt;
  }

  static std::optional<Stream> settled(RowReader& reader, Result<materials::OfferDrafted> drafted) {
    if (drafted) return std::move(drafted->stream);
    if (const auto* invalid = std::get_if<Invalid>(&drafted.error()))
      for (const Violation& finding : invalid->violations) reader.report(finding);
    else
      reader.report({"exchange.not_allowed", "", {}});
    return std::nullopt;
  }

  void settle(PlannedRow& row, RowReader& reader, Stream stream, Beside beside) {
    const materials::ImportedStream* known = find_known(stream, beside);
    if (known == nullptr) known = alike(stream, beside.company, row);
    if (known == nullptr) {
      const bool waits = row.chosen.choice == RowChoice::undecided && !row.candidates.empty();
      row.step = waits ? RowStep::held : RowStep::create;
      drafts_.emplace(row.line, Draft{std::move(beside), std::move(stream)});
      return;
    }
    const Stream& before = known->stream;
    row.target = before.id.value();
    stream.id = before.id;
    stream.state = before.state;
    stream.visibility = before.visibility;
    stream.shared_hub = before.shared_hub;
    stream.fields = before.fields;
    stream.position = before.position;
    stream.retention_step = before.retention_step;
    keep_details(before, stream);
    ResourceColumns::keep_open_ones(reader, before, stream);
    stream.entered_by = before.entered_by;
    stream.created_at = before.created_at;
    stream.confirmed_at = before.confirmed_at;
    stream.version = before.version + 1;
    const bool is_same = materials::changes_between(before, stream).empty() && beside.email == known->contact_email;
    // What the company confirmed is the company's: only itself changes it.
    if (!is_same && before.state != materials::StreamState::draft && !is_open_to_us(before))
      reader.report({"exchange.stream_confirmed", "", {}});
    row.step = is_same ? RowStep::same : RowStep::change;
    drafts_.emplace(row.line, Draft{std::move(beside), std::move(stream)});
  }

  /// What no column of a table says stays as it was.
  static void keep_details(const Stream& before, Stream& stream) {
    const bool is_same_unit = stream.amount.unit == before.amount.unit;
    if (is_same_unit && !stream.amount.mass_per_unit) stream.amount.mass_per_unit = before.amount.mass_per_unit;
    stream.grade = before.grade;
    stream.contamination_percent = before.contamination_percent;
    stream.packaging = before.packaging;
    stream.transport = before.transport;
    stream.dimensions = before.dimensions;
    stream.minimum = before.minimum;
    stream.outcome = before.outcome;
  }

  static StreamTraits traits_of(const Stream& stream) {
    const std::string kind(materials::key_in(materials::kStreamKindKeys, stream.kind));
    const std::string resource(materials::key_in(materials::kResourceKeys, stream.resource));
    return {kind + "|" + resource, text::folded(stream.typed_what), stream.material,
            stream.available.from ? day_text(*stream.available.from) : std::string()};
  }

  /// What the row may be among the streams that the same company has there; the one that it was decided to be.
  const materials::ImportedStream* alike(const Stream& stream, const std::string& company, PlannedRow& row) const {
    const auto [begin, end] = by_owner_.equal_range(owner_of(stream, company));
    for (auto each = begin; each != end && row.candidates.size() < kMostCandidates; ++each) {
      const Stream& other = known_.at(each->second).stream;
      if (const auto how = likeness(traits_of(stream), traits_of(other)))
        row.candidates.push_back({each->second, other.typed_what, *how, false});
    }
    row.chosen = step_for(row.candidates, row.chosen);
    return row.chosen.choice == RowChoice::merge ? &known_.at(row.chosen.target) : nullptr;
  }

  bool is_open_to_us(const Stream& stream) const {
    return stream.organisation &&
           scope_.actor.holds(access::Role::organisation_user, access::Scope::organisation(*stream.organisation));
  }

  const materials::ImportedStream* find_known(const Stream& stream, const Beside& beside) const {
    std::int64_t id = 0;
    if (!beside.external.empty()) {
      if (const auto found = identities_.find(beside.external); found != identities_.end()) id = found->second;
    } else if (const auto found = by_identity_.find(identity_of(stream, beside.company)); found != by_identity_.end()) {
      id = found->second;
    }
    const auto known = known_.find(id);
    return known == known_.end() ? nullptr : &known->second;
  }

  const ImportScope& scope_;
  OrganisationIndex organisations_;
  PlaceReader places_;
  materials::Taxonomy taxonomy_;
  materials::PhraseRecogniser recogniser_;
  std::map<std::string, std::int64_t> identities_;
  std::map<std::string, std::int64_t> by_identity_;
  std::multimap<std::string, std::int64_t> by_owner_;
  std::map<std::int64_t, materials::ImportedStream> known_;
  std::vector<ChoiceWord> kinds_ = stream_kind_words();
  ResourceColumns resources_;
  SeenIdentities seen_;
  std::map<std::size_t, Draft> drafts_;
};

}  // namespace

std::unique_ptr<RecordImporter> stream_importer(Connection& connection, const ImportScope& scope) {
  return std::make_unique<StreamImporter>(connection, scope);
}

}  // namespace kringwerk::exchange
