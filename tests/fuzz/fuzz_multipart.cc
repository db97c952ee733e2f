// Any bytes as a multipart form, with the boundary "b": what of it counts says the same when it is
// written and parsed again.
#include "fuzz/require.h"
#include "http/request_head.h"
#include "sys/log.h"
#include "web/header_value.h"
#include "web/multipart.h"

namespace {

namespace multipart_fuzz {

using eyewall::fuzz::require;
namespace web = eyewall::web;

struct Form {
  web::Arguments arguments = {};
  web::Files files = {};

  friend bool operator==(const Form&, const Form&) = default;
};

Form parsed(std::string_view body, const std::string& boundary) {
  Form form;
  const std::string type = "multipart/form-data; boundary=" + boundary;
  web::parse_body_arguments(type, body, form.arguments, form.files);
  return form;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string written(const Form& form, const std::string& boundary) {
  const std::string line = "--" + boundary;
  const std::string head = line + "\r\nContent-Disposition: form-data; name=";
  std::string text;
  for (const auto& [name, values] : form.arguments) {
    for (const std::string& value : values)
      text += head + in_quotes(name) + "\r\n\r\n" + value + "\r\n";
  }
  for (const auto& [name, files] : form.files) {
    for (const web::HTTPFile& file : files) {
      text += head + in_quotes(name) + "; filename=" + in_quotes(file.filename) +
              "\r\nContent-Type: " + file.content_type + "\r\n\r\n" + file.body + "\r\n";
    }
  }
  return text + line + "--";
}

// A boundary that does not occur in the text.
std::string boundary_for(std::string_view text) {
  std::string boundary = "x";
  while (text.find(boundary) != std::string_view::npos) {
    boundary = "x" + std::to_string(boundary.size()) + boundary;
  }
  return boundary;
}

void check_form(const Form& form, std::size_t size) {
  std::size_t bytes = 0;
  for (const auto& [name, values] : form.arguments) {
    require(!name.empty(), "a field has a name");
    for (const std::string& value : values) bytes += value.size();
  }
  for (const auto& [name, files] : form.files) {
    for (const web::HTTPFile& file : files) {
      require(!name.empty() && !file.filename.empty(), "a file has two names");
      bytes += file.body.size();
    }
  }
  require(bytes <= size, "nothing is made up");
}

void check_header(std::string_view text) {
  const web::HeaderValue header = web::parse_header(text);
  std::string again = header.value;
  for (const auto& [name, value] : header.parameters) again += ";" + name + "=" + in_quotes(value);
  require(web::parse_header(again).parameters == header.parameters,
          "a header, written and parsed again, is the same");
}

void check(std::string_view body) {
  if (body.find('"') == std::string_view::npos) check_header(body);
  const Form form = parsed(body, "b");
  check_form(form, body.size());
  const std::string boundary = boundary_for(body);
  if (boundary.size() > 70) return;
  require(parsed(written(form, boundary), boundary) == form,
          "written and parsed again, a form is the same");
}

}  // namespace multipart_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace sys = eyewall::sys;
  const sys::LogFunction before =
      sys::set_log_function([](sys::LogLevel, const std::string&) { /* of every part */ });
  try {
    multipart_fuzz::check(eyewall::fuzz::view(data, size));
  } catch (const eyewall::http::BadRequest&) {
    // too many parts: fine
  } catch (...) {
    sys::set_log_function(before);
    throw;
  }
  sys::set_log_function(before);
  return 0;
}
