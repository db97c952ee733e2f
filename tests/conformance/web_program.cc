// Handlers of all kinds for those that nobody here wrote: `web_program FOLDER` prints its port, and
// serves until its standard input ends; the files of the folder under /static/.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "serve.h"
#include "web/application.h"
#include "web/static_file_handler.h"
#include "web/stock_handlers.h"

namespace {

using eyewall::IOLoop;
namespace http = eyewall::http;
namespace web = eyewall::web;

class Hello : public web::RequestHandler {
 public:
  void get() { write("Hello, world"); }
};

// The values of the argument "name", as JSON.
class Arguments : public web::RequestHandler {
 public:
  void get() { write_json({{"values", get_arguments("name")}, {"last", get_argument("name")}}); }
  void post() { get(); }
};

// What was uploaded: /upload lists it, /upload/FIELD sends that field's first file back.
class Upload : public web::RequestHandler {
 public:
  void post(const std::string& field) {
    if (!field.empty()) return send_back(field);
    nlohmann::json list = nlohmann::json::array();
    for (const auto& [name, all] : files()) {
      for (const web::HTTPFile& file : all)
        list.push_back({name, file.filename, file.content_type, file.body.size()});
    }
    write_json({{"files", list}, {"name", get_arguments("name")}});
  }

 private:
  void send_back(const std::string& field) {
    const web::HTTPFile& file = files().at(field).at(0);
    set_header("Content-Type", file.content_type);
    write(file.body);
  }
};

// Counts visits in a cookie, and keeps a name in a signed one.
class Visits : public web::RequestHandler {
 public:
  void get() {
    const int visits = std::atoi(get_cookie("visits").c_str()) + 1;
    set_cookie("visits", std::to_string(visits), {.httponly = true});
    write(std::to_string(visits) + " " + get_secure_cookie("user").value_or("nobody"));
  }
  void post() { set_secure_cookie("user", get_argument("name")); }
};

class Fails : public web::RequestHandler {
 public:
  void get() { throw std::runtime_error("on purpose"); }
  void post() { throw web::HTTPError(409, "on purpose"); }
};

web::Application application(const std::string& folder) {
  return web::Application(
      {web::url("/", web::handler<Hello>()), web::url("/arguments", web::handler<Arguments>()),
       web::url("/upload/?(.*)", web::handler<Upload>()),
       web::url("/visits", web::handler<Visits>()), web::url("/fails", web::handler<Fails>()),
       web::url("/old", web::handler<web::RedirectHandler>("/")),
       web::url("/gone", web::handler<web::ErrorHandler>(410)),
       web::url("/static/(.*)", web::handler<web::StaticFileHandler>(folder, "index.html"))},
      {.cookie_secret = "a secret of this test"});
}

}  // namespace

int main(int, char** argv) {
  IOLoop loop;
  http::HTTPServer server(application(argv[1]), {.io_loop = &loop});
  server.listen(0);
  eyewall::serve_until_input_ends(loop, server);
}
