#include "web/log.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "web/client_address.h"
#include "web/json_text.h"
#include "web/metrics.h"
#include "web/request_id.h"
#include "web/worker_pool.h"

using namespace kringwerk;
using namespace kringwerk::web;

TEST_CASE("text in JSON stays on its line") {
  CHECK(json_string("a\"b\\c\r\n\t") == R"("a\"b\\c\r\n\t")");
  CHECK(json_string("\x1b[31m\x7f\x01") == R"("\u001b[31m\u007f\u0001")");
  CHECK(json_string(std::string_view{"\0", 1}) == R"("\u0000")");
  CHECK(json_string("\u0085\u2028\u2029\u00a0\u20ac") == "\"\\u0085\\u2028\\u2029\u00a0\u20ac\"");
  CHECK(json_string("a\xff\xc3") == R"("a\ufffd\ufffd")");
}

TEST_CASE("one event is one line, whatever the values hold") {
  const auto path = std::filesystem::temp_directory_path() / ("kringwerk-log-" + std::to_string(getpid()));
  {
    const Log log{path.string()};
    log.write(Log::Level::warning, "request",
              {{"path", "/a\r\n{\"at\":1}\x1b[2J %v {}"}, {"status", std::int64_t{404}}, {"ms", 1.5}, {"x", NAN}});
    log.write(Log::Level::info, "start", {});
  }
  std::ifstream in{path};
  std::string first;
  std::string second;
  std::string third;
  std::getline(in, first);
  std::getline(in, second);
  CHECK(first.starts_with(R"({"at":"20)"));
  CHECK(first.find(R"(Z","level":"warning","event":"request","path":"/a\r\n{\"at\":1}\u001b[2J %v {}",)") !=
        std::string::npos);
  CHECK(first.ends_with(R"("status":404,"ms":1.5,"x":null})"));
  CHECK(second.ends_with(R"("level":"info","event":"start"})"));
  CHECK(!std::getline(in, third));
  std::filesystem::remove(path);
}

TEST_CASE("metrics") {
  Metrics metrics;
  metrics.request("/{lang}", 200, std::chrono::microseconds{3000});
  metrics.request("/{lang}", 200, std::chrono::microseconds{30});
  metrics.count("kringwerk_mails_total", "Mails.", 2);
  metrics.count("kringwerk_mails_total", "Mails.");
  metrics.gauge("kringwerk_connections", "Open connections.", [] { return 7.0; });
  const std::string text = metrics.text();
  for (const char* line : {"kringwerk_requests_total{route=\"/{lang}\",status=\"200\"} 2\n",
                           "kringwerk_request_seconds_bucket{route=\"/{lang}\",le=\"0.001\"} 1\n",
                           "kringwerk_request_seconds_count{route=\"/{lang}\"} 2\n", "kringwerk_mails_total 3\n",
                           "kringwerk_connections 7\n", "# TYPE kringwerk_requests_total counter\n"}) {
    CHECK_MESSAGE(text.find(line) != std::string::npos, line, text);
  }
}

TEST_CASE("request ids sort by time") {
  std::array<unsigned char, 10> random{};
  random[9] = 0xAB;
  CHECK(request_id_text(instant_from_ms(0x123456789ABC), random) == "123456789abc000000000000000000ab");
  CHECK(new_request_id().size() == 32);
  CHECK(new_request_id() != new_request_id());
}

TEST_CASE("only the trusted proxy is believed, and only what it wrote itself") {
  CHECK(client_address({"9.9.9.9", "", "1.1.1.1"}) == "9.9.9.9");
  CHECK(client_address({"9.9.9.9", "8.8.8.8", "1.1.1.1"}) == "9.9.9.9");
  CHECK(client_address({"8.8.8.8", "8.8.8.8", "6.6.6.6, 1.1.1.1"}) == "1.1.1.1");
  CHECK(client_address({"8.8.8.8", "8.8.8.8", "2001:db8::1"}) == "2001:db8::1");
  CHECK(client_address({"8.8.8.8", "8.8.8.8", std::nullopt}) == "8.8.8.8");
  for (const char* bad : {"", ",", "unknown", "1.1.1.1,", "1.1.1.1:80", "1.1.1"}) {
    CHECK_MESSAGE(client_address({"8.8.8.8", "8.8.8.8", bad}) == "8.8.8.8", bad);
  }
}

TEST_CASE("the last of several X-Forwarded-For headers counts") {
  Request request;
  CHECK(!last_forwarded_for(request));
  request.headers = {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-for", "2.2.2.2"}};
  CHECK(last_forwarded_for(request) == "2.2.2.2");
}

TEST_CASE("urgent work goes first and may use a reserve of the queue") {
  std::promise<void> door;
  const auto opened = door.get_future().share();
  std::promise<void> busy;
  std::promise<void> done;
  std::string order;
  {
    WorkerPool pool{{1, 4}};
    const auto note = [&order](char c) { return [&order, c](auto) { order += c; }; };
    REQUIRE(pool.post([&](auto) {
      busy.set_value();
      opened.wait();
    }));
    busy.get_future().wait();
    for (const char c : {'a', 'b', 'c', 'd'}) CHECK(pool.post(note(c)));
    CHECK(!pool.post(note('e')));
    CHECK(pool.post(note('U'), WorkerPool::Lane::urgent));
    CHECK(!pool.post(note('V'), WorkerPool::Lane::urgent));
    CHECK(pool.waiting() == 5);
    door.set_value();
    while (!pool.post([&](auto) { done.set_value(); })) std::this_thread::yield();
    done.get_future().wait();
  }
  CHECK(order == "Uabcd");
}
