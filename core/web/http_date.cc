#include "web/http_date.h"

#include <array>
#include <cstdint>

#include "http/grammar.h"
#include "http/request_text.h"

namespace eyewall::web {
namespace {

using std::string_view;

constexpr std::array<string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// The parts of a date, taken from the front of a text one by one. Once one is not there, none is.
class Reader {
 public:
  explicit Reader(string_view text) : rest_(text) {}

  bool ended() const { return good_ && rest_.empty(); }

  void literal(string_view expected) {
    good_ = good_ && rest_.starts_with(expected);
    if (good_) rest_.remove_prefix(expected.size());
  }

  // Skips a day's name: "Sunday", or "Sun" when short.
  void day_name(bool is_short) {
    for (const string_view day : kDays) {
      const string_view name = is_short ? day.substr(0, 3) : day;
      if (rest_.starts_with(name)) return rest_.remove_prefix(name.size());
    }
    good_ = false;
  }

  // 1 to 12.
  unsigned month() {
    for (unsigned i = 0; i < kMonths.size(); ++i) {
      if (!rest_.starts_with(kMonths[i])) continue;
      rest_.remove_prefix(kMonths[i].size());
      return i + 1;
    }
    good_ = false;
    return 1;
  }

  unsigned digits(std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      good_ = good_ && !rest_.empty() && http::is_digit(rest_.front());
      if (!good_) return 0;
      value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  // Two digits, the first of which may be a space.
  unsigned padded() {
    if (!rest_.starts_with(' ')) return digits(2);
    literal(" ");
    return digits(1);
  }

  // "08:49:37"; 24 hours where the clock has none such.
  std::chrono::seconds time_of_day() {
    const unsigned hour = digits(2);
    literal(":");
    const unsigned minute = digits(2);
    literal(":");
    const unsigned second = digits(2);
    good_ = good_ && hour < 24 && minute < 60 && second <= 60;  // 60: a leap second
    return std::chrono::seconds(hour * 3600 + minute * 60 + second);
  }

 private:
  string_view rest_;
  bool good_ = true;
};

struct Date {
  unsigned year = 0;
  unsigned month = 1;
  unsigned day = 1;
  std::chrono::seconds time = {};
};

std::optional<UtcTime> at_date(const Reader& reader, const Date& date) {
  using namespace std::chrono;
  const year_month_day day{year(static_cast<int>(date.year)), month(date.month),
                           std::chrono::day(date.day)};
  if (!reader.ended() || !day.ok()) return std::nullopt;
  return sys_days(day) + date.time;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<UtcTime> imf_fixdate(string_view text) {
  Reader reader(text);
  Date date;
  reader.day_name(true);
  reader.literal(", ");
  date.day = reader.digits(2);
  reader.literal(" ");
  date.month = reader.month();
  reader.literal(" ");
  date.year = reader.digits(4);
  reader.literal(" ");
  date.time = reader.time_of_day();
  reader.literal(" GMT");
  return at_date(reader, date);
}

unsigned this_year(UtcTime at) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  return static_cast<unsigned>(static_cast<int>(day.year()));
}

// "Sunday, 06-Nov-94 08:49:37 GMT"
std::optional<UtcTime> rfc850(string_view text, UtcTime at) {
  Reader reader(text);
  Date date;
  reader.day_name(false);
  reader.literal(", ");
  date.day = reader.digits(2);
  reader.literal("-");
  date.month = reader.month();
  reader.literal("-");
  const unsigned latest = this_year(at) + 50;
  date.year = latest - (latest - reader.digits(2)) % 100;
  reader.literal(" ");
  date.time = reader.time_of_day();
  reader.literal(" GMT");
  return at_date(reader, date);
}

// "Sun Nov  6 08:49:37 1994"
std::optional<UtcTime> asctime(string_view text) {
  Reader reader(text);
  Date date;
  reader.day_name(true);
  reader.literal(" ");
  date.month = reader.month();
  reader.literal(" ");
  date.day = reader.padded();
  reader.literal(" ");
  date.time = reader.time_of_day();
  reader.literal(" ");
  date.year = reader.digits(4);
  return at_date(reader, date);
}

}  // namespace

UtcTime utc_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string format_http_date(UtcTime time) {
  return http::format_timestamp(time.time_since_epoch().count());
}

std::optional<UtcTime> parse_http_date(string_view text, UtcTime at) {
  std::optional<UtcTime> time = imf_fixdate(text);
  if (!time) time = rfc850(text, at);
  if (!time) time = asctime(text);
  return time;
}

}  // namespace eyewall::web
