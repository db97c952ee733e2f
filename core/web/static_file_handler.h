// StaticFileHandler: the files of a folder.
//
// What: GET and HEAD of files, whole or in part; 304 for what the client has already.
// For: routes such as url(R"(/static/(.*))", handler<StaticFileHandler>("/var/www", "index.html")).
// Threads: the loop's own. Reading a file may wait for the disk, and the loop with it, as in
//   Tornado; a piece at a time.
// Ownership: a request owns its file's descriptor, and one piece of it. The next piece is read when
//   the one before is sent.
// Errors: 403 for what lies outside of the folder and for what is no file; 404 for what is not
//   there. A file that shrinks while it is sent ends the connection.
// Source: Tornado 3.1.1 web.StaticFileHandler; RFC 9110 sections 13 and 14. There a tag is the MD5
//   of the content, made once for each path and kept; here it is size and time. There a link may
//   lead out of the folder; here it may not.
#pragma once

#include <chrono>
#include <string>

#include "sys/fd.h"
#include "sys/file_calls.h"
#include "web/range.h"
#include "web/request_handler.h"

namespace eyewall::web {

class StaticFileHandler : public RequestHandler {
 public:
  /// path: the folder; default_filename: what is sent for a folder in it, "" for nothing.
  void initialize(std::string path, std::string default_filename = {});

  Asynchronous get(std::string path);

 protected:
  /// How long a client may keep the file of that name without asking. By default ten years for a
  /// URL with an argument "v", which names a version; otherwise 0, which leaves it to the client.
  virtual std::chrono::seconds get_cache_time(const std::string& name);

 private:
  void open(const std::string& path);
  bool is_redirected();
  void set_headers();
  bool is_known() const;
  void choose_range();
  void send_next();

  std::string root_;
  std::string default_filename_;
  std::string name_;  // of the file, in the folder
  sys::Fd file_;
  sys::FileStatus status_;
  UtcTime modified_;
  std::string etag_;
  Range left_;  // what is not sent yet
};

}  // namespace eyewall::web
