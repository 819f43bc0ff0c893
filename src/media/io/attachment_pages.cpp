#include "media/io/attachment_pages.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "media/io/load_attachments.h"
#include "media/io/save_attachment.h"
#include "media/io/show_attachments.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::media {

namespace {

using storage::Connection;

constexpr std::array<std::string_view, 2> kUploadFields{"file", "alt"};

/// What comes back after a form that was not kept.
struct Sent {
  int status = 200;
  std::string alt;
  Violations violations;
};

/// The routes' shared parts; lives as long as the handlers that hold it.
class AttachmentPages {
 public:
  AttachmentPages(const site::Services& services, Subjects subjects)
      : services_(services), subjects_(std::move(subjects)) {}

  web::Response show(const web::Call& call, const AttachedTo& to, const Sent& sent = {}) const {
    const Language language = call.language;
    std::optional<Subject> subject;
    std::vector<Attachment> attachments;
    services_.database.read([&](Connection& connection) {
      subject = find(connection, call, to);
      if (subject) attachments = load_attachments(connection, to);
    });
    if (!subject || !subject->may_change) return site::refusal_page(services_, call.request, language, 404);
    web::Model model;
    fill(call, to, *subject, attachments, model);
    site::show_findings(services_, language, sent.violations, kUploadFields, model, "media.form.");
    model.set("ALT_TYPED", sent.alt);
    constexpr int kPreconditionFailed = 412;
    model.show_if(sent.status == kPreconditionFailed, "STALE");
    model.show_if(sent.status == 200 && !call.request.query.value("done").empty(), "KEPT");
    site::PageFrame frame;
    frame.title = words(language, to, "title");
    frame.index = site::PageFrame::Index::no;
    frame.crumbs = {{subject->title, subject->address}, {frame.title, ""}};
    return site::with_form(services_, call, model, [&] {
      // The address may be a secret. Not no-referrer: then browsers send "Origin: null" with the form.
      return site::page(services_, call, "media/attachments.html", model, frame, sent.status)
          .with_header("Referrer-Policy", "same-origin");
    });
  }

  web::Response change(const web::Call& call, const AttachedTo& to) const {
    const web::ReadForm read = web::read_form(call.request);
    if (!site::is_own_form(services_, call, read.form)) return site::expired_form_page(services_, call);
    const std::string_view deed = read.form.fields.value("deed");
    Sent sent;
    sent.alt = read.form.fields.value("alt");
    const Result<Done> done = deed == "add" ? add(call, to, read) : describe_or_remove(call, to, read, deed);
    if (done) return web::Response::see_other(site::address(call.language, page_path(call, to)) + "?done=1");
    if (std::holds_alternative<Missing>(done.error())) return site::refused(services_, call, done.error());
    sent.status = site::status_of(done.error());
    sent.violations = site::findings_of(done.error());
    return show(call, to, sent);
  }

  /// The stream of the draft's secret link; no id for a link that opens nothing.
  AttachedTo draft_of(const web::Call& call) const {
    const auto draft = services_.database.read(
        [&](Connection& connection) { return subjects_.draft(connection, call.parameter("secret")); });
    return {AttachedKind::stream, draft ? draft->stream : 0};
  }

  /// The bytes, to who may see the record; the same 404 for all others.
  web::Response serve(const web::Call& call) const {
    const auto missing = [&] { return site::refusal_page(services_, call.request, Language::nl, 404); };
    const auto size = size_named(call.parameter("size"));
    if (!size) return missing();
    std::optional<Attachment> attachment;
    const auto content = services_.database.read([&](Connection& connection) -> std::optional<std::string> {
      attachment = load_attachment(connection, call.id<AttachmentTag>("attachment"));
      if (!attachment || !find(connection, call, attachment->to)) return std::nullopt;
      return load_attachment_content(connection, attachment->id, *size);
    });
    if (!content) return missing();
    return attachment_response(*attachment, *content);
  }

