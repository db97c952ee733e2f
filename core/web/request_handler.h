// RequestHandler: answers one request.
//
// What: the base of a program's handlers. A subclass has methods get(), post() ...; what they
//   write is kept until flush() or finish(). Anything thrown becomes an error page.
// For: programs, through handler<T>() and an Application.
// Threads: the loop's own.
// Ownership: counted, one a request: held by the connection until the answer is finished or the
//   client is gone, and by a coroutine for as long as it runs.
// Errors: what a method lets out is logged and answered: HTTPError with its status, all else 500.
//   FinishedError for what comes after finish().
// Source: Tornado 3.1.1 web.RequestHandler.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "http/server_request.h"
#include "web/cookies.h"
#include "web/handler_class.h"
#include "web/multipart.h"
#include "web/settings.h"

namespace eyewall::web {

/// The answer is finished: no more of it can be written. Source: Tornado's RuntimeErrors.
class FinishedError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

class RequestHandler : public std::enable_shared_from_this<RequestHandler> {
 public:
  RequestHandler() = default;
  virtual ~RequestHandler() = default;
  RequestHandler(const RequestHandler&) = delete;
  RequestHandler& operator=(const RequestHandler&) = delete;

  http::HTTPServerRequest& request() const { return *request_; }
  const Settings& settings() const { return *settings_; }
  IOLoop& io_loop() const;

  // --- the question ---

  /// The last value of that name, in the query or in a form's body; blanks around it are left out.
  /// Throws MissingArgumentError. It is bytes: whether they are UTF-8 is not looked at.
  std::string get_argument(std::string_view name);
  /// The same, or `otherwise`.
  std::string get_argument(std::string_view name, std::string_view otherwise);
  /// Every value of that name: the query's first.
  std::vector<std::string> get_arguments(std::string_view name);
  /// What was uploaded with a multipart form.
  const Files& files();
  /// The client's cookie of that name, or `otherwise`.
  std::string get_cookie(std::string_view name, std::string_view otherwise = {}) const;
  /// A cookie that set_secure_cookie signed, at most so many days ago; nothing for any other.
  std::optional<std::string> get_secure_cookie(std::string_view name,
                                               double max_age_days = 31) const;
  /// The groups of the route, decoded; "" for one that did not take part.
  const PathArgs& path_args() const { return path_args_; }

  // --- the answer ---

  /// code: 100 to 999; an empty reason stands for the code's own phrase.
  void set_status(int code) { status_code_ = code; }
  int get_status() const { return status_code_; }
  /// Throws http::ResponseError for what would break out of its line.
  void set_header(std::string_view name, std::string_view value);
  void add_header(std::string_view name, std::string_view value);
  void clear_header(std::string_view name) { headers_.remove(name); }
  const http::Headers& headers() const { return headers_; }
  /// Sends a cookie along; it takes the place of one of that name that was to be sent. Throws
  /// CookieError.
  void set_cookie(std::string_view name, std::string_view value, const CookieOptions& options = {});
  /// The same, signed with the cookie_secret of the settings. Throws std::invalid_argument where
  /// there is none. The value may be any bytes, and the client can read it.
  void set_secure_cookie(std::string_view name, std::string_view value,
                         const CookieOptions& options = {.expires_days = 30});
  /// Tells the client to forget a cookie that was set with this path and domain.
  void clear_cookie(std::string_view name, CookieOptions options = {});
  /// Forgets headers, status and what was written.
  void clear();

  /// Adds to the body. Throws FinishedError.
  void write(std::string_view chunk);
  /// The same, as JSON, with its content type.
  void write_json(const nlohmann::json& value);
  /// Sends what was written so far, behind the headers. The callback runs when it is sent.
  void flush(StreamCallback callback = nullptr, Site at = Site::current());
  /// Ends the answer, and with it the connection's hold on this: a callback that calls it keeps
  /// shared_from_this(). Throws FinishedError when it has been ended.
  void finish(std::string_view chunk = {}, Site at = Site::current());
  bool finished() const { return finished_; }
  /// Answers 302, or 301 when permanent; or that status, of 300 to 399. url: as a Location has it.
  void redirect(std::string_view url, bool permanent = false, int status = 0);
  /// Answers with an error page; error: what was thrown, or null.
  void send_error(int status_code = 500, const std::exception_ptr& error = nullptr);

  // --- for the framework ---

  /// Begins: prepare(), then the method.
  void execute(std::shared_ptr<const Settings> settings,
               std::shared_ptr<http::HTTPServerRequest> request, HandlerClassPtr type,
               PathArgs args);
  /// Something of this request threw: an error page, and a line in the log.
  void handle_request_exception(const std::exception_ptr& error);

 protected:
  // --- what a subclass may have otherwise ---

  /// Headers that every answer of this class has, error pages too.
  virtual void set_default_headers() {}
  /// Writes the page of an error; finish() follows. error: what was thrown, or null.
  virtual void write_error(int status_code, const std::exception_ptr& error);
  /// Logs what a method threw: HTTPError as a warning, where it has a message; all else as an
  /// error.
  virtual void log_exception(const std::exception_ptr& error);
  /// The answer was given to the stream. Nothing can be sent any more.
  virtual void on_finish() {}
  /// The client went away before the answer was finished.
  virtual void on_connection_close() {}
  /// The answer's ETag; "" for none. By default a hash of what was written.
  virtual std::string compute_etag();

 private:
  using Then = void (RequestHandler::*)();
  struct Form {
    Arguments arguments;
    Files files;
  };

  void run(Verb verb, Then then);
  void when_complete(const Future<void>& future, Then then);
  void execute_method();
  void execute_finish();
  void check_etag();
  void log() const;
  std::string request_summary() const;
  void parse_arguments();

  std::shared_ptr<const Settings> settings_;
  std::shared_ptr<http::HTTPServerRequest> request_;
  HandlerClassPtr type_;
  PathArgs path_args_;
  http::Headers headers_;
  std::string body_;            // written, not flushed
  std::unique_ptr<Form> form_;  // null: nobody has asked for an argument
  int status_code_ = 200;
  Verb verb_ = Verb::get;
  bool headers_written_ = false;
  bool auto_finish_ = true;
  bool finished_ = false;
};

}  // namespace eyewall::web
