#include "http/server_request.h"

#include "http/server_connection.h"

namespace eyewall::http {

std::string_view HTTPServerRequest::path() const {
  const std::string_view text = requested_path(head.uri);
  const std::string_view path = text.substr(0, text.find('?'));
  return path.empty() ? "/" : path;  // of "http://host"
}

std::string_view HTTPServerRequest::query() const {
  const std::string_view text = requested_path(head.uri);
  const std::size_t mark = text.find('?');
  return mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
}

std::string HTTPServerRequest::host() const {
  std::string named = requested_host(head);
  return named.empty() ? "127.0.0.1" : named;
}

std::string HTTPServerRequest::full_url() const {
  if (is_absolute_form(head.uri)) return head.uri;
  return protocol + "://" + host() + head.uri;
}

double HTTPServerRequest::request_time() const {
  return std::chrono::duration<double>(connection->io_loop().time() - start_time).count();
}

void HTTPServerRequest::write_headers(int code, Headers headers, std::string_view chunk,
                                      StreamCallback callback, Site at) {
  if (connection->serves(*this))
    connection->write_headers(code, std::move(headers), chunk, std::move(callback), at);
}

void HTTPServerRequest::write(std::string chunk, StreamCallback callback, Site at) {
  if (connection->serves(*this)) connection->write(std::move(chunk), std::move(callback), at);
}

void HTTPServerRequest::finish(Site at) {
  if (connection->serves(*this)) connection->finish(at);
}

}  // namespace eyewall::http
