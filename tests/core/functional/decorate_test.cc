// Decorators, and what wraps keeps: the seed's programs with their output, and the rules around
// them.
#include "functional/decorate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>

namespace eyewall {
namespace {

using testing::HasSubstr;
using Output = std::ostringstream;

// def common(func): prints the arguments, then calls func.
struct Common {
  Output* out;
  template <class R, class... A>
  FunctionObject<R(A...)> operator()(FunctionObject<R(A...)> func) const {
    return def("_deco", std::function<R(A...)>([out = out, func](A... arguments) -> R {
                 const char* separator = "";
                 *out << "args: (";
                 ((*out << std::exchange(separator, ", ") << arguments), ...);
                 *out << (sizeof...(A) == 1 ? ",)\n" : ")\n");
                 return func(std::forward<A>(arguments)...);
               }));
  }
};

TEST(SeedDecorators, CommonPrintsTheArgumentsAndIsNoLongerTheFunctionItWas) {
  Output out;
  const auto undecorated = def("test", [&out](int p) { out << p << "\n"; });
  const auto test = decorate(undecorated, Common{&out});
  EXPECT_EQ(repr(test.metadata()), "<function _deco>");
  test(1);
  EXPECT_EQ(out.str(), "args: (1,)\n1\n");
}

template <class Signature>
FunctionObject<Signature> wrapper_of(FunctionObject<Signature> func) {
  return def("__wrapper", std::function<Signature>(func));
}

const auto without_wraps = [](auto func) { return wrapper_of(func); };
const auto with_wraps = [](auto func) { return wraps(func, wrapper_of(func)); };

TEST(SeedDecorators, WithoutWrapsNameAndDocAreLost) {
  const auto my_func_a =
      decorate(def("my_func_a", "Here is my_func_a doc string text.", [] {}), without_wraps);
  EXPECT_EQ(my_func_a.doc(), std::nullopt);
  EXPECT_EQ(my_func_a.name(), "__wrapper");
}

TEST(SeedDecorators, WithWrapsNameAndDocAreKept) {
  const auto my_func_b =
      decorate(def("my_func_b", "Here is my_func_b doc string text.", [] {}), with_wraps);
  EXPECT_EQ(my_func_b.doc(), "Here is my_func_b doc string text.");
  EXPECT_EQ(my_func_b.name(), "my_func_b");
}

// A decorator that notes its letter around the call.
struct Around {
  Output* out;
  char letter;
  FunctionObject<int(int)> operator()(FunctionObject<int(int)> func) const {
    return wraps(func, def("around", [out = out, letter = letter, func](int x) {
                   *out << letter;
                   const int result = func(x);
                   *out << letter;
                   return result;
                 }));
  }
};

TEST(Decorate, TheFirstDecoratorIsTheOutermost) {
  Output out;
  const auto twice = def("twice", "Doubles.", [](int x) { return 2 * x; });
  const auto decorated = decorate(twice, Around{&out, 'a'}, Around{&out, 'b'}, Around{&out, 'c'});
  EXPECT_EQ(decorated(21), 42);
  EXPECT_EQ(out.str(), "abccba");
  EXPECT_EQ(decorated.name(), "twice");
  EXPECT_EQ(decorated.doc(), "Doubles.");
}

TEST(Decorate, WithoutADecoratorItIsTheFunction) {
  EXPECT_EQ(decorate(def("f", [] { return 1; }))(), 1);
}

TEST(Wraps, KeepsAMissingDocMissing) {
  const auto original = def("plain", [] {});
  const auto wrapper = def("wrapper", "A doc of the wrapper's own.", [] {});
  EXPECT_EQ(wraps(original, wrapper).doc(), std::nullopt);
}

TEST(Wraps, TheWrapperMayHaveAnotherSignature) {
  const auto original = def("length", "Counts.", [](const std::string& s) { return s.size(); });
  const auto text =
      wraps(original, def("wrapper", [original](int n) {
              return std::to_string(original(std::string(static_cast<size_t>(n), 'x')));
            }));
  EXPECT_EQ(text(3), "3");
  EXPECT_EQ(text.name(), "length");
}

int triple(int x) {
  return 3 * x;
}

TEST(FunctionObject, IsMadeOfAFunctionPointerToo) {
  EXPECT_EQ(def("triple", &triple)(2), 6);
}

TEST(FunctionObject, MovesItsArgumentsThroughEveryDecorator) {
  Output out;
  const auto take = def("take", [](std::unique_ptr<int> p) { return *p; });
  EXPECT_EQ(decorate(take, with_wraps, without_wraps)(std::make_unique<int>(5)), 5);
}

TEST(FunctionObject, PassesReferencesOn) {
  const auto set = decorate(def("set", [](int& x) { x = 7; }), with_wraps);
  int x = 0;
  set(x);
  EXPECT_EQ(x, 7);
}

TEST(FunctionObject, WhatTheFunctionThrowsComesThrough) {
  const auto fails =
      decorate(def("fails", []() -> int { throw std::out_of_range("x"); }), with_wraps);
  EXPECT_THROW(fails(), std::out_of_range);
}

TEST(FunctionObject, MadeOfNothingIsNotCallableAndSaysItsName) {
  int (*nothing)(int) = nullptr;
  try {
    static_cast<void>(def("missing", nothing));
    FAIL() << "it was made";
  } catch (const NotCallable& error) {
    EXPECT_THAT(error.what(), HasSubstr("missing"));
  }
  EXPECT_THROW(def("empty", std::function<void()>()), NotCallable);
}

}  // namespace
}  // namespace eyewall
