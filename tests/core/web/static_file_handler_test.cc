// StaticFileHandler: which file, and whether the client has it. Ranges are in static_range_test.cc.
#include "core/web/folder_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

using StaticFiles = FolderTest;

TEST_F(StaticFiles, AFileIsSentWithWhatItIs) {
  const std::string answered = get("a.txt");
  EXPECT_EQ(status(answered), 200);
  EXPECT_EQ(body_of(answered), "0123456789");
  EXPECT_EQ(header(answered, "Content-Length"), "10");
  EXPECT_EQ(header(answered, "Content-Type"), "text/plain");
  EXPECT_EQ(header(answered, "Last-Modified"), kModified);
  EXPECT_EQ(header(answered, "Accept-Ranges"), "bytes");
  EXPECT_THAT(header(answered, "Etag"), StartsWith("\""));
  EXPECT_EQ(header(answered, "Cache-Control"), "");
}

TEST_F(StaticFiles, HeadIsAnsweredWithoutTheFile) {
  const std::string answered = ask("HEAD /static/a.txt");
  EXPECT_EQ(status(answered), 200);
  EXPECT_EQ(header(answered, "Content-Length"), "10");
  EXPECT_EQ(body_of(answered), "");
}

TEST_F(StaticFiles, AnEmptyFileIsAFile) {
  const std::string answered = get("empty.css");
  EXPECT_EQ(status(answered), 200);
  EXPECT_EQ(header(answered, "Content-Length"), "0");
  EXPECT_EQ(header(answered, "Content-Type"), "text/css");
}

TEST_F(StaticFiles, NamesAreDecoded) {
  put("h\xc3\xa9 +.txt", "x");
  EXPECT_EQ(body_of(get("h%C3%A9%20%2B.txt")), "x");
  EXPECT_EQ(body_of(get("sub/../a.txt")), "0123456789");
  EXPECT_EQ(body_of(get(".//./a.txt")), "0123456789");
}

TEST_F(StaticFiles, WhatIsNotThereIs404) {
  for (const char* name :
       {"no", "sub/no", "a.txt/", "a.txt/x", "no/../a.txt", "a.txt%00", "a.txt%00.html"}) {
    EXPECT_EQ(status(get(name)), 404) << name;
  }
  EXPECT_EQ(status(get(std::string(5000, 'x'))), 404);
}

TEST_F(StaticFiles, WhatLiesOutsideIs403WhetherItIsThereOrNot) {
  const std::string name = std::filesystem::path(outside()).filename();
  for (const std::string& path :
       {"../" + name, "..%2f" + name, "%2e%2e/" + name, "sub/../../" + name, "sub/..%2F../" + name,
        "./../" + name, std::string("../no"), std::string(".."), std::string("../"),
        std::string("../../../../../../../../etc/passwd")}) {
    const std::string answered = get(path);
    EXPECT_EQ(status(answered), 403) << path;
    EXPECT_THAT(answered, Not(HasSubstr("secret"))) << path;
  }
}

TEST_F(StaticFiles, AnAbsolutePathIsOneInTheFolder) {
  EXPECT_EQ(status(get("/etc/passwd")), 404);
  EXPECT_EQ(body_of(get("/a.txt")), "0123456789");
}

TEST_F(StaticFiles, ALinkMayNotLeadOut) {
  std::filesystem::create_symlink(outside(), root() + "/out");
  std::filesystem::create_symlink("/", root() + "/all");
  std::filesystem::create_symlink("a.txt", root() + "/in.html");
  std::filesystem::create_symlink("loop", root() + "/loop");
  EXPECT_EQ(status(get("out")), 403);
  EXPECT_EQ(status(get("all/etc/passwd")), 403);
  EXPECT_EQ(status(get("loop")), 403);
  const std::string answered = get("in.html");
  EXPECT_EQ(body_of(answered), "0123456789");
  EXPECT_EQ(header(answered, "Content-Type"), "text/html") << "by the name that was asked for";
}

TEST_F(StaticFiles, AFolderIsItsDefaultFile) {
  const std::string answered = get("sub/");
  EXPECT_EQ(body_of(answered), "<p>index</p>");
  EXPECT_EQ(header(answered, "Content-Type"), "text/html");
  EXPECT_EQ(status(get("")), 404) << "the folder itself has no index.html";
}

