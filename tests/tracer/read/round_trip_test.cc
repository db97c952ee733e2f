// What the encoder writes is what the reader reads.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "read/trace.h"
#include "trace/emit.h"

namespace eyewall::read {
namespace {

namespace f = trace::f;
using trace::Kind;

// A sink in memory.
class Memory : public trace::Sink {
 public:
  Memory() {
    room_.resize(std::size_t{1} << 16);
    cursor = room_.data();
    limit = cursor + room_.size();
    start_ns = trace::now_ns();
    trace::install(*this);
  }
  ~Memory() override { trace::remove(); }
  bool grow(std::size_t) override { return false; }

  Trace read() const {
    const auto used = static_cast<std::size_t>(cursor - room_.data());
    return Trace::parse("{\"eyewall\":1}\n" + std::string(room_.data(), used));
  }

 private:
  std::vector<char> room_;
};

std::string every_byte() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  return bytes;
}

TEST(RoundTrip, KeepsEveryByteOfAPayload) {
  Memory sink;
  trace::emit<Kind::stream_read>({}, 0, f::stream(1), f::bytes(256), f::data(every_byte()));
  EXPECT_EQ(sink.read().events()[0].text(Field::data), every_byte());
}

TEST(RoundTrip, CutsAPayloadAtItsLimit) {
  Memory sink;
  sink.payload_limit = 10;
  trace::emit<Kind::stream_read>({}, 0, f::bytes(256), f::data(every_byte()));
  const Trace trace = sink.read();
  EXPECT_EQ(trace.events()[0].text(Field::data), every_byte().substr(0, 10));
  EXPECT_EQ(trace.events()[0].integer(Field::bytes), 256);
}

TEST(RoundTrip, KeepsTextThatIsUtf8AndShowsTheBytesOfWhatIsNot) {
  Memory sink;
  trace::emit<Kind::print>({}, 0, f::text("\"\\\n\x01 \xe2\x82\xac \xf0\x9f\x98\x80"));
  trace::emit<Kind::print>({}, 0, f::text("\xff\xc3"));
  const Trace trace = sink.read();
  EXPECT_EQ(trace.events()[0].text(Field::text), "\"\\\n\x01 \xe2\x82\xac \xf0\x9f\x98\x80");
  EXPECT_EQ(trace.events()[1].text(Field::text), "\xc3\xbf\xc3\x83");
}

TEST(RoundTrip, KeepsNumbersMasksFlagsCausesAndScopes) {
  Memory sink;
  const Seq cause = trace::emit<Kind::fd_add>({}, 0, f::fd(-1), f::events(0x1d));
  const Seq begin = trace::emit<Kind::handler_begin>({}, cause, f::fd(2147483647), f::events(0));
  const trace::Scope scope(begin);
  trace::emit<Kind::future_then>({}, 0, f::future(~std::uint64_t{0} >> 1), f::done(false));
  const Trace trace = sink.read();
  EXPECT_EQ(trace.events()[0].integer(Field::fd), -1);
  EXPECT_EQ(trace.events()[0].mask(Field::events), 0x1dU);
  EXPECT_EQ(trace.events()[1].cause, 1U);
  EXPECT_EQ(trace.events()[1].integer(Field::fd), 2147483647);
  EXPECT_TRUE(trace.events()[1].has(Field::events));
  EXPECT_EQ(trace.events()[2].in, 2U);
  EXPECT_TRUE(trace.events()[2].has(Field::done));
}

TEST(RoundTrip, KeepsTheLineThatActed) {
  Memory sink;
  const trace::Site here = trace::Site::current();
  trace::emit<Kind::note>(here, 0, f::text("x"));
  const Trace trace = sink.read();
  EXPECT_EQ(trace.events()[0].file, here.file_name());
  EXPECT_EQ(trace.events()[0].line, here.line);
}

TEST(RoundTrip, KeepsRandomTextWhateverItIs) {
  std::mt19937 random(3);
  for (int round = 0; round < 2'000; ++round) {
    Memory sink;
    std::string bytes(random() % 64, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    trace::emit<Kind::stream_write>({}, 0, f::data(bytes));
    trace::emit<Kind::print>({}, 0, f::text(bytes));
    const Trace trace = sink.read();
    ASSERT_EQ(trace.events().size(), 2U);
    EXPECT_EQ(trace.events()[0].text(Field::data), bytes);
  }
}

}  // namespace
}  // namespace eyewall::read
