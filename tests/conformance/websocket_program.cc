// WebSockets for those that nobody here wrote, and against them.
//
// `websocket_program` prints its port, and echoes until its standard input ends: on /ws, compressed
// where the client likes, and on /plain. `websocket_program URL` connects to an echo server, sends
// messages of many kinds, holds what comes back against them, and prints how it ended.
#include <cstdio>

#include "concurrent/add_future.h"
#include "gen/gen.h"
#include "serve.h"
#include "web/application.h"
#include "websocket/client.h"
#include "websocket/handler.h"

namespace {

namespace gen = eyewall::gen;
namespace web = eyewall::web;
namespace websocket = eyewall::websocket;
using eyewall::IOLoop;
using websocket::Message;

class Plain : public websocket::WebSocketHandler {
 protected:
  std::optional<std::string> select_subprotocol(const std::vector<std::string>& names) override {
    return names.front();
  }
  void on_message(Message message) override { write_message(message); }
};

class Echo : public Plain {
 protected:
  websocket::WebSocketOptions websocket_options() const override {
    return {.compression = websocket::CompressionOptions()};
  }
};

int serve() {
  IOLoop loop;
  web::Settings settings;
  settings.log_function = [](const web::RequestHandler&) {};
  eyewall::http::HTTPServer server(web::Application({web::url("/ws", web::handler<Echo>()),
                                                     web::url("/plain", web::handler<Plain>())},
                                                    settings),
                                   {.io_loop = &loop});
  server.listen(0, "127.0.0.1");
  eyewall::serve_until_input_ends(loop, server);
  return 0;
}

std::vector<Message> messages() {
  std::vector<Message> all = {{"hello"}, {""}, {"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"}};
  std::string noise;
  for (std::size_t size : {0U, 1U, 125U, 126U, 127U, 65535U, 65536U, 3'000'000U}) {
    while (noise.size() < size) noise += static_cast<char>(noise.size() * noise.size() / 7);
    all.push_back({noise.substr(0, size), true});
    all.push_back({std::string(size, 'x')});
  }
  return all;
}

gen::Coroutine<int> converse(std::string url) {
  websocket::ConnectOptions options;
  options.subprotocols = {"chat"};
  options.websocket.compression.emplace();
  const auto connection = co_yield websocket::websocket_connect(url, options);
  int wrong = 0;
  const std::vector<Message> all = messages();
  for (const Message& message : all) {
    connection->write_message(message.data, message.binary);
    const std::optional<Message> answer = co_yield connection->read_message();
    if (answer != message) ++wrong;
  }
  for (const Message& message : all) connection->write_message(message.data, message.binary);
  for (const Message& message : all) {
    const std::optional<Message> answer = co_yield connection->read_message();
    if (answer != message) ++wrong;
  }
  connection->close(1000, "done");
  while (co_yield connection->read_message()) ++wrong;
  std::printf("%zu messages, %d wrong, closed with %d, subprotocol %s\n", all.size() * 2, wrong,
              connection->close_code().value_or(0),
              connection->subprotocol().value_or("-").c_str());
  co_return wrong;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return serve();
  IOLoop loop;
  loop.make_current();
  try {
    return eyewall::run_sync(loop, [&] { return gen::coroutine(converse, "converse")(argv[1]); });
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 2;
  }
}
