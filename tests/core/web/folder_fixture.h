// A folder of files, served by a StaticFileHandler under /static/.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/web/web_fixture.h"
#include "web/http_date.h"
#include "web/static_file_handler.h"

namespace eyewall::test {

class FolderTest : public WebTest {
 protected:
  static constexpr char kModified[] = "Sun, 06 Nov 1994 08:49:37 GMT";

  void SetUp() override {
    WebTest::SetUp();
    std::filesystem::create_directories(root() + "/sub");
    put("a.txt", "0123456789");
    put("empty.css", "");
    put("sub/index.html", "<p>index</p>");
    std::ofstream(outside()) << "secret";
    serve_folder("index.html");
  }
  void TearDown() override {
    WebTest::TearDown();
    std::filesystem::remove_all(root());
    std::filesystem::remove(outside());
  }
  void serve_folder(const std::string& default_filename) {
    host(web::Application(
        {web::url("/static/(.*)", web::handler<web::StaticFileHandler>(root(), default_filename)),
         web::url("/(/?host.*)", web::handler<web::StaticFileHandler>(root(), default_filename))}));
  }
  static std::string root() {
    return testing::TempDir() + "eyewall_static." + std::to_string(::getpid());
  }
  /// Beside the folder; its name begins with the folder's.
  static std::string outside() { return root() + "_secret"; }
  /// A file that was last modified at kModified.
  static void put(const std::string& name, const std::string& content) {
    const std::string path = root() + "/" + name;
    std::ofstream(path) << content;
    const timespec time{784111777, 5};
    const timespec times[2] = {time, time};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
  }
  std::string get(const std::string& name, const std::string& fields = {}) {
    return ask("GET /static/" + name, fields);
  }
  /// The value of that header; "" when there is none.
  static std::string header(const std::string& answered, const std::string& name) {
    const std::size_t at = answered.find("\r\n" + name + ": ");
    if (at == std::string::npos || at > answered.find("\r\n\r\n")) return {};
    const std::size_t begin = at + name.size() + 4;
    return answered.substr(begin, answered.find("\r\n", begin) - begin);
  }
};

}  // namespace eyewall::test
