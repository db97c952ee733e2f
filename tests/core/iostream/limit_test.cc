// How much a stream reads at most: max_buffer_size, max_bytes, and what it asks the loop for.
#include "stream_fixture.h"

namespace eyewall::test {
namespace {

template <class Error>
bool closed_with(const BaseIOStream& stream) {
  if (!stream.error()) return false;
  try {
    std::rethrow_exception(stream.error());
  } catch (const Error&) {
    return true;
  } catch (...) {
    return false;
  }
}

using Limit = StreamTest;

TEST_F(Limit, AFullBufferClosesTheStreamWithBufferFullError) {
  open(1024);
  stream->set_close_callback(note("close"));
  stream->read_until("\n", [](const std::string&) { FAIL() << "there was no newline"; });
  settle();
  send(std::string(2000, 'x'));
  until([&] { return !order.empty(); });
  EXPECT_TRUE(closed_with<BufferFullError>(*stream));
  EXPECT_TRUE(log.has("Reached maximum read buffer size"));
}

TEST_F(Limit, AnInlineReadThatFillsTheBufferThrowsAndStillRunsTheCloseCallback) {
  open(1024);
  stream->set_close_callback(note("close"));
  send(std::string(2000, 'x'));
  EXPECT_THROW(stream->read_until("\n", [](const std::string&) {}), BufferFullError);
  until([&] { return !order.empty(); });
  EXPECT_THROW(stream->read_until("\n", [](const std::string&) {}), StreamClosedError);
}

TEST_F(Limit, AReadThatWaitsInVainGetsWhatThereIs) {
  open(1000);
  stream->set_hopeless([](std::string_view begun) { return begun.starts_with("no"); });
  std::string line;
  stream->read_until_regex("end", into(line));
  send("n");
  settle();
  EXPECT_EQ(line, "");
  send("ot so");
  until([&] { return !line.empty(); });
  EXPECT_EQ(line, "not so");
  stream->read_until_regex("end", into(line));
  send("no end");
  until([&] { return line == "no end"; });
}

TEST_F(Limit, AReadThatIsMetLeavesNoLimitBehind) {
  open(100000);
  stream->set_cut_at_limit(true);
  std::string line;
  stream->read_until("\n", into(line), 10);
  settle();
  send("one\n");
  until([&] { return line == "one\n"; });
  send(std::string(1000, 'x'));  // nobody reads; and nobody is given any of it
  until([&] { return stream->buffered() == 1000 || stream->closed(); });
  settle();
  EXPECT_FALSE(stream->closed());
  EXPECT_EQ(stream->buffered(), 1000U);
}

TEST_F(Limit, AReadThatFitsTheBufferIsMetWhateverStandsBehindIt) {
  open(1000);
  std::string line;
  send(std::string(300, 'a') + "\n" + std::string(5000, 'b'));
  stream->read_until("\n", into(line));
  until([&] { return !line.empty(); });
  EXPECT_EQ(line.size(), 301U);
}

TEST_F(Limit, AStreamingReadMayBeFarLargerThanTheBuffer) {
  open(4096);
  std::size_t bytes = 0;
  bool end = false;
  constexpr std::size_t kAll = std::size_t{3} << 20U;
  stream->read_bytes(
      kAll, [&](const std::string&) { end = true; },
      [&](const std::string& piece) {
        EXPECT_LE(piece.size(), 4096U);
        bytes += piece.size();
      });
  const std::string chunk(65536, 'x');
  std::size_t sent = 0;
  until([&] {
    while (sent < kAll) {
      const ssize_t n = ::send(peer.get(), chunk.data(), std::min(chunk.size(), kAll - sent), 0);
      if (n < 0) break;
      sent += static_cast<std::size_t>(n);
    }
    return end;
  });
  EXPECT_EQ(bytes, kAll);
}

TEST_F(Limit, NoDelimiterWithinMaxBytesClosesTheStream) {
  stream->set_close_callback(note("close"));
  stream->read_until(
      "\n", [](const std::string&) { FAIL(); }, 10);
  settle();
  send("0123456789x");
  until([&] { return !order.empty(); });
  EXPECT_TRUE(closed_with<UnsatisfiableReadError>(*stream));
}

TEST_F(Limit, HowThePacketsWereCutDoesNotDecideWhetherAMatchIsWithinMaxBytes) {
  for (const bool whole : {true, false}) {
    open();
    std::string line;
    stream->read_until_regex("\n", into(line), 4);
    settle();
    for (const char byte : std::string("012\n")) {
      if (!whole) send({&byte, 1});
      if (!whole) settle();
    }
    if (whole) send("012\n");
    until([&] { return !line.empty(); });

    open();
    stream->read_until_regex(
        "\n", [](const std::string&) { FAIL(); }, 4);
    settle();
    for (const char byte : std::string("0123\n")) {
      if (!whole) send({&byte, 1});
      if (!whole) settle();
    }
    if (whole) send("0123\n");
    until([&] { return stream->closed(); });
    EXPECT_TRUE(closed_with<UnsatisfiableReadError>(*stream));
  }
}

TEST_F(Limit, AStreamThatCutsAtItGivesSoManyBytesAndStaysOpen) {
  for (const bool whole : {true, false}) {
    open();
    stream->set_cut_at_limit(true);
    std::string cut;
    stream->read_until_regex("\r?\n\r?\n", into(cut), 4);
    settle();
    for (const char byte : std::string("01234\n\n")) {
      if (!whole) send({&byte, 1});
      if (!whole) settle();
    }
    if (whole) send("01234\n\n");
    until([&] { return !cut.empty(); });
    EXPECT_EQ(cut, "0123");
    std::string rest;
    stream->read_until("\n\n", into(rest), 8);
    until([&] { return !rest.empty(); });
    EXPECT_EQ(rest, "4\n\n");
  }
}

// Counts what the loop is asked to watch.
class CountingPoller final : public EpollPoller {
 public:
  explicit CountingPoller(int& adds) : adds_(adds) {}
  void add(int fd, std::uint32_t events, std::uint64_t token, Site at) override {
    ++adds_;
    EpollPoller::add(fd, events, token, at);
  }

 private:
  int& adds_;
};

TEST(InlineRead, BytesThatAreThereAreReadWithoutAskingTheLoop) {
  int adds = 0;
  IOLoop loop(std::make_unique<CountingPoller>(adds));
  adds = 0;  // the waker
  auto [ours, theirs] = socket_pair();
  const auto stream = IOStream::create(std::move(ours), loop);
  ASSERT_EQ(::send(theirs.get(), "a\nb\n", 4, 0), 4);
  std::string lines;
  stream->read_until("\n", [&](std::string a) {
    lines += a;
    EXPECT_EQ(adds, 0);
    stream->read_until("\n", [&](std::string b) {
      lines += b;
      EXPECT_EQ(adds, 0);
    });
  });
  for (int i = 0; i < 4; ++i) turn(loop);
  EXPECT_EQ(lines, "a\nb\n");
  EXPECT_EQ(adds, 1) << "at last it listens, so that a close is noticed";
  stream->close();
  turn(loop);
}

}  // namespace
}  // namespace eyewall::test
