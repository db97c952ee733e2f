// Every call borrows: a connection has to come back, whichever way the call ends.
#include <stdexcept>
#include <string>

#include "functional/decorate.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void borrow() {
  trace::print("borrowed");
}
void give_back() {
  trace::print("given back");
}

using Method = FunctionObject<std::string(int)>;

// @borrowing: around each call a connection is borrowed, and given back.
Method borrowing(const Method& method) {
  const auto wrapper = def("wrapper", [method](int radio) {
    borrow();
    // TODO: where the call throws, nothing is given back.
    std::string answer = method(radio);
    give_back();
    return answer;
  });
  return wraps(method, wrapper);
}

std::string name_of_radio(int radio) {
  trace::print("asking for radio " + std::to_string(radio));
  if (radio == 0) throw std::runtime_error("no such radio");
  return "radio " + std::to_string(radio);
}

}  // namespace

int main() {
  const Method ask = borrowing(def("ask", name_of_radio));
  for (const int radio : {7, 0}) {
    try {
      trace::print(ask(radio));
    } catch (const std::runtime_error& error) {
      trace::print(error.what());
    }
  }
}
