// What a RequestHandler writes, and how it is sent.
#include <nlohmann/json.hpp>

#include "http/response_text.h"
#include "http/server_connection.h"
#include "http/status.h"
#include "sys/log.h"
#include "web/escape.h"
#include "web/etag.h"
#include "web/http_date.h"
#include "web/request_handler.h"

namespace eyewall::web {

namespace {

// What every answer begins with: made once a second, for its Date.
const http::Headers& usual_headers(const Settings& settings) {
  thread_local UtcTime made_at{};
  thread_local std::string server;
  thread_local bool dated = false;
  thread_local http::Headers made;
  const UtcTime now = settings.date ? utc_now() : UtcTime{};
  const bool holds = now == made_at && dated == settings.date && server == settings.server;
  if (holds && !made.empty()) return made;
  made_at = now;
  server = settings.server;
  dated = settings.date;
  made = {};
  if (!server.empty()) made.set("Server", server);
  made.set("Content-Type", "text/html; charset=UTF-8");
  if (dated) made.set("Date", format_http_date(now));
  return made;
}

}  // namespace

void RequestHandler::clear() {
  headers_.reserve();  // for those that follow, too
  headers_ = usual_headers(*settings_);
  body_.clear();
  status_code_ = 200;
  set_default_headers();
}

void RequestHandler::set_header(std::string_view name, std::string_view value) {
  http::check_field(name, value);
  headers_.set(name, value);
}

void RequestHandler::add_header(std::string_view name, std::string_view value) {
  http::check_field(name, value);
  headers_.add(name, value);
}

void RequestHandler::write(std::string_view chunk) {
  if (finished_) {
    throw FinishedError(
        "Cannot write() after finish(). May be caused by using async operations in a method that "
        "is not Asynchronous and not a coroutine.");
  }
  body_ += chunk;
}

void RequestHandler::write_json(const nlohmann::json& value) {
  write(json_encode(value));
  set_header("Content-Type", "application/json; charset=UTF-8");
}

void RequestHandler::flush(StreamCallback callback, Site at) {
  if (finished_) throw FinishedError("Cannot flush() after finish()");
  const std::string chunk = std::exchange(body_, {});
  if (std::exchange(headers_written_, true)) return request_->write(chunk, std::move(callback), at);
  request_->write_headers(status_code_, std::move(headers_), chunk, std::move(callback), at);
}

void RequestHandler::finish(std::string_view chunk, Site at) {
  if (finished_) throw FinishedError("finish() called twice");
  const std::shared_ptr<RequestHandler> self = shared_from_this();  // the connection lets it go
  body_ += chunk;
  if (!headers_written_) {
    if (status_code_ == 200 && (verb_ == Verb::get || verb_ == Verb::head)) check_etag();
    if (status_code_ != 304 && !headers_.contains("Content-Length"))
      headers_.set("Content-Length", std::to_string(body_.size()));
  }
  request_->connection->set_close_callback(nullptr);
  if (!headers_written_ || !body_.empty()) flush(nullptr, at);
  request_->finish(at);
  finished_ = true;
  log();
  on_finish();
}

// A client that has this answer already is not sent it again. Source: Tornado 3.1.1
// RequestHandler.check_etag_header, _clear_headers_for_304.
void RequestHandler::check_etag() {
  const std::string etag = headers_.contains("Etag") ? headers_.get("Etag", "") : compute_etag();
  if (etag.empty()) return;
  headers_.set("Etag", etag);
  const std::optional<std::string> known = request_->headers().get("If-None-Match");
  if (!known || !etag_is_listed(*known, etag)) return;
  status_code_ = 304;
  body_.clear();
  for (const char* name : {"Allow", "Content-Encoding", "Content-Language", "Content-Length",
                           "Content-Md5", "Content-Range", "Content-Type", "Last-Modified"}) {
    headers_.remove(name);
  }
}

std::string RequestHandler::compute_etag() {
  return etag_of(body_);
}

void RequestHandler::redirect(std::string_view url, bool permanent, int status) {
  if (headers_written_) throw FinishedError("Cannot redirect after headers have been written");
  if (status == 0) status = permanent ? 301 : 302;
  if (status < 300 || status > 399) throw std::invalid_argument("redirect: not of 300 to 399");
  set_status(status);
  set_header("Location", url);
  finish();
}

void RequestHandler::log() const {
  if (settings_->log_function) return settings_->log_function(*this);
  if (status_code_ < 400) return;
  const auto level = status_code_ < 500 ? sys::LogLevel::warning : sys::LogLevel::error;
  sys::log(level, std::to_string(status_code_) + " " + request_summary());
}

}  // namespace eyewall::web
