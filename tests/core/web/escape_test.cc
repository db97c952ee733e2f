#include "web/escape.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace eyewall::web {
namespace {

TEST(Escape, NoMarkupIsLeft) {
  EXPECT_EQ(xhtml_escape("<a href=\"x\" id='y'>Q&A</a>"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;Q&amp;A&lt;/a&gt;");
  EXPECT_EQ(xhtml_escape("&amp;"), "&amp;amp;");
  EXPECT_EQ(xhtml_escape(""), "");
  EXPECT_EQ(xhtml_escape("h\xc3\xa9 \xff"), "h\xc3\xa9 \xff");
}

TEST(Escape, AQueryStringIsPercentEncoded) {
  EXPECT_EQ(url_escape("a b&c=d/e+f%"), "a+b%26c%3Dd%2Fe%2Bf%25");
  EXPECT_EQ(url_escape("A-z_0.9~"), "A-z_0.9~");
  EXPECT_EQ(url_escape("\xc3\xa9\r\n"), "%C3%A9%0D%0A");
  EXPECT_EQ(url_escape(std::string("\0", 1)), "%00");
}

TEST(Escape, APathKeepsItsSlashesAndHasNoPlus) {
  EXPECT_EQ(url_escape("/a b/c+d", false), "/a%20b/c%2Bd");
}

TEST(Escape, PercentEncodingIsUndone) {
  EXPECT_EQ(url_unescape("a+b%26c%3dd%2Fe"), "a b&c=d/e");
  EXPECT_EQ(url_unescape("a+b%20c", false), "a+b c");
  EXPECT_EQ(url_unescape("%00"), std::string("\0", 1));
  EXPECT_EQ(url_unescape("%2541"), "%41");  // once, not twice
}

TEST(Escape, BadPercentEncodingStays) {
  for (const char* text : {"%", "%4", "%g1", "%1g", "100%", "%%", "%-1", "% 1", "%u0041"}) {
    EXPECT_EQ(url_unescape(text, false), text);
  }
  EXPECT_EQ(url_unescape("%%41"), "%A");
  EXPECT_EQ(url_unescape("%4%41"), "%4A");
}

TEST(Escape, EveryByteComesBack) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const bool plus : {true, false}) {
    EXPECT_EQ(url_unescape(url_escape(all, plus), plus), all);
  }
}

TEST(Escape, JsonCannotEndAScriptElement) {
  EXPECT_EQ(json_encode({{"a", "</script></b>"}}), R"({"a":"<\/script><\/b>"})");
  EXPECT_EQ(json_encode("<</"), R"("<<\/")");
  EXPECT_EQ(nlohmann::json::parse(json_encode("a</b</")), "a</b</");
}

TEST(Escape, JsonIsAscii) {
  EXPECT_EQ(json_encode("\xc3\xa9\xe2\x80\xa8"), R"("\u00e9\u2028")");
  EXPECT_EQ(json_encode(nullptr), "null");
  EXPECT_THROW(json_encode("\xff"), nlohmann::json::type_error);
}

}  // namespace
}  // namespace eyewall::web
