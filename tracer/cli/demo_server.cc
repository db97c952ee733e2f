// eyewall demo-server: every lesson's routes in one process.
#include <signal.h>
#include <sys/resource.h>

#include <iostream>

#include "cli/cli.h"
#include "cli/loop_signals.h"
#include "demo/site.h"
#include "gen/sleep.h"
#include "http/server.h"
#include "record/record.h"

namespace eyewall::cli {
namespace {

constexpr std::size_t kMaxBody = std::size_t{20} * 1024 * 1024;
// What a request that is under way gets, to be answered, when the server is told to end.
constexpr IOLoop::Duration kGrace = std::chrono::seconds(1);

struct ServerOptions {
  std::uint16_t port = 8888;
  std::string address = "localhost";
  std::string certfile;
  std::string trace;
  std::string payload = "256";
};

// As many connections as the system lets it have.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

gen::Coroutine<void> end(http::HTTPServer* server, IOLoop* loop) {
  server->stop();
  try {
    co_yield gen::with_timeout(kGrace, server->close_all_connections(), *loop);
  } catch (const TimeoutError&) {
    say("some requests were not answered in time; their connections are closed");
  }
  loop->stop();
}

int serve(const ServerOptions& options) {
  raise_file_limit();
  IOLoop loop;
  loop.make_current();
  http::HTTPServerOptions http{.io_loop = &loop, .max_body_size = kMaxBody};
  if (!options.certfile.empty()) http.ssl_options = SSLOptions{.certfile = options.certfile};
  demo::Site site;
  http::HTTPServer server(site.application(), std::move(http));
  try {
    server.listen(options.port, options.address);
  } catch (const std::exception& error) {
    throw Problem("cannot listen on " + options.address + ", port " + std::to_string(options.port) +
                  ": " + error.what() +
                  "\nAnother --port will do; --port 0 takes one that is free.");
  }
  std::cout << server.port() << std::endl;
  say((options.certfile.empty() ? "serving http://" : "serving https://") + options.address + ":" +
      std::to_string(server.port()) + "/ until Ctrl-C");
  const auto finish = gen::engine(end, "end");
  const LoopSignals signals(loop, [&] { finish(&server, &loop); });
  loop.start();
  return kYes;
}

int run(const ServerOptions& options) {
  if (!options.trace.empty()) {
    const auto payload = record::payload_named(options.payload);
    record::start(options.trace, {.payload = payload.value_or(record::kDefaultPayload),
                                  .program = "eyewall demo-server"});
  }
  const int code = serve(options);
  record::stop();
  return code;
}

}  // namespace

void add_demo_server(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("demo-server", "Serve every lesson's pages, for trying and for testing");
  const auto options = std::make_shared<ServerOptions>();
  command->add_option("--port", options->port, "0: one that is free (8888)")->type_name("N");
  command->add_option("--address", options->address, "a name or an address; '' for all (localhost)")
      ->type_name("NAME");
  command->add_option("--tls", options->certfile, "serve https with this certificate and key, PEM")
      ->type_name("FILE");
  command->add_option("--trace", options->trace, "record the run into this trace (EYEWALL_TRACE)")
      ->envname("EYEWALL_TRACE")
      ->type_name("FILE");
  take_payload(*command, options->payload)->envname("EYEWALL_PAYLOAD");
  command->footer(
      "Prints its port, then serves until Ctrl-C or SIGTERM:\n"
      "  /           Hello, world: a coroutine that yields nothing\n"
      "  /later      the same, 50 ms later\n"
      "  /echo       POST: the body comes back (up to 20 MB)\n"
      "  /headers    the request's headers, as JSON\n"
      "  /sleep      answers after five seconds, and keeps nobody waiting\n"
      "  /justnow    answers at once\n"
      "  /ws         a WebSocket that echoes (up to 16 MB)\n"
      "  /cart       a shop: every window sees the stock change, by long polling\n"
      "  /cart/live  the same shop, by WebSocket\n"
      "Examples:\n"
      "  eyewall demo-server --port 8888\n"
      "  eyewall demo-server --port 0 --trace server.jsonl\n"
      "  curl http://localhost:8888/");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace eyewall::cli
