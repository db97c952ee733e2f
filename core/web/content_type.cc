#include "web/content_type.h"

#include "http/grammar.h"

namespace eyewall::web {
namespace {

struct Type {
  std::string_view ending;
  std::string_view name;
};

constexpr Type kTypes[] = {
    {"html", "text/html"},        {"htm", "text/html"},         {"css", "text/css"},
    {"js", "text/javascript"},    {"mjs", "text/javascript"},   {"json", "application/json"},
    {"txt", "text/plain"},        {"md", "text/markdown"},      {"csv", "text/csv"},
    {"xml", "application/xml"},   {"svg", "image/svg+xml"},     {"png", "image/png"},
    {"jpg", "image/jpeg"},        {"jpeg", "image/jpeg"},       {"gif", "image/gif"},
    {"webp", "image/webp"},       {"ico", "image/x-icon"},      {"woff", "font/woff"},
    {"woff2", "font/woff2"},      {"ttf", "font/ttf"},          {"otf", "font/otf"},
    {"pdf", "application/pdf"},   {"wasm", "application/wasm"}, {"mp3", "audio/mpeg"},
    {"wav", "audio/wav"},         {"ogg", "audio/ogg"},         {"mp4", "video/mp4"},
    {"webm", "video/webm"},       {"zip", "application/zip"},   {"gz", "application/gzip"},
    {"tar", "application/x-tar"},
};

}  // namespace

std::string_view content_type_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const bool has_ending = dot != std::string_view::npos && path.find('/', dot) == path.npos;
  const std::string_view ending = has_ending ? path.substr(dot + 1) : std::string_view();
  for (const Type& type : kTypes) {
    if (http::equal_ignoring_case(type.ending, ending)) return type.name;
  }
  return "application/octet-stream";
}

}  // namespace eyewall::web
