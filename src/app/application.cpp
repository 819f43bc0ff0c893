#include "app/application.h"

#include <pthread.h>
#include <sodium.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <mutex>
#include <thread>

#include "access/route_policy.h"
#include "app/anchor_keeper.h"
#include "app/housekeeping.h"
#include "app/reader_language.h"
#include "app/routes.h"
#include "base/ensure.h"
#include "base/id.h"
#include "planning/io/plan_worker.h"
#include "site/land.h"
#include "site/page.h"
#include "site/services.h"
#include "site/visit.h"
#include "text/texts.h"
#include "web/log.h"
#include "web/metrics.h"
#include "web/static_files.h"

namespace kringwerk::app {

namespace {

Instant clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Time-ordered ids for one process.
class Ids {
 public:
  std::int64_t next() {
    const std::scoped_lock lock(mutex_);
    return maker_.next(to_ms(clock_now()), randombytes_random());
  }

 private:
  std::mutex mutex_;
  IdMaker maker_;
};

storage::Database open_store(const ApplicationOptions& options) {
  std::filesystem::create_directories(options.data);
  return storage::Database::open({store_url(options)});
}

/// A store that another process brings to its version just now may keep us waiting longer than a request may.
void prepare(const ApplicationOptions& options, const HomeFolder& home) {
  storage::Database patient = storage::Database::open({store_url(options), 1, std::chrono::minutes{15}});
  prepare_store(patient, home, options.filling, clock_now());
}

site::Keys keys_in(const std::filesystem::path& folder) {
  return {load_or_make_key(folder, "links.key"), load_or_make_key(folder, "audit.key"),
          load_or_make_key(folder, "records.key")};
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// Threads inherit the mask of the thread that starts them: with this member made first, only the thread that waits for
/// the signals hears them.
struct StopSignalsBlocked {
  StopSignalsBlocked() {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  }
};

}  // namespace

std::string store_url(const ApplicationOptions& options) {
  if (!options.database.empty()) return options.database;
  return "sqlite:" + (std::filesystem::path(options.data) / "kringwerk.db").string();
}

struct Application::Parts {
  explicit Parts(const ApplicationOptions& given)
      : options(given),
        home(find_home(options.home)),
        log(options.log_file),
        database(open_store(options)),
        texts(text::Texts::load(home.locale())),
        files(web::StaticFiles::load(home.static_files())),
        templates(web::Templates::load(home.templates(), texts,
                                       [this](std::string_view name) { return files.address(name); })),
        csrf(load_or_make_key(std::filesystem::path(options.data) / "keys", "forms.key"), options.server.https),
        land(site::load_land(home.data() / "provinces.geojson")),
        services{database,
                 texts,
                 templates,
                 csrf,
                 [this](std::string_view name) { return files.address(name); },
                 clock_now,
                 [this] { return ids.next(); },
                 [this] {
                   if (mailer) mailer->wake();
                 },
                 land,
                 options.public_url,
                 options.network_mailbox,
                 keys_in(std::filesystem::path(options.data) / "keys"),
                 options.server.https},
        server(options.server, handlers()) {
    prepare(options, home);
    server.listen();
    if (services.public_url.empty()) {
      services.public_url = "http://localhost:" + std::to_string(server.port());
    }
    live = make_live_economy(database, home);
    const auto wake_planner = [this] {
      if (planner) planner->wake();
    };
    add_all_routes(router, services, RouteParts{metrics, home, log, wake_planner, live});
    access::policy_lines();  // a policy that is not understood stops the program here, before the first request
    for (const web::Route& route : router.routes()) {
      ensure(access::find_route_policy(route.policy) != nullptr, route.policy.c_str());
    }
    router.set_guard([this](const web::Route& route, web::Call& call) { return site::guard(services, route, call); });
    router.set_missing_page([this](const web::Request& request, Language language, int status) {
      return site::refusal_page(services, request, language, status);
    });
    metrics.gauge("kringwerk_connections", "Open connections.",
                  [this] { return static_cast<double>(server.open_connections()); });
    metrics.gauge("kringwerk_requests_waiting", "Requests waiting for a worker.",
                  [this] { return static_cast<double>(server.waiting_requests()); });
    start_mailer();
    start_digests();
    start_planner();
    anchors = std::make_unique<AnchorKeeper>(database, services.keys.audit, access::AnchorFile(options.data), log);
    housekeeping = start_housekeeping(services, options.freshness_pause, log);
  }

