// Any bytes as a Range, a date, a list of ETags: ignored, or bytes that are there.
#include "fuzz/require.h"
#include "web/etag.h"
#include "web/http_date.h"
#include "web/range.h"

namespace {

namespace conditions_fuzz {

using eyewall::fuzz::require;
namespace web = eyewall::web;

void check_range(std::string_view text, std::uint64_t size) {
  const web::Range range = web::parse_range(text, size);
  require(range.begin <= range.end && range.end <= size, "a range is bytes that are there");
  require(
      (range.kind == web::RangeKind::whole) == (range.begin == 0 && range.end == size) || size == 0,
      "the whole is no part");
  if (range.kind == web::RangeKind::part) {
    require(range.begin < range.end, "a part has bytes");
    const std::string again = "bytes=" + std::to_string(range.begin) + "-";
    require(web::parse_range(again + std::to_string(range.end - 1), size) == range,
            "written and parsed again, a range is the same");
  }
}

void check_date(std::string_view text) {
  const std::optional<web::UtcTime> time = web::parse_http_date(text);
  if (!time || time->time_since_epoch().count() < 0) return;
  const std::optional<web::UtcTime> again = web::parse_http_date(web::format_http_date(*time));
  require(again == time || text.find("9999") != std::string_view::npos,
          "written and parsed again, a date is the same");
}

}  // namespace conditions_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace conditions_fuzz;
  const std::string_view text = eyewall::fuzz::view(data, size);
  for (const std::uint64_t bytes :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, UINT64_MAX}) {
    check_range(text, bytes);
  }
  check_date(text);
  require(!web::etag_is_listed(text, "\"-not there-\"") || text.find('*') != text.npos ||
              text.find("-not there-") != text.npos,
          "a tag that is not listed is not found");
  web::if_range_holds(text, "\"a\"", web::UtcTime());
  return 0;
}
