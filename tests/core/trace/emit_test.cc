// Events: what is written, when nothing is, and the numbers they get.
#include "trace/emit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "core/trace/recording.h"
#include "trace/call.h"
#include "trace/print.h"

namespace eyewall::trace {
namespace {

using test::Json;
using test::Recording;
using testing::ElementsAre;

class Emit : public testing::Test {
 protected:
  void SetUp() override { SKIP_WHEN_RECORDED(); }
};

TEST_F(Emit, WithoutASinkNothingIsWrittenOrNumbered) {
  EXPECT_FALSE(on());
  EXPECT_EQ(emit<Kind::note>(Site::current(), 0, f::text("nobody hears")), 0u);
  EXPECT_EQ(new_id(Object::future), 0u);
  name_descriptor(3, "conn");
  EXPECT_EQ(descriptor_name(3), "");
}

TEST_F(Emit, AnEventSaysWhatHappenedWhereAndWhy) {
  const Recording recording;
  const Seq first = emit<Kind::note>({}, 0, f::text("because"));
  const Seq second =
      emit<Kind::poll_event>(Site::current(), first, f::fd(7), f::who(7), f::events(0x11));
  EXPECT_EQ(second, first + 1);
  const Json event = recording.events()[1];
  EXPECT_EQ(event["seq"], 2);
  EXPECT_EQ(event["kind"], "poll.event");
  EXPECT_EQ(event["fd"], 7);
  EXPECT_EQ(event["events"], Json({"READ", "HUP"}));
  EXPECT_EQ(event["cause"], 1);
  EXPECT_GE(event["t"].get<std::int64_t>(), 0);
  EXPECT_THAT(event["at"].get<std::string>(), testing::EndsWith("emit_test.cc:39"));
  EXPECT_FALSE(event.contains("who")) << "descriptor 7 has no name";
}

TEST_F(Emit, AbsentPartsAreLeftOut) {
  const Recording recording;
  emit<Kind::callback_begin>({}, 0, f::cb(0), f::timer(3), f::name(""));
  const Json event = recording.events()[0];
  EXPECT_EQ(event.size(), 4u) << event;  // seq, t, kind, timer
  EXPECT_EQ(event["timer"], 3);
}

TEST_F(Emit, IntegersKeepTheirSignAndTheirLimits) {
  using I = std::numeric_limits<std::int64_t>;
  const Recording recording;
  for (const std::int64_t value : {I::min(), std::int64_t{-1}, std::int64_t{0}, I::max()})
    emit<Kind::poll_begin>({}, 0, f::timeout_ns(value));
  EXPECT_THAT(recording.values<std::int64_t>("poll.begin", "timeout_ns"),
              ElementsAre(I::min(), -1, 0, I::max()));
}

TEST_F(Emit, AnythingInAStringGivesOneLineOfValidJson) {
  const Recording recording;
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  emit<Kind::note>({}, 0, f::text(all));
  emit<Kind::stream_read>({}, 0, f::stream(1), f::bytes(256), f::data(all));
  EXPECT_EQ(recording.events().size(), 2u);
}

TEST_F(Emit, PayloadIsCutAtTheLimitOfTheSinkAndTextIsNot) {
  Recording recording;
  const std::string data(1000, 'x');
  const auto data_size = [&] {
    return recording.events("stream.read").back()["data"].get<std::string>().size();
  };
  emit<Kind::stream_read>({}, 0, f::data(data));
  EXPECT_EQ(data_size(), 256u);
  recording.payload_limit = 0;
  emit<Kind::stream_read>({}, 0, f::data(data));
  EXPECT_EQ(data_size(), 0u);
  recording.payload_limit = std::string::npos;
  emit<Kind::stream_read>({}, 0, f::data(data));
  EXPECT_EQ(data_size(), 1000u);
  recording.payload_limit = 10;
  emit<Kind::note>({}, 0, f::text(data));
  EXPECT_EQ(recording.events("note")[0]["text"], data);
}

TEST_F(Emit, IdsCountEachSortByOrderOfAppearanceAndBeginAgainWithANewTrace) {
  {
    const Recording recording;
    EXPECT_EQ(new_id(Object::future), 1u);
    EXPECT_EQ(new_id(Object::future), 2u);
    EXPECT_EQ(new_id(Object::timer), 1u);
  }
  const Recording recording;
  EXPECT_EQ(new_id(Object::future), 1u);
}

TEST_F(Emit, APauseLeavesNoTraceAndNoGapInTheNumbers) {
  const Recording recording;
  emit<Kind::note>({}, 0, f::text("before"));
  EXPECT_EQ(new_id(Object::callback), 1u);
  {
    const Pause pause;
    { const Pause nested; }
    EXPECT_EQ(emit<Kind::note>({}, 0, f::text("paused")), 0u);
    EXPECT_EQ(new_id(Object::callback), 0u);
  }
  EXPECT_EQ(emit<Kind::note>({}, 0, f::text("after")), 2u);
  EXPECT_EQ(new_id(Object::callback), 2u);
  EXPECT_THAT(recording.values<std::string>("note", "text"), ElementsAre("before", "after"));
}

TEST_F(Emit, DescriptorsAreNamedByOrderOfAppearanceUntilTheyAreClosed) {
  const Recording recording;
  name_descriptor(5, "conn");
  name_descriptor(9, "conn");
  name_descriptor(7, "listen");
  name_descriptor(-1, "conn");
  emit<Kind::fd_remove>({}, 0, f::fd(9), f::who(9));
  emit<Kind::fd_remove>({}, 0, f::fd(7), f::who(7));
  forget_descriptor(9);
  emit<Kind::fd_remove>({}, 0, f::fd(9), f::who(9));
  name_descriptor(9, "conn");
  emit<Kind::fd_remove>({}, 0, f::fd(9), f::who(9));
  EXPECT_THAT(recording.values<std::string>("fd.remove", "who"),
              ElementsAre("conn2", "listen1", "", "conn3"));
}

TEST_F(Emit, ADescriptorsNameOfAnyBytesDoesNotOverrunTheBuffer) {
  for (std::size_t room = 256; room < 320; ++room) {
    Recording recording(room);
    name_descriptor(5, std::string(40, '\x01'));
    emit<Kind::fd_remove>({}, 0, f::fd(5), f::who(5));
    EXPECT_EQ(recording.values<std::string>("fd.remove", "who")[0], std::string(20, '\x01'));
  }
}

TEST_F(Emit, ASinkWithoutRoomIsAskedForItAndNothingIsLost) {
  Recording recording(300);
  for (int i = 0; i < 100; ++i) emit<Kind::note>(Site::current(), 0, f::text(std::to_string(i)));
  emit<Kind::note>({}, 0, f::text(std::string(5000, '\n')));
  EXPECT_GT(recording.grown, 10);
  const auto events = recording.events();
  ASSERT_EQ(events.size(), 101u);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i]["seq"], i + 1);
}

