// A client for servers that nobody here wrote: for each line of its standard input, "METHOD URL" or
// "METHOD URL BYTES" (of a body), it fetches, and prints a line of JSON: code, headers, body,
// error.
#include <iostream>
#include <sstream>
#include <string>

#include "http/client.h"
#include "http/status.h"

namespace {

using eyewall::IOLoop;
namespace http = eyewall::http;

std::string hex(std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {digits[byte >> 4U], digits[byte & 15U]};
  }
  return out + '"';
}

// What came, its texts in hexadecimal: they need not be UTF-8.
void print(const http::HTTPResponse& response, const std::string& error) {
  std::cout << "{\"code\":" << response.code << ",\"reason\":" << hex(response.reason)
            << ",\"headers\":[";
  const char* comma = "";
  for (const auto& [name, value] : response.headers.get_all()) {
    std::cout << comma << '[' << hex(name) << ',' << hex(value) << ']';
    comma = ",";
  }
  std::cout << "],\"body\":" << hex(response.body) << ",\"error\":" << hex(error) << "}\n";
}

http::HTTPRequest request_in(const std::string& line) {
  std::istringstream words(line);
  http::HTTPRequest request{.allow_nonstandard_methods = true};
  words >> request.method >> request.url;
  if (std::size_t bytes = 0; words >> bytes) request.body = std::string(bytes, 'x');
  return request;
}

}  // namespace

int main() {
  IOLoop loop;
  http::AsyncHTTPClient client(loop);
  for (std::string line; std::getline(std::cin, line);) {
    client.fetch(request_in(line), [&](const http::HTTPResponse& response) {
      std::string error;
      try {
        response.rethrow();
      } catch (const std::exception& e) {
        error = e.what();
      }
      print(response, error);
      std::cout.flush();
      loop.stop();
    });
    loop.start();
  }
}