 private:
  std::optional<Subject> find(Connection& connection, const web::Call& call, const AttachedTo& to) const {
    if (is_by_draft(call)) {
      const auto draft = subjects_.draft(connection, call.parameter("secret"));
      const bool belongs = draft && to.kind == AttachedKind::stream && draft->stream == to.id;
      return belongs ? std::optional{draft->subject} : std::nullopt;
    }
    const FindSubject& ask = to.kind == AttachedKind::stream ? subjects_.stream : subjects_.handover;
    return ask(connection, site::actor_now(services_, connection, call), to.id, text::brussels_day(services_.now()));
  }

  static bool is_by_draft(const web::Call& call) {
    return std::any_of(call.parameters.begin(), call.parameters.end(),
                       [](const auto& parameter) { return parameter.first == "secret"; });
  }
  static std::string draft_path(const web::Call& call) {
    return "/offers/draft/" + std::string(call.parameter("secret"));
  }

  static std::string page_path(const web::Call& call, const AttachedTo& to) {
    if (is_by_draft(call)) return draft_path(call) + "/photos";
    return to.kind == AttachedKind::stream ? "/our-streams/" + id_text(to.id) + "/photos"
                                           : "/handovers/" + id_text(to.id) + "/tickets";
  }

  std::string words(Language language, const AttachedTo& to, std::string_view name) const {
    return services_.texts.get(language, "media." + std::string(kAttachedKindKeys[static_cast<std::size_t>(to.kind)]) +
                                             "." + std::string(name));
  }

  void fill(const web::Call& call, const AttachedTo& to, const Subject& subject,
            const std::vector<Attachment>& attachments, web::Model& model) const {
    const Language language = call.language;
    model.set("SUBJECT", subject.title).set("SUBJECT_LANG", language_code(subject.language));
    model.set("BACK", site::address(language, subject.address));
    model.set("ACTION", site::address(language, page_path(call, to)));
    model.set("TITLE", words(language, to, "title")).set("LEAD", words(language, to, "lead"));
    model.set("FILE_LABEL", words(language, to, "file")).set("FILE_HINT", words(language, to, "hint"));
    model.set("ALT_HINT", words(language, to, "alt_hint"));
    model.set("ACCEPT", to.kind == AttachedKind::stream ? "image/jpeg,image/png,image/webp"
                                                        : "image/jpeg,image/png,image/webp,application/pdf");
    if (static_cast<std::int64_t>(attachments.size()) < kMostOfRecord) model.show("ROOM");
    const std::string before = is_by_draft(call) ? site::address(language, draft_path(call)) : std::string();
    for (const Attachment& attachment : attachments) {
      web::Model& row = model.add("ROW");
      show_attachments(services_, language, {attachment}, row, before);
      row.set("ID", attachment.id.text()).set("ROW_VERSION", attachment.version).set("ALT_NOW", attachment.alt);
    }
    if (attachments.empty()) model.add("NOTHING").set("WHY", words(language, to, "nothing"));
  }

  Result<Done> add(const web::Call& call, const AttachedTo& to, const web::ReadForm& read) const {
    web::FormReader reader(read.form, call.language);
    const std::string alt = reader.line("alt", web::FormReader::Presence::optional, kLongestAlt);
    Violations found = read.violations;
    append(found, reader.violations());
    append(found, check_public_text("alt", alt));
    if (read.form.uploads.empty() && read.violations.empty()) found.push_back({"media.no_file", "file", {}});
    std::optional<PreparedFile> file;
    if (found.empty()) {
      // Whoever may not add anything costs no work.
      const bool may_add = services_.database.read([&](Connection& connection) {
        const auto subject = find(connection, call, to);
        return subject && subject->may_change;
      });
      if (!may_add) return Missing{};
      auto prepared = prepare_file(read.form.uploads.front().content, to.kind);
      if (prepared) {
        file = std::move(*prepared);
      } else {
        found = site::findings_of(prepared.error());
      }
    }
    if (!file) return Invalid{std::move(found)};
    return services_.database.write([&](Connection& transaction) -> Result<Done> {
      const auto subject = find(transaction, call, to);
      if (!subject || !subject->may_change) return Missing{};
      const NewAttachment made{services_.make_id<AttachmentTag>(),
                               to,
                               subject->organisation,
                               alt,
                               site::visit_of(call).actor.person,
                               services_.now()};
      const auto kept = save_attachment(transaction, made, *file);
      if (!kept) return kept.error();
      if (*kept == made.id) record(transaction, call, to, "attachment.added");
      return Done{};
    });
  }

