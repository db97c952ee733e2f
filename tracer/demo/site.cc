#include "demo/site.h"

#include <nlohmann/json.hpp>

#include "cart/handlers.h"
#include "gen/gen.h"
#include "socket/handlers.h"

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

// The lesson's echo, for messages of up to 16 MB from wherever a page may be.
class Echoes : public lesson::EchoHandler {
 protected:
  bool check_origin(const std::string&) override { return true; }
  websocket::WebSocketOptions websocket_options() const override {
    return {.compression = websocket::CompressionOptions()};
  }
};

// The page and its cart, on one path.
class Shop : public lesson::DetailHandler {
 public:
  void initialize(lesson::ShoppingCart& cart) { DetailHandler::initialize(cart, "poll"); }
  void post() { act(); }
};

}  // namespace

web::Application Site::application(web::Settings settings) {
  using web::handler;
  using web::url;
  const auto shop = std::ref(cart_);
  return web::Application(
      {url("/", handler<Hello>()), url("/later", handler<Later>()), url("/echo", handler<Echo>()),
       url("/headers", handler<RequestHeaders>()), url("/sleep", handler<Sleep>()),
       url("/justnow", handler<JustNow>()), url("/ws", handler<Echoes>()),
       url("/cart", handler<Shop>(shop)),
       url("/cart/live", handler<lesson::DetailHandler>(shop, std::string("socket"))),
       url("/cart/status", handler<lesson::StatusHandler>(shop)),
       url("/cart/socket", handler<lesson::StatusSocket>(shop))},
      std::move(settings));
}

}  // namespace eyewall::demo
