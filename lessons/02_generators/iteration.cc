// A class that is iterated over: its generator owns what it walks through.
//
// Source: the first of the seed's four small programs (class Data).
#include <initializer_list>
#include <string>
#include <vector>

#include "generator/generator.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so

class Data {
 public:
  Data(std::initializer_list<int> values) : data_(values) {}

  Generator<int> iterate() const { return values_of(data_); }

 private:
  // A static function with a copy: a coroutine that is a method would keep `this`, which may die.
  static Generator<int> values_of(std::vector<int> data) {
    for (const int x : data) co_yield x;
  }

  std::vector<int> data_;
};

}  // namespace

int main() {
  const Data d{1, 2, 3};
  for (const int x : d.iterate()) trace::print(std::to_string(x));
}
