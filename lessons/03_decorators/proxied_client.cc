// An interface whose every call borrows a connection, and gives it back, whatever the call does.
//
// What: who has the client has the interface, and no connection: one is borrowed for each call.
// Source: the seed's proxied client, where a proxy of Java's does what a decorator does here.
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "functional/decorate.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

struct Connection {
  int number = 0;
};

// Lends a connection for as long as a Loan lives: a call may end in two ways, a scope in one.
class Pool {
 public:
  class Loan {
   public:
    explicit Loan(Pool& pool) : pool_(pool), connection_(pool.take()) {
      print("  connection " + std::to_string(connection_.number) + " is borrowed");
    }
    ~Loan() {
      print("  connection " + std::to_string(connection_.number) + " is given back");
      pool_.free_.push_back(connection_);
    }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Connection& operator*() { return connection_; }

   private:
    Pool& pool_;
    Connection connection_;
  };

  std::size_t idle() const { return free_.size(); }

 private:
  Connection take() {
    if (free_.empty()) return {++made_};
    const Connection last = free_.back();
    free_.pop_back();
    return last;
  }

  std::vector<Connection> free_;
  int made_ = 0;
};

// @borrowing(pool): f(connection, ...) becomes f(...).
template <class R, class... A>
FunctionObject<R(A...)> borrowing(Pool& pool, FunctionObject<R(Connection&, A...)> method) {
  return wraps(method, def("borrowing", std::function<R(A...)>([&pool, method](A... a) -> R {
                             Pool::Loan loan(pool);
                             return method(*loan, std::forward<A>(a)...);
                           })));
}

}  // namespace

int main() {
  Pool pool;
  const auto audios_of = borrowing(pool, def("audios_of", [](Connection&, int radio) {
                                     return std::to_string(radio) + " songs";
                                   }));
  const auto report_failure = borrowing(pool, def("report_failure", [](Connection&, int radio) {
                                          if (radio == 0) throw std::runtime_error("no such radio");
                                        }));
  print(audios_of.name() + ": " + audios_of(7));
  report_failure(7);
  try {
    report_failure(0);
  } catch (const std::runtime_error& error) {
    print(report_failure.name() + ": " + error.what());
  }
  print("connections: " + std::to_string(pool.idle()));
}
