// Four handlers that take a while, and one that does not.
#pragma once

#include <semaphore>
#include <thread>

#include "concurrent/run_on_executor.h"
#include "gen/gen.h"
#include "web/request_handler.h"

namespace eyewall::lesson {

struct JustNow : web::RequestHandler {
  void get() { write("i hope just now see you"); }
};

struct SleepBlocking : web::RequestHandler {
  void get() {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    write("slept");
  }
};

struct SleepByCallback : web::RequestHandler {
  web::Asynchronous get() {
    const auto self = std::static_pointer_cast<SleepByCallback>(shared_from_this());
    io_loop().add_timeout(std::chrono::seconds(5), named("on_timeout", [self] {
                            self->write("slept");
                            self->finish();
                          }));
    return {};
  }
};

struct SleepInCoroutine : web::RequestHandler {
  gen::Coroutine<void> get() {
    const auto add_timeout = [](IOLoop* loop, gen::ResultCallback callback) {
      loop->add_timeout(std::chrono::seconds(5), std::move(callback));
    };
    co_yield gen::task<void>(add_timeout, &io_loop());
    write("slept");
  }
};

/// What blocks is done by a thread of a pool. It begins before submit() returns and ends when it is
/// woken: else a thread's events would stand elsewhere in every trace.
struct SleepOnExecutor : web::RequestHandler {
  struct Bed {
    ThreadPoolExecutor pool{2};
    std::binary_semaphore begun{0};
    std::binary_semaphore wake{0};
  };
  void initialize(Bed& bed) { bed_ = &bed; }
  gen::Coroutine<void> get() {
    const auto sleep = run_on_executor(bed_->pool, "sleep", [bed = bed_] {
      bed->begun.release();
      bed->wake.acquire();
      return std::string("slept");
    });
    const Future<std::string> slept = sleep();
    bed_->begun.acquire();
    write(co_yield slept);
  }

 private:
  Bed* bed_ = nullptr;
};

}  // namespace eyewall::lesson
