// resolve() and remove_dot_segments() of url.h: RFC 3986 section 5.
#include "http/uri_parts.h"
#include "http/url.h"

#include "http/grammar.h"

namespace eyewall::http {
namespace {

void drop_last_segment(std::string& path) {
  const std::size_t slash = path.rfind('/');
  path.erase(slash == std::string::npos ? 0 : slash);
}

// The base's path up to its last slash, then the reference's (section 5.2.3).
std::string merged_path(const UriParts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return std::string("/").append(path);
  const std::size_t slash = base.path.rfind('/');
  std::string merged(slash == std::string_view::npos ? "" : base.path.substr(0, slash + 1));
  return merged.append(path);
}

std::string composed(const UriParts& parts, std::string_view path) {
  std::string out;
  if (parts.scheme) out.append(*parts.scheme).append(":");
  if (parts.authority) out.append("//").append(*parts.authority);
  // Without an authority a path that begins with "//" would be read as one.
  if (!parts.authority && path.substr(0, 2) == "//") out.append("/.");
  out.append(path);
  if (parts.query) out.append("?").append(*parts.query);
  if (parts.fragment) out.append("#").append(*parts.fragment);
  return out;
}

}  // namespace

std::string remove_dot_segments(std::string_view in) {
  std::string out;
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./") || in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../") || in == "/..") {
      in = in.size() > 3 ? in.substr(3) : "/";
      drop_last_segment(out);
    } else if (in == "." || in == "..") {
      in = {};
    } else {
      const std::size_t next = in.find('/', 1);
      out.append(in.substr(0, next));
      in = next == std::string_view::npos ? std::string_view{} : in.substr(next);
    }
  }
  return out;
}

std::string resolve(std::string_view base_text, std::string_view reference) {
  const UriParts base = UriParts::split(base_text);
  if (!base.scheme) throw UrlError("Base URL has no scheme: " + quoted(base_text));
  UriParts target = UriParts::split(reference);
  if (target.scheme) return composed(target, remove_dot_segments(target.path));
  target.scheme = base.scheme;
  if (target.authority) return composed(target, remove_dot_segments(target.path));
  target.authority = base.authority;
  if (target.path.empty()) {
    if (!target.query) target.query = base.query;
    return composed(target, base.path);
  }
  if (target.path.front() == '/') return composed(target, remove_dot_segments(target.path));
  return composed(target, remove_dot_segments(merged_path(base, target.path)));
}

}  // namespace eyewall::http
