// Any bytes as the chunked body of a request, in pieces of any size, through a server's connection:
// the body is what its chunks say, however it is cut; one that is wrong, or has no end, reaches
// nobody.
#include <sys/socket.h>

#include <array>
#include <memory>
#include <vector>

#include "fuzz/require.h"
#include "http/message.h"
#include "http/request_head.h"
#include "http/server.h"
#include "http/server_request.h"
#include "sys/socket_calls.h"

namespace {

namespace chunks_fuzz {

using namespace eyewall;  // NOLINT: names of core, as elsewhere
using eyewall::fuzz::require;

constexpr std::size_t kMaxBody = 1000;

// A real epoll, and the client: it sends the next piece whenever the server would wait.
class Fed final : public EpollPoller {
 public:
  Fed(sys::Fd client, std::string_view bytes, std::size_t piece)
      : client_(std::move(client)), bytes_(bytes), piece_(piece) {}

  std::function<void()> at_the_end;

  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    int ready = EpollPoller::poll(out, sys::Duration::zero());
    while (ready == 0 && timeout != sys::Duration::zero() && send()) {
      ready = EpollPoller::poll(out, sys::Duration::zero());
    }
    if (ready == 0 && timeout != sys::Duration::zero()) at_the_end();
    return ready;
  }

 private:
  bool send() {
    if (bytes_.empty()) return false;
    const sys::Result sent = sys::send(client_.get(), bytes_.substr(0, piece_));
    if (!sent.ok()) return false;  // refused, and gone
    bytes_.remove_prefix(static_cast<std::size_t>(sent.value));
    return true;
  }

  sys::Fd client_;
  std::string_view bytes_;
  std::size_t piece_;
};

class Server final : public http::HTTPServer {
 public:
  using HTTPServer::HTTPServer;
  void serve(sys::Fd socket, IOLoop& loop) {
    handle_stream(IOStream::create(std::move(socket), loop), sys::Address());
  }
};

// The bodies of the requests that a server was given.
std::vector<std::string> served(std::string_view bytes, std::size_t piece) {
  std::array<int, 2> ends{};
  require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0, "two sockets");
  auto fed = std::make_unique<Fed>(sys::Fd(ends[0]), bytes, piece);
  Fed& client = *fed;
  IOLoop loop(std::move(fed));
  client.at_the_end = [&loop] { loop.stop(); };
  std::vector<std::string> bodies;
  Server server(
      [&bodies](const std::shared_ptr<http::HTTPServerRequest>& request) {
        bodies.push_back(request->body);
        request->write_headers(200, {{"Content-Length", "0"}});
        request->finish();
      },
      {.io_loop = &loop, .max_body_size = kMaxBody});
  server.serve(sys::Fd(ends[1]), loop);
  loop.start();
  return bodies;
}

// Takes a line off the front, with its end; an empty one: there is none.
std::string_view line_of(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n') + 1);
  rest.remove_prefix(line.size());
  return line;
}

// The body, where these bytes begin with a whole one; false: they do not.
bool decoded(std::string_view rest, std::string& body) {
  while (true) {
    const std::string_view line = line_of(rest);
    if (!line.ends_with("\r\n")) return false;
    const std::uint64_t size = http::parse_chunk_size(line, kMaxBody - body.size());
    if (size == 0) break;
    if (rest.size() < size + 2 || rest.substr(size, 2) != "\r\n") return false;
    body += rest.substr(0, size);
    rest.remove_prefix(size + 2);
  }
  for (std::string_view line = line_of(rest); line != "\r\n"; line = line_of(rest)) {
    if (line.empty()) return false;
    http::check_trailer_line(std::string(line));
  }
  return true;
}

}  // namespace chunks_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using eyewall::fuzz::require;
  if (size == 0 || size > 4096) return 0;
  const std::size_t piece = data[0] + std::size_t{1};
  const std::string_view chunks = eyewall::fuzz::view(data + 1, size - 1);
  const std::string request =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks);
  std::string body;
  bool whole = false;
  try {
    whole = chunks_fuzz::decoded(chunks, body);
  } catch (const std::runtime_error&) {
    // refused by name: fine
  }
  const auto bodies = chunks_fuzz::served(request, piece);
  require(whole == !bodies.empty(), "a whole body is served, and no other");
  require(!whole || bodies.front() == body, "the body is what its chunks say");
  require(chunks_fuzz::served(request, request.size()) == bodies, "cuts change nothing");
  return 0;
}