  void start_digests() {
    digest_worker =
        std::make_unique<digests::DigestWorker>(services, live, options.digests, [this](const std::string& what) {
          log.write(web::Log::Level::warning, "digests_failed", {{"what", what}});
        });
  }

  web::Server::Handlers handlers() {
    web::Server::Handlers all;
    all.application = [this](const web::Request& request) { return answer(request); };
    all.observer = [this](const web::Request& request, const web::Outcome& outcome) { observe(request, outcome); };
    all.instantly = [this](const web::Request& request) { return files.answer(request); };
    all.error_page = [this](const web::Request& request, int status) {
      return site::refusal_page(services, request, reader_language(request), status);
    };
    return all;
  }

  /// A store that cannot be reached or written now is no fault of the request: the client may try again.
  web::Response answer(const web::Request& request) {
    try {
      return router.dispatch(request);
    } catch (const storage::Error& error) {
      using enum storage::ErrorKind;
      const bool passes = error.kind() == busy || error.kind() == lost || error.kind() == conflict;
      if (!passes && error.kind() != full) throw;
      log.write(web::Log::Level::error, "store_failed",
                {{"id", request.request_id}, {"what", std::string(error.what())}});
      constexpr int kUnavailable = 503;
      constexpr int kInsufficientStorage = 507;
      return site::refusal_page(services, request, reader_language(request),
                                passes ? kUnavailable : kInsufficientStorage)
          .with_header("Retry-After", "5");
    }
  }

  void start_mailer() {
    if (options.smtp.url.empty()) return;
    mailer = std::make_unique<notify::Mailer>(
        database, options.smtp, std::chrono::seconds{5}, [this](notify::MailId id, const std::string& what) {
          log.write(web::Log::Level::warning, "mail_failed", {{"mail", id.text()}, {"what", what}});
        });
  }

  void start_planner() {
    planner = std::make_unique<planning::PlanWorker>(
        database, planning::WorkerOptions{
                      .new_lease = [this] { return ids.next(); },
                      .now = clock_now,
                      .report =
                          [this](planning::RunId id, const std::string& what) {
                            log.write(web::Log::Level::warning, "plan_failed", {{"run", id.text()}, {"what", what}});
                          }});
  }

  void observe(const web::Request& request, const web::Outcome& outcome) {
    const std::string pattern(router.pattern_of(request));
    metrics.request(pattern, outcome.status, outcome.took);
    const auto level = outcome.status >= 500 ? web::Log::Level::error : web::Log::Level::info;
    // The pattern, not the path: paths of drafts and questions hold secrets.
    log.write(level, "request",
              {{"id", request.request_id},
               {"method", static_cast<std::int64_t>(request.method)},
               {"route", pattern},
               {"status", static_cast<std::int64_t>(outcome.status)},
               {"bytes", static_cast<std::int64_t>(outcome.bytes)},
               {"microseconds", static_cast<std::int64_t>(outcome.took.count())},
               {"fault", std::string(outcome.fault)}});
  }

  StopSignalsBlocked signals_blocked;
  ApplicationOptions options;
  HomeFolder home;
  web::Log log;
  web::Metrics metrics;
  Ids ids;
  storage::Database database;
  text::Texts texts;
  web::StaticFiles files;
  web::Templates templates;
  web::Csrf csrf;
  std::unique_ptr<notify::Mailer> mailer;
  std::vector<drawings::MapLand> land;
  site::Services services;
  std::shared_ptr<matchmaking::LiveEconomy> live;
  web::Router router;
  web::Server server;
  std::unique_ptr<digests::DigestWorker> digest_worker;
  std::unique_ptr<planning::PlanWorker> planner;
  std::unique_ptr<AnchorKeeper> anchors;  ///< gone early: its last anchor tells what the server did until it stopped
  Housekeeping housekeeping;
};

Application::Application(const ApplicationOptions& options) : parts_(std::make_unique<Parts>(options)) {}
Application::~Application() = default;

const web::Router& Application::router() const {
  return parts_->router;
}

void Application::serve() {
  std::thread watcher([this] {
    const sigset_t signals = stop_signals();
    int signal = 0;
    sigwait(&signals, &signal);
    parts_->server.stop();
  });
  std::cout << "Kringwerk " << KW_VERSION << ": " << parts_->services.public_url << "/" << std::endl;
  parts_->server.run();
  // run() may also end by itself; then nobody would wake the watcher.
  ::kill(::getpid(), SIGTERM);
  watcher.join();
}

}  // namespace kringwerk::app
