// Any bytes as a URL, and as a reference: refused by name, or stable when taken again.
#include "fuzz/require.h"
#include "http/url.h"

#include <algorithm>
#include <string>

namespace {

using eyewall::fuzz::require;
namespace http = eyewall::http;

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

void check_parse(std::string_view text) {
  try {
    const http::Url url = http::Url::parse(text);
    require(http::Url::parse(url.to_string()) == url,
            "written and parsed again, a URL is the same");
    require(!url.host.empty() && url.port != 0, "a URL says where to connect");
    require(url.target().starts_with('/') && is_visible(url.target()), "a target is one word");
    require(!url.host_header().empty() && is_visible(url.host_header()), "so is a Host header");
  } catch (const http::UrlError&) {
    // refused by name: fine
  }
}

void check_resolve(std::string_view reference) {
  const std::string absolute = http::resolve("http://a/b/c/d;p?q", reference);
  require(http::resolve("http://elsewhere/x", absolute) == absolute, "an absolute URL is its own");
  const std::string path = http::remove_dot_segments(reference);
  require(http::remove_dot_segments(path) == path, "dots are removed for good");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = eyewall::fuzz::view(data, size);
  check_parse(text);
  check_resolve(text);
  return 0;
}
