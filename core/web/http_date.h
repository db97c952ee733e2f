// Dates as HTTP writes them: "Sun, 06 Nov 1994 08:49:37 GMT".
//
// What: seconds of the calendar; the three forms in which a date may be read.
// For: cookies, static files, Last-Modified and If-Modified-Since of any handler.
// Threads: pure functions; any thread, whatever its locale.
// Ownership: nothing.
// Errors: what is no date is no value.
// Source: RFC 9110 section 5.6.7; Tornado 3.1.1 httputil.format_timestamp, and
// email.utils.parsedate,
//   which reads far more than these.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace eyewall::web {

using UtcTime = std::chrono::sys_seconds;  // of the calendar, in UTC

/// The second that it is now.
UtcTime utc_now();

/// As http::format_timestamp: what is before 1970 is written as its first second.
std::string format_http_date(UtcTime time);

/// Any of the three forms; a name of the day that is not that day's is no harm. Two digits of a
/// year are the next such year that is at most 50 years ahead.
std::optional<UtcTime> parse_http_date(std::string_view text, UtcTime at = utc_now());

}  // namespace eyewall::web
