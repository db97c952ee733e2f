#include "raw_client/raw_client.h"

#include "sys/result.h"
#include "sys/socket_calls.h"

namespace eyewall::lesson {

RawClient::RawClient(std::uint16_t port) : socket_(sys::stream_socket(AF_INET)) {
  sys::connect(socket_.get(), sys::Address::numeric("127.0.0.1", port));
}

void RawClient::send(std::string_view bytes) const {
  sys::check(sys::send(socket_.get(), bytes), "a client sends");
}

void RawClient::get(std::string_view path) const {
  send("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

void RawClient::post(std::string_view path, std::string_view body) const {
  send("POST " + std::string(path) +
       " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
       "Content-Length: " +
       std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
}

std::string RawClient::take() const {
  std::string text;
  char bytes[4096];
  while (true) {
    const sys::Result got = sys::recv(socket_.get(), bytes);
    if (!got.ok() || got.value == 0) return text;
    text.append(bytes, static_cast<std::size_t>(got.value));
  }
}

std::string RawClient::take_body() const {
  const std::string text = take();
  const std::size_t head = text.find("\r\n\r\n");
  return head == std::string::npos ? text : text.substr(head + 4);
}

}  // namespace eyewall::lesson
