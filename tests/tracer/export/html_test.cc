#include "export/html.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "explain/why.h"
#include "export/html_json.h"
#include "tracer/explain/given.h"
#include "tracer/explain/spoken.h"
#include "tracer/export/page_given.h"

namespace eyewall::exports {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kDataBegins = R"(<script type="application/json" id="trace">)";

std::string data_in(const std::string& page) {
  const std::size_t begin = page.find(kDataBegins) + kDataBegins.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

std::string unpacked(const std::string& packed) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : packed) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if ((count += 6) >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255);
  }
  std::string text(16 << 20, '\0');
  uLongf size = text.size();
  EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(text.data()), &size,
                       reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()),
            Z_OK);
  text.resize(size);
  return text;
}

TEST(ScriptText, CanNeitherEndAScriptNorBeTakenForAnythingElse) {
  EXPECT_EQ(script_text("a</script><!--b"), R"("a\u003c/script>\u003c!--b")");
  EXPECT_EQ(script_text("\u2028\u2029é"), R"("\u2028\u2029\u00e9")");
  EXPECT_EQ(script_text("\"\\\n\x01"), R"("\"\\\n\u0001")");
  EXPECT_EQ(script_text("\xff"), R"("\ufffd")");
}

TEST(Packed, IsTheTextDeflatedInBase64) {
  for (const std::size_t size : {0U, 1U, 2U, 3U, 1000U, 1'000'000U}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i * i % 23);
    const std::string as = packed(text);
    EXPECT_EQ(json::parse(as).get<std::string>().size() % 4, 0U);
    EXPECT_EQ(unpacked(as), text);
  }
}

TEST(HtmlPage, HasTheTraceAsDataAndNothingFromElsewhere) {
  const std::string page = page_of(golden_lesson());
  EXPECT_EQ(json::parse(data_in(page)), data_of(golden_lesson()));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  const std::string frame =
      std::string(exports::page().before) + std::string(exports::page().after);
  for (const char* outside : {"http://", "https://", "src=", "@import", "url(", "unsafe-inline"}) {
    EXPECT_THAT(frame, Not(HasSubstr(outside)));
  }
  EXPECT_THAT(frame, Not(HasSubstr("{{")));
  EXPECT_THAT(frame, Not(HasSubstr("innerHTML")));
}

TEST(HtmlPage, IsUnderAMegabyteAboveTheTrace) {
  EXPECT_LT(page_of(golden_lesson()).size(), 400'000U);
  explain::Given given;
  std::size_t size = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = "number " + std::to_string(i);
    given.event("note", R"("text":")" + text + '"');
    size += 60;
  }
  const std::string page = page_of(given.trace());
  EXPECT_LT(page.size(), size + 1'000'000U);
  EXPECT_THAT(data_in(page), testing::StartsWith("\"")) << "it is long, so it is packed";
  EXPECT_EQ(json::parse(unpacked(data_in(page))), data_of(given.trace()));
}

TEST(HtmlPage, LetsNoTextOfAHostileTraceOutOfItsData) {
  explain::Given given;
  given.event("note", R"("text":"</script><script>alert(1)</script>")");
  const std::string bad = R"("text":"</script><img src=x onerror=alert(1)><!--")";
  given.event("note", bad);
  given.event("evil.</script>", bad);
  given.event("print", R"("text":"x","at":"</script>.cc:1")");
  const std::string data = data_in(page_of(given.trace()));
  EXPECT_EQ(data.find('<'), std::string::npos);
  EXPECT_EQ(json::parse(data), data_of(given.trace()));
}

TEST(HtmlPage, OfATraceWithoutEventsIsThere) {
  const auto trace = read::Trace::parse("{\"eyewall\":1,\"program\":\"p\"}\n");
  EXPECT_EQ(data_of(trace)["kind"].size(), 0U);
  EXPECT_THAT(page_of(trace), HasSubstr("</html>"));
}

TEST(HtmlPage, TellsEachEventOnce) {
  const read::Trace trace = golden_lesson();
  const json data = data_of(trace);
  std::int64_t time = 0;
  for (const read::Event& event : trace.events()) {
    const std::size_t i = event.seq - 1;
    time += data["t"][i].get<std::int64_t>();
    ASSERT_EQ(time, event.t);
    ASSERT_EQ(data["kinds"][data["kind"][i].get<std::size_t>()][0], event.kind_name);
    ASSERT_EQ(data["texts"][data["text"][i].get<std::size_t>()], explain::sentence(event));
    ASSERT_EQ(data["back"][i], event.cause == 0 ? 0 : event.seq - event.cause);
    ASSERT_EQ(data["up"][i], event.in == 0 ? 0 : event.seq - event.in);
    const std::int64_t file = data["file"][i];
    ASSERT_EQ(file < 0 ? "" : data["files"][static_cast<std::size_t>(file)].get<std::string>(),
              event.file);
  }
}

