// Answers begun with write_headers: how their bodies are framed, and what must not be sent.
#include "core/http/server_fixture.h"
#include "core/trace/recording.h"

namespace eyewall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kClosing[] = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

class Answer : public HttpServerTest {
 protected:
  void answers(int code, http::Headers headers, std::vector<std::string> pieces) {
    answer = [code, headers, pieces](const Request& request) {
      request->write_headers(code, headers, pieces.at(0));
      for (std::size_t i = 1; i < pieces.size(); ++i) request->write(pieces[i]);
      request->finish();
    };
  }
  static std::string for_method(const std::string& method) {
    return method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }
};

TEST_F(Answer, WithALengthIsSentAsItIs) {
  answers(200, {{"Content-Length", "5"}, {"X", "y"}}, {"he", "llo"});
  EXPECT_EQ(last_answer(kClosing),
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\nConnection: close\r\n\r\nhello");
}

TEST_F(Answer, WithoutALengthComesInChunks) {
  answers(200, {}, {"he", "", "llo, this is a longer one"});
  EXPECT_THAT(last_answer(kClosing),
              AllOf(HasSubstr("Transfer-Encoding: chunked\r\n"),
                    EndsWith("\r\n\r\n2\r\nhe\r\n19\r\nllo, this is a longer one\r\n0\r\n\r\n")));
}

TEST_F(Answer, WithoutALengthEndsWithTheConnectionInOneDotZero) {
  answers(200, {}, {"he", "llo"});
  EXPECT_THAT(last_answer("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
              AllOf(Not(HasSubstr("chunked")), HasSubstr("Connection: close\r\n"),
                    EndsWith("\r\n\r\nhello")));
}

TEST_F(Answer, SaysThatAnOldConnectionIsKept) {
  answers(200, {{"Content-Length", "2"}}, {"ok"});
  const sys::Fd client = dial();
  send(client, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(read_until(client, "\r\n\r\nok"), HasSubstr("Connection: keep-alive\r\n"));
}

TEST_F(Answer, HasNoBodyWhereThereMustBeNone) {
  answers(200, {{"Content-Length", "5"}}, {"hello"});
  EXPECT_THAT(last_answer(for_method("HEAD")),
              AllOf(HasSubstr("Content-Length: 5\r\n"), EndsWith("\r\n\r\n")));
  answers(200, {}, {"hello", "more"});
  EXPECT_THAT(last_answer(for_method("HEAD")), EndsWith("\r\n\r\n"));
  answers(304, {{"Etag", "\"1\""}}, {"hello"});
  EXPECT_THAT(last_answer(kClosing), EndsWith("\r\n\r\n"));
  answers(204, {}, {"hello"});
  EXPECT_THAT(last_answer(kClosing), AllOf(Not(HasSubstr("chunked")),
                                           Not(HasSubstr("Content-Length")), EndsWith("\r\n\r\n")));
}

TEST_F(Answer, MayBePrecededByInformation) {
  answer = [](const Request& request) {
    request->write_headers(103, {{"Link", "</a.css>"}});
    request->write_headers(200, {{"Content-Length", "2"}}, "ok");
    request->finish();
  };
  EXPECT_THAT(
      last_answer(kClosing),
      AllOf(HasSubstr("103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK"), EndsWith("ok")));
}

TEST_F(Answer, ThatSaysCloseCloses) {
  answers(200, {{"Content-Length", "2"}, {"Connection", "close"}}, {"ok"});
  EXPECT_THAT(last_answer(kGet), EndsWith("ok"));
}

TEST_F(Answer, ThatWouldBreakOutOfItsLineIsRefused) {
  for (const http::Headers& bad : {http::Headers{{"X", "a\r\nSet-Cookie: b"}},
                                   {{"X\r\nY", "a"}},
                                   {{"X", "a\nb"}},
                                   {{"Content-Length", "12x"}}}) {
    answers(200, bad, {""});
    EXPECT_EQ(last_answer(kGet), "");
  }
  answers(99, {}, {""});
  EXPECT_EQ(last_answer(kGet), "");
  answer = [](const Request& request) {
    request->write_headers(200, {{"Content-Length", "0"}});
    request->write_headers(200, {{"Content-Length", "0"}});
  };
  EXPECT_THAT(last_answer(kGet), EndsWith("\r\n\r\n")) << "one answer a request";
}

TEST_F(Answer, MustBeAsLongAsItSays) {
  answers(200, {{"Content-Length", "3"}}, {"ab", "cd"});
  EXPECT_THAT(last_answer(kGet), EndsWith("\r\n\r\nab"));
  EXPECT_TRUE(log.has("more data than Content-Length"));
  answers(200, {{"Content-Length", "5"}}, {"ab", "cd"});
  EXPECT_THAT(last_answer(kGet), EndsWith("\r\n\r\nabcd")) << "closed: the next would be misread";
  EXPECT_TRUE(log.has("1 bytes less than Content-Length"));
}

TEST_F(Answer, IsInTheTraceFromRequestToFinish) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  answers(404, {{"Content-Length", "2"}}, {"no"});
  last_answer("POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
  std::vector<std::string> kinds;
  for (const Json& event : recording.events()) {
    const std::string kind = event["kind"];
    if (kind.starts_with("http.")) kinds.push_back(kind);
  }
  EXPECT_THAT(kinds, ElementsAre("http.receive", "http.body", "http.answer", "http.finish"));
  EXPECT_THAT(recording.values<int>("http.answer", "status"), ElementsAre(404));
  EXPECT_THAT(recording.values<int>("http.body", "bytes"), ElementsAre(3));
  for (const char* kind : {"http.answer", "http.finish", "stream.write"}) {
    EXPECT_THAT(recording.values<std::string>(kind, "at").at(0), HasSubstr("server_answer_test.cc"))
        << "the line of the program that acted";
  }
  EXPECT_THAT(recording.values<std::string>("http.receive", "url"), ElementsAre("/a"));
}

TEST_F(Answer, ThatIsWrittenAsBytesIsInTheTraceToo) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  last_answer(kClosing);
  EXPECT_THAT(recording.values<int>("http.answer", "status"), ElementsAre(200));
}

}  // namespace
}  // namespace eyewall::test
