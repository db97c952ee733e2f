// Runs the harnesses of tests/fuzz over seeded mutations of good inputs, whatever the compiler.
#define LLVMFuzzerTestOneInput eyewall_fuzz_arguments
#include "fuzz/fuzz_arguments.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_multipart
#include "fuzz/fuzz_multipart.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_cookies
#include "fuzz/fuzz_cookies.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput eyewall_fuzz_conditions
#include "fuzz/fuzz_conditions.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput

#include "fuzz/run.h"

namespace eyewall::web {
namespace {

constexpr std::uint64_t kFuzzSeed = 20261130;

TEST(Fuzz, ArgumentsAreAllThere) {
  fuzz::run(eyewall_fuzz_arguments,
            {{"a=1&b=x+y%26z&%61b=c%3Dd", "a=&b&=c&&a=2", "%", "<a href=\"x\">&'"},
             {"&", "=", "%", "+", "%2", "%00", "%3d", "&&", "\xff", ";", std::string(1, '\0')},
             kFuzzSeed},
            6000);
}

TEST(Fuzz, FormsAreWhatTheyWereSentAs) {
  fuzz::run(
      eyewall_fuzz_multipart,
      {{"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\\\\\\\"y\"\r\n"
        "Content-Type: text/plain\r\n\r\nfile\r\n--b--",
        "pre\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\nX: y\r\n\r\n\r\n--b\r\n"
        "Content-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n--b\r\n--b--",
        "form-data; name=a\\b; filename=; x"},
       {"\r\n", "--b", "--b--", "\r\n--b\r\n", "\r\n\r\n", "\"", "\\", ";", "=", "name=", "-", "\r",
        "Content-Disposition: form-data; name=b\r\n\r\n", std::string(1, '\0'), "\xc3\xa9"},
       kFuzzSeed},
      6000);
}

TEST(Fuzz, CookiesAreRefusedOrComeBack) {
  fuzz::run(eyewall_fuzz_cookies,
            {{"a=1; b=\"x\\073y\\\\\"; c", "user=YWxpY2U=|1385000000|1b66d8", "/path", "\"a;b\""},
             {";", "=", "\"", "\\", "\\073", "; Secure", "\r\n", " ", "\t", ",", "\xff", "\x7f",
              std::string(1, '\0')},
             kFuzzSeed},
            6000);
}

TEST(Fuzz, ConditionsAreIgnoredOrUnderstood) {
  fuzz::run(eyewall_fuzz_conditions,
            {{"bytes=0-5", "bytes=-5", "bytes=5-", "Sun, 06 Nov 1994 08:49:37 GMT",
              "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "W/\"a\", \"b\"",
              "bytes=1-18446744073709551615"},
             {"-", ",", "=", "0", "9", "99999999999999999999", " ", "\"", "W/", "*", "Feb", "31",
              "29", ":60", "0000", "9999"},
             kFuzzSeed},
            8000);
}

}  // namespace
}  // namespace eyewall::web