  Result<Done> describe_or_remove(const web::Call& call, const AttachedTo& to, const web::ReadForm& read,
                                  std::string_view deed) const {
    const auto id = AttachmentId::parse(read.form.fields.value("attachment"));
    if (!id || (deed != "describe" && deed != "remove")) return Missing{};
    web::FormReader reader(read.form, call.language);
    const std::string alt = reader.line("alt", web::FormReader::Presence::optional, kLongestAlt);
    Violations found = reader.violations();
    append(found, check_public_text("alt", alt));
    return services_.database.write([&](Connection& transaction) -> Result<Done> {
      const auto subject = find(transaction, call, to);
      auto attachment = load_attachment(transaction, *id);
      const bool belongs = attachment && attachment->to.kind == to.kind && attachment->to.id == to.id;
      if (!subject || !subject->may_change || !belongs) return Missing{};
      if (std::to_string(attachment->version) != read.form.fields.value("version")) return Stale{};
      if (deed == "describe") {
        if (!found.empty()) return Invalid{found};
        if (!save_alt(transaction, *attachment, alt)) return Stale{};
        record(transaction, call, to, "attachment.described");
        return Done{};
      }
      if (!remove_attachment(transaction, *attachment)) return Stale{};
      record(transaction, call, to, "attachment.removed");
      return Done{};
    });
  }

  /// Told with the record, so that its history holds it.
  void record(Connection& transaction, const web::Call& call, const AttachedTo& to, std::string_view action) const {
    const access::DeedAuthor author =
        is_by_draft(call) ? site::link_holder_of(services_, call) : site::author_of(services_, call);
    access::record_deed(transaction, services_.keys.audit, author,
                        {action, kAttachedKindKeys[static_cast<std::size_t>(to.kind)], to.id, {}});
  }

  const site::Services& services_;
  Subjects subjects_;
};

}  // namespace

void add_attachment_routes(web::Router& router, const site::Services& services, const Subjects& subjects) {
  using web::Method;
  const auto pages = std::make_shared<AttachmentPages>(services, subjects);
  const auto stream = [](const web::Call& call) {
    return AttachedTo{AttachedKind::stream, call.id<AttachmentTag>("stream").value()};
  };
  const auto handover = [](const web::Call& call) {
    return AttachedTo{AttachedKind::handover, call.id<AttachmentTag>("handover").value()};
  };
  router.add({Method::get, "/{lang}/our-streams/{stream:id}/photos", "media.photos.view"},
             [pages, stream](const web::Call& call) { return pages->show(call, stream(call)); });
  router.add({Method::post, "/{lang}/our-streams/{stream:id}/photos", "media.photos.change"},
             [pages, stream](const web::Call& call) { return pages->change(call, stream(call)); });
  router.add({Method::get, "/{lang}/handovers/{handover:id}/tickets", "media.tickets.view"},
             [pages, handover](const web::Call& call) { return pages->show(call, handover(call)); });
  router.add({Method::post, "/{lang}/handovers/{handover:id}/tickets", "media.tickets.change"},
             [pages, handover](const web::Call& call) { return pages->change(call, handover(call)); });
  router.add({Method::get, "/{lang}/offers/draft/{secret}/photos", "media.draft_photos.view"},
             [pages](const web::Call& call) { return pages->show(call, pages->draft_of(call)); });
  router.add({Method::post, "/{lang}/offers/draft/{secret}/photos", "media.draft_photos.change"},
             [pages](const web::Call& call) { return pages->change(call, pages->draft_of(call)); });
  router.add({Method::get, "/{lang}/offers/draft/{secret}/media/{attachment:id}/{size}", "media.draft_file.view"},
             [pages](const web::Call& call) { return pages->serve(call); });
  router.add({Method::get, "/media/{attachment:id}/{size}", "media.file.view"},
             [pages](const web::Call& call) { return pages->serve(call); });
}

}  // namespace kringwerk::media
