// Lesson 10: the hello-world server, and three visitors.
//
// What: the server of one page. The first visitor's request comes with its connection, the second's
//   later; the third's also, but there the server stands at a breakpoint meanwhile. With --port N
//   it is a server for your browser.
// Source: the hello world that the walkthrough this project grew from begins with.
#include "gen/gen.h"
#include "http/server.h"
#include "visitors/visitors.h"
#include "web/application.h"
#include "web/request_handler.h"

using namespace eyewall;  // NOLINT: a lesson reads better so

class MainHandler : public web::RequestHandler {
 public:
  gen::Coroutine<void> get() {
    write("Hello, world");
    co_return;
  }
};

// A server in a debugger, with a breakpoint between the accept and the first read.
class DebuggedServer : public http::HTTPServer {
 public:
  DebuggedServer(const web::Application& application, lesson::Visitors& world)
      : HTTPServer(application), world_(world) {}

 protected:
  void handle_stream(std::shared_ptr<IOStream> stream, const sys::Address& address) override {
    world_.meanwhile();
    HTTPServer::handle_stream(std::move(stream), address);
  }

 private:
  lesson::Visitors& world_;
};

constexpr const char* kRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

int main(int argc, char** argv) {
  lesson::Visitors visitors(argc, argv);
  const web::Application application({web::url("/", web::handler<MainHandler>())});
  DebuggedServer server(application, visitors);
  server.listen(visitors.port());
  visitors.come(server.port(), {{.name = "at once", .at_once = kRequest},
                                {.name = "later", .later = kRequest},
                                {.name = "at the breakpoint", .at_breakpoint = kRequest}});
  IOLoop::instance().start();
}
