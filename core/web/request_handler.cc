// How a request is executed. What is written is in request_answer.cc.
#include "web/request_handler.h"

#include "concurrent/add_future.h"
#include "http/server_connection.h"
#include "http/status.h"
#include "sys/log.h"
#include "trace/emit.h"

namespace eyewall::web {

namespace f = trace::f;
using trace::Kind;

IOLoop& RequestHandler::io_loop() const {
  return request_->connection->io_loop();
}

void RequestHandler::execute(std::shared_ptr<const Settings> settings,
                             std::shared_ptr<http::HTTPServerRequest> request, HandlerClassPtr type,
                             PathArgs args) {
  settings_ = std::move(settings);
  request_ = std::move(request);
  type_ = std::move(type);
  path_args_ = std::move(args);
  clear();
  request_->connection->set_close_callback(
      named("on_connection_close", [self = shared_from_this()] { self->on_connection_close(); }));
  try {
    if (!verb_named(request_->method(), verb_)) throw HTTPError(501);
    if (type_->method(Verb::prepare) == nullptr) return execute_method();
    run(Verb::prepare, &RequestHandler::execute_method);
  } catch (...) {
    handle_request_exception(std::current_exception());
  }
}

// Calls a method, and goes on with `then` when it is done.
void RequestHandler::run(Verb verb, Then then) {
  const Outcome outcome = type_->method(verb)(*this, path_args_);
  if (const auto* const future = std::get_if<Future<void>>(&outcome)) {
    return when_complete(*future, then);
  }
  if (std::holds_alternative<Asynchronous>(outcome)) auto_finish_ = false;
  (this->*then)();
}

void RequestHandler::when_complete(const Future<void>& future, Then then) {
  if (future.done()) {
    future.result();
    return (this->*then)();
  }
  add_future(io_loop(), future,
             named("when_complete", [self = shared_from_this(), then](const Future<void>& done) {
               try {
                 self->when_complete(done, then);
               } catch (...) {
                 self->handle_request_exception(std::current_exception());
               }
             }));
}

void RequestHandler::execute_method() {
  if (finished_) return;  // prepare() has answered
  if (type_->method(verb_) == nullptr) {
    throw HTTPError(405);
  }
  run(verb_, &RequestHandler::execute_finish);
}

void RequestHandler::execute_finish() {
  if (auto_finish_ && !finished_) finish();
}

// --- errors ---

void RequestHandler::handle_request_exception(const std::exception_ptr& error) {
  log_exception(error);
  if (finished_) return;  // the answer is given; it cannot be taken back
  int status = 500;
  try {
    std::rethrow_exception(error);
  } catch (const HTTPError& http) {
    status = http.status_code();
  } catch (const http::BadRequest& bad) {
    status = bad.status();
  } catch (...) {
    status = 500;
  }
  if (trace::on()) {
    const ExceptionText text = describe(error);
    trace::emit<Kind::web_error>(trace::Site::current(), 0, f::call(request_->id),
                                 f::status(status), f::type(text.type), f::error(text.message));
  }
  send_error(status, error);
}

void RequestHandler::send_error(int status_code, const std::exception_ptr& error) {
  if (headers_written_) {
    sys::log(sys::LogLevel::error, "Cannot send error response after headers written");
    finished_ = true;
    return request_->connection->close();  // so that nobody takes for whole what is not
  }
  clear();
  set_status(status_code);
  if (status_code == 405) set_header("Allow", type_->allowed());
  try {
    write_error(status_code, error);
  } catch (...) {
    sys::log(sys::LogLevel::error,
             "Uncaught exception in write_error: " + describe(std::current_exception()).message);
  }
  if (!finished_) finish();
}

void RequestHandler::write_error(int status_code, const std::exception_ptr& error) {
  if (settings_->debug && error) {
    set_header("Content-Type", "text/plain; charset=UTF-8");
    const ExceptionText text = describe(error);
    return finish(text.type + ": " + text.message + "\n");
  }
  const std::string title =
      std::to_string(status_code) + ": " + std::string(http::reason_phrase(status_code));
  finish("<html><title>" + title + "</title><body>" + title + "</body></html>");
}

std::string RequestHandler::request_summary() const {
  return request_->method() + " " + request_->uri() + " (" + request_->remote_ip + ")";
}

void RequestHandler::log_exception(const std::exception_ptr& error) {
  const std::string summary = request_summary();
  try {
    std::rethrow_exception(error);
  } catch (const HTTPError& http) {
    if (!http.log_message().empty()) sys::log(sys::LogLevel::warning, summary + ": " + http.what());
  } catch (...) {
    const ExceptionText text = describe(error);
    sys::log(sys::LogLevel::error,
             "Uncaught exception " + summary + ": " + text.type + ": " + text.message);
  }
}

}  // namespace eyewall::web
