#include "web/multipart.h"

#include <gmock/gmock.h>

#include "core/sys/captured_log.h"
#include "http/request_head.h"

namespace eyewall::web {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Form {
  Arguments arguments = {};
  Files files = {};
  std::vector<std::string> logged = {};
};

Form form_of(std::string_view body, std::string_view content_type) {
  Form form;
  const test::CapturedLog log;
  parse_body_arguments(content_type, body, form.arguments, form.files);
  form.logged = log.messages();
  return form;
}

Form multipart(std::string_view body) {
  return form_of(body, "multipart/form-data; boundary=b");
}

std::string part(const std::string& disposition, const std::string& value) {
  return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
}

TEST(Multipart, FieldsAndFilesAreTakenApart) {
  const Form form =
      multipart(part("name=a", "1") + part("name=\"a\"", "2\r\n3") +
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n"
                "content-type: text/plain\r\n\r\n\r\nbinary\xff\r\n--b--\r\n");
  EXPECT_EQ(form.arguments, (Arguments{{"a", {"1", "2\r\n3"}}}));
  EXPECT_EQ(form.files, (Files{{"f", {{"x.txt", "text/plain", "\r\nbinary\xff"}}}}));
  EXPECT_THAT(form.logged, IsEmpty());
}

TEST(Multipart, AFileMayHoldAnyBytes) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  all += "\r\n--bc\r\n--\r\n--a--\r\n x--b\r\n";
  const Form form =
      multipart(part("name=f; filename=x", all) + part("name=f; filename=y", "") + "--b--");
  EXPECT_EQ(form.files,
            (Files{{"f", {{"x", "application/unknown", all}, {"y", "application/unknown", ""}}}}));
}

TEST(Multipart, AQuotedBoundaryAndWhatStandsAroundThePartsAreNoHarm) {
  const Form form = form_of("preamble\r\n" + part("name=a", "1") + "--b--\r\nepilogue --b\r\n",
                            "Multipart/Form-Data; charset=utf-8; Boundary=\"b\"");
  EXPECT_EQ(form.arguments, (Arguments{{"a", {"1"}}}));
  EXPECT_THAT(form.logged, IsEmpty());
}

TEST(Multipart, ADelimiterMayHaveBlanksBehindIt) {
  const Form form = multipart(
      "--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b  \r\n"
      "Content-Disposition: form-data; name=a\r\n\r\n2\r\n--b--");
  EXPECT_EQ(form.arguments, (Arguments{{"a", {"1", "2"}}}));
}

TEST(Multipart, WithoutItsEndNothingOfItCounts) {
  for (const std::string& body :
       {part("name=a", "1"), part("name=a", "1") + "--b-", part("name=a", "1") + "--b",
        std::string("x--b--"), std::string()}) {
    const Form form = multipart(body);
    EXPECT_EQ(form.arguments, Arguments{}) << body;
    EXPECT_THAT(form.logged, ElementsAre("Invalid multipart/form-data: no final boundary")) << body;
  }
}

TEST(Multipart, AMalformedPartIsLeftOutAndTheOthersCount) {
  const std::pair<std::string, const char*> bad[] = {
      {"--b\r\nno headers\r\n", "missing headers"},
      {"--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n", "Invalid"},
      {"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", "Invalid"},
      {"--b\r\nContent-Disposition: form-data; filename=a\r\n\r\nx\r\n", "missing name"},
      {"--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n", "missing name"},
      {"--b\r\nbad header\r\n\r\nx\r\n", "without a colon"},
      {"--b\r\nA: " + std::string(20'000, 'a') + "\r\n\r\nx\r\n", "limit"},
  };
  for (const auto& [text, why] : bad) {
    const Form form =
        multipart(part("name=before", "1") + text + part("name=after", "2") + "--b--");
    EXPECT_EQ(form.arguments, (Arguments{{"before", {"1"}}, {"after", {"2"}}})) << text;
    EXPECT_THAT(form.logged, ElementsAre(HasSubstr(why))) << text;
  }
}

TEST(Multipart, PartsWithoutABodyAreLeftOut) {
  EXPECT_THAT(multipart("--b--").logged, IsEmpty());
  EXPECT_THAT(multipart("--b\r\n--b\r\n\r\n--b--").arguments, IsEmpty());
}

TEST(Multipart, ABoundaryHasOneToSeventyCharacters) {
  for (const std::string& type :
       {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
        std::string("multipart/form-data; boundary=\"\""),
        "multipart/form-data; boundary=" + std::string(71, 'b')}) {
    EXPECT_THAT(form_of("--b--", type).logged,
                ElementsAre("Invalid multipart/form-data: bad boundary"));
  }
}

TEST(Multipart, TooManyPartsAreABadRequest) {
  std::string body;
  for (std::size_t i = 0; i <= kMaxArguments; ++i) body += "--b\r\nx\r\n";
  Arguments arguments;
  Files files;
  EXPECT_THROW(parse_multipart_form_data("b", body + "--b--", arguments, files), http::BadRequest);
}

TEST(BodyArguments, AFormIsParsedByItsType) {
  EXPECT_EQ(form_of("a=1+2", "application/x-www-form-urlencoded; charset=UTF-8").arguments,
            (Arguments{{"a", {"1 2"}}}));
  for (const char* type : {"", "text/plain", "application/json", "multipart/mixed; boundary=b"}) {
    const Form form = form_of("a=1", type);
    EXPECT_EQ(form.arguments, Arguments{}) << type;
    EXPECT_THAT(form.logged, IsEmpty()) << type;
  }
}

}  // namespace
}  // namespace eyewall::web
