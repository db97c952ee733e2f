#include "web/multipart.h"

#include <algorithm>

#include "http/headers.h"
#include "http/request_head.h"
#include "sys/log.h"
#include "web/header_value.h"

namespace eyewall::web {
namespace {

using std::string_view;

constexpr std::size_t kMaxBoundary = 70;  // RFC 2046; a longer one makes the search slow
constexpr http::HeaderLimits kPartLimits{.max_fields = 100, .max_bytes = 16 * 1024};

void warn(const std::string& what) {
  sys::log(sys::LogLevel::warning, what);
}

// What stands between one delimiter and the next.
struct Parts {
  std::vector<string_view> found = {};
  bool complete = false;  // the closing delimiter was there
};

// Where the next line begins that begins with `dashes`; npos where there is none.
std::size_t next_line(string_view data, const std::string& dashes, std::size_t from) {
  if (from == 0 && data.starts_with(dashes)) return 0;
  const std::size_t end = data.find("\r\n" + dashes, from);
  return end == string_view::npos ? end : end + 2;
}

Parts split(string_view data, const std::string& dashes) {
  Parts parts;
  std::size_t begun = 0;  // the part's first byte, behind a delimiter's line
  std::size_t at = next_line(data, dashes, 0);
  while (at != string_view::npos && !parts.complete) {
    const string_view rest = data.substr(at + dashes.size());
    const std::size_t blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
    parts.complete = rest.starts_with("--");
    if (parts.complete || rest.substr(blanks).starts_with("\r\n")) {
      if (begun != 0 && at > begun + 2) parts.found.push_back(data.substr(begun, at - 2 - begun));
      if (parts.found.size() > kMaxArguments) throw http::BadRequest(400, "Too many parts");
      begun = at + dashes.size() + blanks + 2;
    }
    // From the end of the delimiter's own line on: an empty part has no other.
    at = next_line(data, dashes, at + dashes.size());
  }
  return parts;
}

void add_part(string_view part, Arguments& arguments, Files& files) {
  const std::size_t end = part.find("\r\n\r\n");
  if (end == string_view::npos) return warn("multipart/form-data missing headers");
  const http::Headers headers = http::Headers::parse(part.substr(0, end + 2), kPartLimits);
  const HeaderValue disposition = parse_header(headers.get("Content-Disposition", ""));
  if (disposition.value != "form-data") return warn("Invalid multipart/form-data");
  const std::string name(disposition.parameter("name"));
  if (name.empty()) return warn("multipart/form-data value missing name");
  std::string value(part.substr(end + 4));
  const string_view filename = disposition.parameter("filename");
  if (filename.empty()) {
    arguments[name].push_back(std::move(value));
  } else {
    files[name].push_back({std::string(filename),
                           headers.get("Content-Type", "application/unknown"), std::move(value)});
  }
}

}  // namespace

void parse_multipart_form_data(string_view boundary, string_view data, Arguments& arguments,
                               Files& files) {
  if (boundary.empty() || boundary.size() > kMaxBoundary)
    return warn("Invalid multipart/form-data: bad boundary");
  const Parts parts = split(data, std::string("--").append(boundary));
  if (!parts.complete) return warn("Invalid multipart/form-data: no final boundary");
  for (const string_view part : parts.found) {
    try {
      add_part(part, arguments, files);
    } catch (const http::HeaderError& error) {
      warn(std::string("Invalid multipart/form-data: ") + error.what());
    }
  }
}

void parse_body_arguments(string_view content_type, string_view body, Arguments& arguments,
                          Files& files) {
  const HeaderValue type = parse_header(content_type);
  if (type.value == "application/x-www-form-urlencoded") {
    parse_qs(body, arguments);
  } else if (type.value == "multipart/form-data") {
    parse_multipart_form_data(type.parameter("boundary"), body, arguments, files);
  }
}

}  // namespace eyewall::web