TEST_F(Emit, ASinkThatRefusesRoomEndsTheTraceAndTheProgramGoesOn) {
  Recording recording(300);
  emit<Kind::note>({}, 0, f::text("kept"));
  recording.full = true;
  EXPECT_EQ(emit<Kind::note>({}, 0, f::text(std::string(5000, 'x'))), 0u);
  EXPECT_FALSE(on());
  EXPECT_EQ(emit<Kind::note>({}, 0, f::text("too late")), 0u);
  EXPECT_EQ(recording.text().find("too late"), std::string::npos);
}

TEST_F(Emit, AScopeEnclosesWhatHappensInIt) {
  const Recording recording;
  {
    const Scope outer(emit<Kind::callback_begin>({}, 0, f::cb(1)));
    {
      const Scope inner(emit<Kind::handler_begin>({}, 0, f::fd(3)));
      emit<Kind::note>({}, 0, f::text("inner"));
      emit<Kind::handler_end>({}, 0, f::fd(3));
    }
    emit<Kind::note>({}, 0, f::text("outer"));
    const Scope none(0);
    emit<Kind::note>({}, 0, f::text("outer still"));
  }
  emit<Kind::note>({}, 0, f::text("outside"));
  std::vector<int> in;
  for (const Json& event : recording.events()) in.push_back(event.value("in", 0));
  EXPECT_THAT(in, ElementsAre(0, 1, 2, 2, 1, 1, 0));
}

TEST_F(Emit, ACallIsAScopeWithAnEndHoweverItIsLeft) {
  const Recording recording;
  try {
    const Call call("fetch", Site::current());
    throw 1;
  } catch (int) {
  }
  const auto events = recording.events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0]["kind"], "call.begin");
  EXPECT_EQ(events[1]["kind"], "call.end");
  EXPECT_EQ(events[1]["in"], 1);
}

TEST_F(Emit, PrintGoesToStandardOutputAndToTheTrace) {
  const Recording recording;
  testing::internal::CaptureStdout();
  print("a line");
  print(std::string_view("with\0nul", 8));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), std::string("a line\nwith\0nul\n", 16));
  EXPECT_THAT(recording.values<std::string>("print", "text"),
              ElementsAre("a line", std::string("with\0nul", 8)));
}

}  // namespace
}  // namespace eyewall::trace