TEST_F(StaticFiles, AFolderWithoutItsSlashIsRedirected) {
  const std::string answered = get("sub?x=1");
  EXPECT_EQ(status(answered), 301);
  EXPECT_EQ(header(answered, "Location"), "/static/sub/");
}

TEST_F(StaticFiles, ARedirectDoesNotLeadToAnotherHost) {
  std::filesystem::create_directories(root() + "/host");
  EXPECT_EQ(status(ask("GET /host")), 301);
  const std::string answered = ask("GET //host");
  EXPECT_EQ(status(answered), 403);
  EXPECT_EQ(header(answered, "Location"), "");
}

TEST_F(StaticFiles, WithoutADefaultFileAFolderIs403) {
  serve_folder("");
  EXPECT_EQ(status(get("sub/")), 403);
  EXPECT_EQ(status(get("sub")), 403);
}

TEST_F(StaticFiles, WhatIsNoFileIs403) {
  ASSERT_EQ(::mkfifo((root() + "/fifo").c_str(), 0600), 0);
  EXPECT_EQ(status(get("fifo")), 403);
}

TEST_F(StaticFiles, AFolderThatIsNotThereIsTheProgramsFault) {
  std::filesystem::remove_all(root());
  EXPECT_EQ(status(get("a.txt")), 500);
}

TEST_F(StaticFiles, OtherMethodsAre405) {
  EXPECT_EQ(status(ask("POST /static/a.txt", "", "x")), 405);
  EXPECT_EQ(status(ask("DELETE /static/a.txt")), 405);
}

TEST_F(StaticFiles, AClientThatHasTheFileIsNotSentItAgain) {
  const std::string etag = header(get("a.txt"), "Etag");
  for (const std::string& fields :
       {"If-None-Match: " + etag, "If-None-Match: \"x\", W/" + etag,
        std::string("If-None-Match: *"), std::string("If-Modified-Since: ") + kModified,
        std::string("If-Modified-Since: Mon, 07 Nov 1994 08:49:37 GMT"),
        "If-None-Match: " + etag + "\r\nIf-Modified-Since: Sat, 05 Nov 1994 08:49:37 GMT"}) {
    const std::string answered = get("a.txt", fields + "\r\n");
    EXPECT_EQ(status(answered), 304) << fields;
    EXPECT_EQ(body_of(answered), "") << fields;
    EXPECT_EQ(header(answered, "Etag"), etag) << fields;
    EXPECT_EQ(header(answered, "Content-Type"), "") << fields;
  }
}

TEST_F(StaticFiles, AClientThatHasAnotherVersionIsSentThisOne) {
  for (const std::string& fields :
       {std::string("If-None-Match: \"x\""), std::string("If-None-Match: "),
        std::string("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT"),
        std::string("If-Modified-Since: yesterday"),
        std::string("If-None-Match: \"x\"\r\nIf-Modified-Since: ") + kModified}) {
    EXPECT_EQ(status(get("a.txt", fields + "\r\n")), 200) << fields;
  }
}

TEST_F(StaticFiles, AnotherContentIsAnotherVersion) {
  const std::string etag = header(get("a.txt"), "Etag");
  put("a.txt", "0123456789a");
  EXPECT_NE(header(get("a.txt"), "Etag"), etag);
  put("a.txt", "0123456789");
  EXPECT_EQ(header(get("a.txt"), "Etag"), etag);
  std::ofstream(root() + "/a.txt") << "9876543210";
  EXPECT_NE(header(get("a.txt"), "Etag"), etag);
}

TEST_F(StaticFiles, AUrlThatNamesAVersionMayBeKeptForYears) {
  const std::string answered = get("a.txt?v=1");
  EXPECT_EQ(header(answered, "Cache-Control"), "max-age=315360000");
  const std::string expires = header(answered, "Expires");
  EXPECT_GT(web::parse_http_date(expires).value(), web::utc_now() + std::chrono::hours(24 * 365));
}

}  // namespace
}  // namespace eyewall::test
