#include "demo/site.h"

#include <nlohmann/json.hpp>

#include "gen/gen.h"
#include "web/request_handler.h"

namespace eyewall::demo {
namespace {

using web::RequestHandler;

constexpr auto kLater = std::chrono::milliseconds(50);
constexpr auto kSleep = std::chrono::seconds(5);

// A callback-style function, for gen::task.
auto add_timeout(IOLoop& loop) {
  return [&loop](IOLoop::Duration delay, gen::ResultCallback callback) {
    loop.add_timeout(delay, std::move(callback));
  };
}

class Hello : public RequestHandler {
 public:
  gen::Coroutine<void> get() {
    write("Hello, world");
    co_return;
  }
};

class Later : public RequestHandler {
 public:
  web::Asynchronous get() {
    answer(std::static_pointer_cast<Later>(shared_from_this()));
    return {};
  }

 private:
  static gen::Coroutine<void> wait_and_write(std::shared_ptr<Later> self) {
    co_yield gen::task<void>(add_timeout(self->io_loop()), kLater);
    if (self->finished()) co_return;
    self->write("Hello, world");
    self->finish();
  }
  inline static const auto answer = gen::engine(wait_and_write, "later");
};

class Echo : public RequestHandler {
 public:
  void post() {
    set_header("Content-Type", request().headers().get("Content-Type", "application/octet-stream"));
    write(request().body);
  }
};

// Bytes of a field's value, each a character of Latin-1, as Tornado takes them: JSON must be UTF-8.
std::string utf8(std::string_view latin1) {
  std::string text;
  for (const char c : latin1) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += {static_cast<char>(0xc0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3f))};
    }
  }
  return text;
}

class RequestHeaders : public RequestHandler {
 public:
  void get() {
    nlohmann::ordered_json fields = nlohmann::ordered_json::object();
    for (const auto& [name, value] : request().headers().get_all())
      fields[name] = utf8(request().headers().get(name, value));
    write_json(fields);
  }
};

class Sleep : public RequestHandler {
 public:
  gen::Coroutine<void> get() {
    co_yield gen::task<void>(add_timeout(io_loop()), kSleep);
    write("when i sleep 5s");
  }
};

class JustNow : public RequestHandler {
 public:
  void get() { write("i hope just now see you"); }
};

}  // namespace

web::Application site(IOLoop&, web::Settings settings) {
  using web::handler;
  using web::url;
  return web::Application(
      {url("/", handler<Hello>()), url("/later", handler<Later>()), url("/echo", handler<Echo>()),
       url("/headers", handler<RequestHeaders>()), url("/sleep", handler<Sleep>()),
       url("/justnow", handler<JustNow>())},
      std::move(settings));
}

}  // namespace eyewall::demo
