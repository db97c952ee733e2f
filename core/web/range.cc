#include "web/range.h"

#include <algorithm>
#include <optional>

#include "http/grammar.h"

namespace eyewall::web {
namespace {

using std::string_view;

// The value of decimal digits, the highest there is where it does not fit; nothing for other text.
std::optional<std::uint64_t> number(string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (!http::is_digit(c)) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
  }
  return value;
}

// A range whose bytes, cut to the size, are these.
Range bytes(std::uint64_t begin, std::uint64_t end, std::uint64_t size) {
  end = std::min(end, size);
  // All of it is answered 200: Chrome plays no audio whose "bytes=0-" is answered 206.
  return {begin == 0 && end == size ? RangeKind::whole : RangeKind::part, begin, end};
}

}  // namespace

Range parse_range(string_view header, std::uint64_t size) {
  const Range whole{RangeKind::whole, 0, size};
  const std::size_t equals = header.find('=');
  if (equals == string_view::npos) return whole;
  if (!http::equal_ignoring_case(http::trim(header.substr(0, equals)), "bytes")) return whole;
  const string_view text = http::trim(header.substr(equals + 1));
  const std::size_t dash = text.find('-');
  if (dash == string_view::npos) return whole;
  const std::optional<std::uint64_t> first = number(text.substr(0, dash));
  const std::optional<std::uint64_t> last = number(text.substr(dash + 1));
  const bool open = dash + 1 == text.size();
  if (!first && dash == 0 && last) {  // the last bytes
    if (*last == 0) return {RangeKind::unsatisfiable, 0, 0};
    return bytes(size - std::min(*last, size), size, size);
  }
  if (!first || (!last && !open) || (last && *last < *first)) return whole;
  if (*first >= size) return {RangeKind::unsatisfiable, 0, 0};
  return bytes(*first, last && *last < size ? *last + 1 : size, size);
}

bool if_range_holds(string_view if_range, string_view etag, UtcTime last_modified) {
  if_range = http::trim(if_range);
  if (if_range.starts_with('"')) return if_range == etag;
  const std::optional<UtcTime> date = parse_http_date(if_range);
  return date && *date == last_modified;
}

std::string content_range(const Range& range, std::uint64_t size) {
  const std::string part = range.kind == RangeKind::unsatisfiable
                               ? "*"
                               : std::to_string(range.begin) + "-" + std::to_string(range.end - 1);
  return "bytes " + part + "/" + std::to_string(size);
}

}  // namespace eyewall::web
