// The table of kinds and fields: it must be complete, and say the same in every view of it.
#include "trace/kind.h"
#include "trace/sink.h"  // ahead of kind.h: neither may shadow a name of the other

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "trace/emit.h"
#include "trace/exception_text.h"

namespace eyewall::trace {
namespace {

TEST(Kinds, AreFoundByTheirNamesWhichAreUnique) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kinds().size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_TRUE(names.insert(info(kind).name).second) << info(kind).name;
    EXPECT_EQ(kind_named(info(kind).name), kind);
  }
  EXPECT_FALSE(kind_named("no.such.kind"));
  EXPECT_FALSE(kind_named(""));
}

TEST(Fields, AreFoundByTheirNamesWhichAreUnique) {
  for (std::size_t i = 0; i < fields().size(); ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(field_named(info(field).name), field);
    EXPECT_FALSE(info(field).what.empty());
  }
  EXPECT_FALSE(field_named("seq")) << "what every event has is no field of the table";
}

TEST(Kinds, ASentenceNamesOnlyFieldsThatItsKindMayCarry) {
  const std::regex placeholder("\\{([a-z_]+)\\}");
  for (const KindInfo& kind : kinds()) {
    const std::string sentence(kind.sentence);
    EXPECT_EQ(sentence.back() == '.' || sentence.back() == '}', true) << sentence;
    for (std::sregex_iterator it(sentence.begin(), sentence.end(), placeholder), end; it != end;
         ++it) {
      const auto field = field_named((*it)[1].str());
      ASSERT_TRUE(field) << kind.name << ": " << *it->begin();
      EXPECT_NE(std::find(kind.fields.begin(), kind.fields.end(), *field), kind.fields.end())
          << kind.name << " does not carry " << (*it)[1];
    }
  }
}

TEST(Kinds, LevelsHaveNames) {
  for (const Level level : {Level::coroutine, Level::loop, Level::syscall})
    EXPECT_EQ(level_named(to_string(level)), level);
  EXPECT_FALSE(level_named("verbose"));
  EXPECT_EQ(to_string(Shape::begin), "begin");
  EXPECT_EQ(to_string(FieldType::ObjectId), "id");
}

struct Odd {};

TEST(ExceptionText, IsTheTypeAndTheMessageOfWhateverWasThrown) {
  const auto of = [](auto thrown) { return describe(std::make_exception_ptr(thrown)); };
  EXPECT_EQ(of(std::out_of_range("gone")).type, "std::out_of_range");
  EXPECT_EQ(of(std::out_of_range("gone")).message, "gone");
  EXPECT_EQ(of("plain").message, "plain");
  EXPECT_EQ(of(std::string("text")).type, "std::string");
  EXPECT_EQ(of(std::string("text")).message, "text");
  EXPECT_EQ(of(42).type, "int");
  EXPECT_EQ(of(42).message, "(no message)");
  EXPECT_EQ(of(Odd()).type, "trace::(anonymous namespace)::Odd");
}

}  // namespace
}  // namespace eyewall::trace
