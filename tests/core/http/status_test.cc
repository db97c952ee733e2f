#include "http/status.h"

#include <gtest/gtest.h>

#include "http/request.h"
#include "http/response.h"

namespace eyewall::http {
namespace {

std::shared_ptr<const HTTPRequest> a_request() {
  return std::make_shared<const HTTPRequest>(HTTPRequest{.url = "http://h/"});
}

TEST(ReasonPhrase, IsTheCodesOrUnknown) {
  EXPECT_EQ(reason_phrase(100), "Continue");
  EXPECT_EQ(reason_phrase(200), "OK");
  EXPECT_EQ(reason_phrase(404), "Not Found");
  EXPECT_EQ(reason_phrase(511), "Network Authentication Required");
  for (const int code : {-1, 0, 99, 306, 427, 512, 599, 1000}) {
    EXPECT_EQ(reason_phrase(code), "Unknown") << code;
  }
}

TEST(HTTPError, ReadsAsTornados) {
  EXPECT_STREQ(HTTPError(599, "Connection closed").what(), "HTTP 599: Connection closed");
  EXPECT_STREQ(HTTPError(404).what(), "HTTP 404: Not Found");
  EXPECT_STREQ(HTTPError(599).what(), "HTTP 599: Unknown");
  EXPECT_EQ(HTTPError(599, "Timeout").message(), "Timeout");
  EXPECT_EQ(HTTPError(599, "Timeout").code(), kNoResponse);
}

TEST(HTTPResponse, EveryCodeBut2xxIsAnError) {
  for (const int code : {200, 204, 299}) {
    const HTTPResponse response = complete({.request = a_request(), .code = code});
    EXPECT_EQ(response.error, nullptr) << code;
    EXPECT_NO_THROW(response.rethrow());
  }
  for (const int code : {100, 199, 300, 304, 404, 599}) {
    const HTTPResponse response = complete({.request = a_request(), .code = code});
    EXPECT_THROW(response.rethrow(), HTTPError) << code;
  }
}

TEST(HTTPResponse, ReasonAndUrlComeFromCodeAndRequestWhenNotGiven) {
  const HTTPResponse plain = complete({.request = a_request(), .code = 404});
  EXPECT_EQ(plain.reason, "Not Found");
  EXPECT_EQ(plain.effective_url, "http://h/");
  const HTTPResponse given = complete({.request = a_request(),
                                       .code = 404,
                                       .reason = "Gone fishing",
                                       .effective_url = "http://i/"});
  EXPECT_EQ(given.reason, "Gone fishing");
  EXPECT_EQ(given.effective_url, "http://i/");
}

TEST(HTTPResponse, TheErrorThatIsThrownCarriesTheResponse) {
  const HTTPResponse response =
      complete({.request = a_request(), .code = 404, .body = "no such page"});
  try {
    response.rethrow();
    FAIL() << "nothing was thrown";
  } catch (const HTTPError& error) {
    ASSERT_NE(error.response(), nullptr);
    EXPECT_EQ(error.response()->body, "no such page");
    EXPECT_STREQ(error.what(), "HTTP 404: Not Found");
  }
}

TEST(HTTPResponse, AnErrorOfAnotherTypeStaysWhatItIs) {
  const HTTPResponse response =
      complete({.code = 599, .error = std::make_exception_ptr(std::out_of_range("mine"))});
  EXPECT_THROW(response.rethrow(), std::out_of_range);
}

class TimeoutError : public HTTPError {
 public:
  TimeoutError() : HTTPError(kNoResponse, "Timeout") {}
};

TEST(HTTPResponse, AnErrorDerivedFromHTTPErrorKeepsItsType) {
  const HTTPResponse response =
      complete({.code = kNoResponse, .error = std::make_exception_ptr(TimeoutError())});
  EXPECT_THROW(response.rethrow(), TimeoutError);
}

TEST(HTTPResponse, DoesNotKeepItselfAlive) {
  auto response = std::make_shared<const HTTPResponse>(complete({.code = 500}));
  const std::weak_ptr<const HTTPResponse> watch = response;
  std::exception_ptr error = raised_by(response);
  response.reset();
  EXPECT_FALSE(watch.expired());
  error = nullptr;
  EXPECT_TRUE(watch.expired());
}

TEST(RequestProxy, AnUnsetOptionIsTheDefaultAndASetOneIsNot) {
  const RequestProxy plain(HTTPRequest{.url = "http://h/"}, {});
  EXPECT_EQ(plain.connect_timeout(), 20.0);
  EXPECT_EQ(plain.request_timeout(), 20.0);
  EXPECT_TRUE(plain.follow_redirects());
  EXPECT_EQ(plain.max_redirects(), 5);
  EXPECT_TRUE(plain.use_gzip());
  EXPECT_FALSE(plain.allow_nonstandard_methods());
  EXPECT_FALSE(plain.allow_ipv6());
  EXPECT_EQ(plain.user_agent(), "");
  const RequestProxy set(
      HTTPRequest{.connect_timeout = 0.0, .follow_redirects = false, .max_redirects = 0},
      {.connect_timeout = 3, .request_timeout = 4, .user_agent = "ua"});
  EXPECT_EQ(set.connect_timeout(), 0.0);
  EXPECT_EQ(set.request_timeout(), 4.0);
  EXPECT_FALSE(set.follow_redirects());
  EXPECT_EQ(set.max_redirects(), 0);
  EXPECT_EQ(set.user_agent(), "ua");
}

TEST(RequestProxy, TheOriginalRequestIsTheOneBeforeTheRedirects) {
  const RequestProxy first(HTTPRequest{.url = "http://one/"}, {});
  EXPECT_EQ(first.original_request()->url, "http://one/");
  HTTPRequest redirected = first.request();
  redirected.url = "http://two/";
  redirected.original_request = first.original_request();
  const RequestProxy second(std::move(redirected), {});
  EXPECT_EQ(second.request().url, "http://two/");
  EXPECT_EQ(second.original_request()->url, "http://one/");
}

}  // namespace
}  // namespace eyewall::http
