#include "web/static_file_handler.h"

#include <algorithm>

#include "http/grammar.h"
#include "web/content_type.h"
#include "web/etag.h"

namespace eyewall::web {
namespace {

constexpr std::size_t kPiece = 64 * 1024;  // as Tornado's
constexpr std::chrono::seconds kTenYears = std::chrono::hours(24 * 365 * 10);

// Whether the ".." of a relative path lead out of where it begins. Asked before the file system is:
// nobody shall find out what there is outside.
bool leads_out(std::string_view path) {
  int depth = 0;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment == "..")
      --depth;
    else if (!segment.empty() && segment != ".")
      ++depth;
    if (depth < 0) return true;
  }
  return false;
}

// Throws what a client is told of a path that cannot be opened.
void check_path(const sys::Result& result, const std::string& path) {
  if (result.ok()) return;
  if (result.error == EACCES || result.error == ELOOP)
    throw HTTPError(403, http::quoted(path) + ": " + sys::error_text(result.error));
  if (result.error == ENOENT || result.error == ENOTDIR || result.error == ENAMETOOLONG)
    throw HTTPError(404);
  throw sys::Error(result.error, http::quoted(path));
}

bool is_under(const std::string& path, const std::string& root) {
  return path == root || path.starts_with(root.ends_with('/') ? root : root + "/");
}

}  // namespace

void StaticFileHandler::initialize(std::string path, std::string default_filename) {
  root_ = std::move(path);
  default_filename_ = std::move(default_filename);
}

Asynchronous StaticFileHandler::get(std::string path) {
  open(path);
  if (status_.kind == sys::FileKind::directory && !default_filename_.empty()) {
    if (is_redirected()) return {};
    open(path + "/" + default_filename_);
  }
  if (status_.kind != sys::FileKind::file)
    throw HTTPError(403, http::quoted(path) + " is not a file");
  set_headers();
  if (is_known()) {
    set_status(304);
    clear_header("Content-Type");
    finish();
    return {};
  }
  choose_range();
  set_header("Content-Length", std::to_string(left_.end - left_.begin));
  if (request().method() == "HEAD") left_ = {};
  send_next();
  return {};
}

// Throws HTTPError for what may not be opened.
void StaticFileHandler::open(const std::string& path) {
  const std::string outside = http::quoted(path) + " is not in root static directory";
  if (path.find('\0') != std::string::npos) throw HTTPError(404);
  if (leads_out(path)) throw HTTPError(403, outside);
  std::string root = root_;
  sys::check(sys::real_path(root), root_.c_str());
  std::string real = root + "/" + path;
  check_path(sys::real_path(real), path);
  if (!is_under(real, root)) throw HTTPError(403, outside);
  const sys::Result opened = sys::open_file(real);
  check_path(opened, path);
  file_ = sys::Fd(static_cast<int>(opened.value));
  status_ = sys::file_status(file_.get());
  name_ = path;
}

// A folder's URL ends with a slash, so that what its page names is looked for in it.
bool StaticFileHandler::is_redirected() {
  const std::string path(request().path());
  if (path.ends_with('/')) return false;
  // "//host" and, to browsers, "/\\host" would be another host's.
  if (path.size() > 1 && (path[1] == '/' || path[1] == '\\'))
    throw HTTPError(403, "cannot redirect a path with two initial slashes");
  redirect(path + "/", true);
  return true;
}

void StaticFileHandler::set_headers() {
  modified_ = UtcTime(std::chrono::floor<std::chrono::seconds>(status_.modified));
  etag_ =
      "\"" + std::to_string(status_.modified.count()) + "-" + std::to_string(status_.size) + "\"";
  set_header("Accept-Ranges", "bytes");
  set_header("Etag", etag_);
  set_header("Last-Modified", format_http_date(modified_));
  set_header("Content-Type", content_type_of(name_));
  const std::chrono::seconds cache_time = get_cache_time(name_);
  if (cache_time <= std::chrono::seconds(0)) return;
  set_header("Expires", format_http_date(utc_now() + cache_time));
  set_header("Cache-Control", "max-age=" + std::to_string(cache_time.count()));
}

std::chrono::seconds StaticFileHandler::get_cache_time(const std::string& /*name*/) {
  return get_arguments("v").empty() ? std::chrono::seconds(0) : kTenYears;
}

// Whether the client has this version. Its date counts where it names no tag.
bool StaticFileHandler::is_known() const {
  const http::Headers& headers = request().headers();
  if (const std::optional<std::string> tags = headers.get("If-None-Match"))
    return etag_is_listed(*tags, etag_);
  const std::optional<UtcTime> since = parse_http_date(headers.get("If-Modified-Since", ""));
  return since && *since >= modified_;
}

void StaticFileHandler::choose_range() {
  const http::Headers& headers = request().headers();
  const std::optional<std::string> version = headers.get("If-Range");
  const bool counts = request().method() == "GET" && headers.contains("Range") &&
                      (!version || if_range_holds(*version, etag_, modified_));
  left_ = parse_range(counts ? headers.get("Range", "") : "", status_.size);
  if (left_.kind == RangeKind::whole) return;
  set_header("Content-Range", content_range(left_, status_.size));
  set_status(left_.kind == RangeKind::part ? 206 : 416);
  if (left_.kind == RangeKind::unsatisfiable) set_header("Content-Type", "text/plain");
}

void StaticFileHandler::send_next() {
  std::string piece(std::min<std::uint64_t>(kPiece, left_.end - left_.begin), '\0');
  if (!piece.empty()) {
    const auto count = sys::check(sys::read_at(file_.get(), piece, left_.begin), "pread");
    if (count == 0)
      throw std::runtime_error(http::quoted(name_) + " became shorter while it was sent");
    left_.begin += static_cast<std::uint64_t>(count);
    write(std::string_view(piece).substr(0, static_cast<std::size_t>(count)));
  }
  if (left_.begin == left_.end) return finish();
  flush(named("send_next",
              [self = shared_from_this()] { static_cast<StaticFileHandler&>(*self).send_next(); }));
}

}  // namespace eyewall::web
