// The four small generator programs of the seed, each with exactly its output.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "generator/generator.h"

namespace eyewall {
namespace {

using testing::ElementsAre;

// class Data: what it iterates over is its own.
class Data {
 public:
  Data(std::initializer_list<int> values) : data_(values) {}
  Generator<int> iterate() const { return values_of(data_); }

 private:
  static Generator<int> values_of(std::vector<int> data) {
    for (const int x : data) co_yield x;
  }
  std::vector<int> data_;
};

TEST(SeedPrograms, IterationGivesOneTwoThree) {
  const Data d{1, 2, 3};
  std::vector<int> seen;
  for (const int x : d.iterate()) seen.push_back(x);
  EXPECT_THAT(seen, ElementsAre(1, 2, 3));
}

using Output = std::ostringstream;

std::string python(const std::optional<std::string>& value) {
  return value.value_or("None");
}

Generator<int, std::string> foo(Output* out, int n) {
  for (int i = 0; i < n; ++i) {
    const std::optional<std::string> re = co_yield i;
    *out << "v_" << i << " = " << python(re) << "\n";
  }
}

TEST(SeedPrograms, AYieldIsNoneForNextAndTheThirdNextIsStopIteration) {
  Output out;
  auto g = foo(&out, 2);
  out << g.next() << "\n";
  out << g.next() << "\n";
  try {
    out << g.next() << "\n";
  } catch (const StopIteration& e) {
    out << e.what() << "\n";
  }
  EXPECT_EQ(out.str(), "0\nv_0 = None\n1\nv_1 = None\nStopIteration\n");
}

Generator<std::optional<std::string>, std::string> coroutine(Output* out) {
  *out << "coroutine start...\n";
  std::optional<std::string> result;
  while (true) {
    const std::optional<std::string> s = co_yield result;
    result = "result: " + python(s);
  }
}

TEST(SeedPrograms, SentValuesComeBackAsResultsUntilItIsClosed) {
  Output out;
  auto c = coroutine(&out);
  EXPECT_EQ(c.send(std::nullopt), std::nullopt);
  EXPECT_EQ(out.str(), "coroutine start...\n");
  EXPECT_EQ(c.send("first"), "result: first");
  EXPECT_EQ(c.send("second"), "result: second");
  c.close();
  EXPECT_THROW(c.send("never recv"), StopIteration);
}

Generator<std::function<void(std::string)>, std::string> callables(Output* out) {
  *out << "coroutine start...\n";
  // NOLINTNEXTLINE: no coroutine, so it may capture
  std::function<void(std::string)> result = [out](std::string x) { *out << "lala " << x << "\n"; };
  while (true) co_yield result;
}

TEST(SeedPrograms, AYieldedFunctionIsCalledWhenTheCallerPleases) {
  Output out;
  auto c = callables(&out);
  const auto xx = c.next();
  EXPECT_EQ(out.str(), "coroutine start...\n");
  xx("now");
  EXPECT_EQ(out.str(), "coroutine start...\nlala now\n");
}

}  // namespace
}  // namespace eyewall