// What the page's why.js does.
std::vector<std::string> chain_in(const json& data, trace::Seq seq) {
  std::vector<std::string> texts;
  const trace::Seq first = data["first"];
  const auto ends = data["whyEnds"].get<std::vector<trace::Seq>>();
  for (trace::Seq at = seq; at == seq || std::count(ends.begin(), ends.end(), at) == 0;) {
    const json& before = data["whyBefore"];
    const json link = at < first ? before[std::to_string(at)]
                                 : json{at - data["whyBack"][at - first].get<trace::Seq>(),
                                        data["whyText"][at - first]};
    if (link[0] == at) break;
    texts.push_back(data["texts"][link[1].get<std::size_t>()]);
    at = link[0];
  }
  return texts;
}

TEST(HtmlPage, SaysWhyAsWhyDoesAtEveryStep) {
  const read::Trace trace = golden_lesson();
  for (const trace::Seq first : {1U, 120U}) {
    Options options;
    options.first = first;
    const json data = data_of(trace, options);
    for (trace::Seq seq = first; seq <= trace.events().size(); ++seq) {
      std::vector<std::string> wanted;
      for (const explain::Link& link : explain::why(trace, seq)) wanted.push_back(link.text);
      wanted.erase(wanted.begin());
      ASSERT_EQ(chain_in(data, seq), wanted) << "step " << seq << " of a page from " << first;
    }
  }
}

TEST(HtmlSpan, IsWhatIsAskedForInsideTheTrace) {
  const read::Trace trace = golden_lesson();
  Options options;
  EXPECT_EQ(span_of(trace, options).last, trace.events().size());
  options.first = 10;
  options.last = 20;
  EXPECT_EQ(span_of(trace, options).first, 10U);
  EXPECT_EQ(data_of(trace, options)["kind"].size(), 11U);
  options.last = 1'000'000;
  EXPECT_EQ(span_of(trace, options).last, trace.events().size());
  for (const auto& [first, last] : {std::pair{0, 5}, {30, 20}, {1000, 2000}}) {
    options.first = first;
    options.last = last;
    EXPECT_THROW(span_of(trace, options), std::invalid_argument) << first << " to " << last;
  }
}

TEST(HtmlSpan, RefusesMoreThanABrowserOpensAndSaysHowToChoose) {
  std::string text = "{\"eyewall\":1}\n";
  for (std::size_t i = 1; i <= kPageEvents + 1; ++i) {
    const std::string n = std::to_string(i);
    text += "{\"seq\":" + n + ",\"t\":" + n + ",\"kind\":\"note\"}\n";
  }
  const auto trace = read::Trace::parse(text);
  try {
    span_of(trace, {});
    FAIL() << "it takes them all";
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr("--from"));
  }
  Options options;
  options.first = 2;
  EXPECT_EQ(span_of(trace, options).last, kPageEvents + 1);
}

TEST(HtmlSources, AreTheFilesThatEventsNameWhole) {
  Options options;
  options.roots = {EYEWALL_SOURCE_DIR};
  const json data = data_of(golden_lesson(), options);
  ASSERT_EQ(data["sources"].size(), data["files"].size());
  std::ifstream in(EYEWALL_SOURCE_DIR "/" + data["files"][0].get<std::string>());
  EXPECT_EQ(data["sources"][0], std::string(std::istreambuf_iterator<char>(in), {}));
}

TEST(HtmlSources, AreNoFilesOutsideOfTheRoots) {
  explain::Given given;
  given.event("note", R"("text":"x","at":"../README.cc:1")");
  given.event("note", R"("text":"x","at":"/etc/passwd:1")");
  given.event("note", R"("text":"x","at":"none.cc:1")");
  Options options;
  options.roots = {EYEWALL_SOURCE_DIR "/core"};
  EXPECT_EQ(data_of(given.trace(), options)["sources"], (json{0, 0, 0}));
}

TEST(WriteHtml, SaysWhichLanguageItsSentencesAreIn) {
  const auto page_of = [](explain::Language language) {
    const explain::Spoken spoken(language);
    std::ostringstream out;
    export_to(*format_named("html"), explain::lesson(), {}, out);
    return out.str();
  };
  EXPECT_THAT(page_of(explain::Language::en), HasSubstr("<html lang=\"en\">"));
  const std::string chinese = page_of(explain::Language::zh);
  EXPECT_THAT(chinese, HasSubstr("<html lang=\"zh-Hans\">"));
  const json data = json::parse(data_in(chinese));
  EXPECT_THAT(data["texts"], testing::Contains("事件循环运行 on_headers。"));
  EXPECT_THAT(data["texts"], testing::Contains("在对 handle_read 的调用中。"));
}

}  // namespace
}  // namespace eyewall::exports
