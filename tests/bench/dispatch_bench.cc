// From a ready descriptor to its handler: N descriptors, all readable all the time,
// level-triggered; a handler reads one byte. One item is one ready descriptor.
//
// The limit is a bare epoll loop that finds the handler by the event's pointer. asio has no
// level-triggered readiness: there a read of one byte is asked for, again and again.
#include <benchmark/benchmark.h>
#include <event2/event.h>
#include <sys/epoll.h>
#include <uv.h>

#include <asio.hpp>
#include <functional>
#include <memory>

#include "ioloop/ioloop.h"
#include "record/record.h"
#include "scratch_file.h"
#include "socket_pairs.h"

namespace {

using namespace eyewall;  // NOLINT
using bench::SocketPairs;

constexpr std::size_t kCalls = 65'536;  // a run: 64 to 1,024 a descriptor

// Calls one_run(calls) again and again, each to make `calls` handlers run.
template <class OneRun>
void runs(benchmark::State& state, SocketPairs& pairs, OneRun one_run) {
  while (state.KeepRunningBatch(kCalls)) {
    state.PauseTiming();
    pairs.fill();
    state.ResumeTiming();
    one_run(kCalls);
  }
}

// trace: the file that each run is recorded into, opening and closing included; empty: none.
void ours(benchmark::State& state, const std::string& trace) {
  SocketPairs pairs(static_cast<std::size_t>(state.range(0)));
  IOLoop loop;
  std::size_t left = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    loop.add_handler(
        pairs.reader(i),
        [&](int fd, std::uint32_t) {
          SocketPairs::read_one(fd);
          if (--left == 0) loop.stop();
        },
        IOLoop::kRead);
  }
  runs(state, pairs, [&](std::size_t calls) {
    if (!trace.empty()) record::start(trace);
    left = calls;
    loop.start();
    record::stop();
  });
}

void untraced(benchmark::State& state) {
  ours(state, "");
}
BENCHMARK(untraced)->Name("dispatch/eyewall")->Arg(64)->Arg(1024);

void traced(benchmark::State& state) {
  const bench::ScratchFile file("dispatch");
  ours(state, file.path());
}
BENCHMARK(traced)->Name("dispatch_traced/eyewall")->Arg(64)->Arg(1024);

void limit(benchmark::State& state) {
  SocketPairs pairs(static_cast<std::size_t>(state.range(0)));
  std::size_t left = 0;
  struct Entry {
    int fd;
    std::function<void(int)> handler;
  };
  std::vector<Entry> entries(pairs.size());
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    entries[i] = {pairs.reader(i), [&](int fd) {
                    SocketPairs::read_one(fd);
                    --left;
                  }};
    epoll_event event{EPOLLIN, {&entries[i]}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, pairs.reader(i), &event);
  }
  std::vector<epoll_event> ready(1024);
  runs(state, pairs, [&](std::size_t calls) {
    left = calls;
    while (left > 0) {
      const int count = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), -1);
      for (int i = 0; i < count && left > 0; ++i) {
        auto& entry = *static_cast<Entry*>(ready[static_cast<std::size_t>(i)].data.ptr);
        entry.handler(entry.fd);
      }
    }
  });
  ::close(epoll);
}
BENCHMARK(limit)->Name("dispatch/limit")->Arg(64)->Arg(1024);

struct EventRun {
  event_base* base = nullptr;
  std::size_t left = 0;
};

void on_libevent(int fd, short, void* argument) {
  auto& run = *static_cast<EventRun*>(argument);
  SocketPairs::read_one(fd);
  if (--run.left == 0) event_base_loopbreak(run.base);
}

void with_libevent(benchmark::State& state) {
  SocketPairs pairs(static_cast<std::size_t>(state.range(0)));
  EventRun run;
  run.base = event_base_new();
  std::vector<event*> events(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    events[i] = event_new(run.base, pairs.reader(i), EV_READ | EV_PERSIST, on_libevent, &run);
    event_add(events[i], nullptr);
  }
  runs(state, pairs, [&](std::size_t calls) {
    run.left = calls;
    event_base_dispatch(run.base);
  });
  for (event* const one : events) event_free(one);
  event_base_free(run.base);
}
BENCHMARK(with_libevent)->Name("dispatch/libevent")->Arg(64)->Arg(1024);

struct UvRun {
  uv_loop_t loop;
  std::size_t left = 0;
};

void on_libuv(uv_poll_t* handle, int, int) {
  auto& run = *static_cast<UvRun*>(handle->data);
  int fd = -1;
  uv_fileno(reinterpret_cast<uv_handle_t*>(handle), &fd);
  SocketPairs::read_one(fd);
  if (--run.left == 0) uv_stop(&run.loop);
}

void with_libuv(benchmark::State& state) {
  SocketPairs pairs(static_cast<std::size_t>(state.range(0)));
  UvRun run;
  uv_loop_init(&run.loop);
  std::vector<uv_poll_t> handles(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    uv_poll_init(&run.loop, &handles[i], pairs.reader(i));
    handles[i].data = &run;
    uv_poll_start(&handles[i], UV_READABLE, on_libuv);
  }
  runs(state, pairs, [&](std::size_t calls) {
    run.left = calls;
    uv_run(&run.loop, UV_RUN_DEFAULT);
  });
  for (uv_poll_t& handle : handles) uv_close(reinterpret_cast<uv_handle_t*>(&handle), nullptr);
  uv_run(&run.loop, UV_RUN_DEFAULT);
  uv_loop_close(&run.loop);
}
BENCHMARK(with_libuv)->Name("dispatch/libuv")->Arg(64)->Arg(1024);

struct AsioReader {
  asio::local::stream_protocol::socket socket;
  std::size_t* left;
  char byte = 0;

  void read() {
    socket.async_read_some(
        asio::buffer(&byte, 1), [this](const asio::error_code& error, std::size_t) {
          if (error) return;
          if (--*left == 0) static_cast<asio::io_context&>(socket.get_executor().context()).stop();
          read();
        });
  }
};

void with_asio(benchmark::State& state) {
  SocketPairs pairs(static_cast<std::size_t>(state.range(0)));
  asio::io_context context(1);
  std::size_t left = 0;
  std::vector<std::unique_ptr<AsioReader>> readers;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    readers.push_back(std::make_unique<AsioReader>(
        AsioReader{asio::local::stream_protocol::socket(context, asio::local::stream_protocol(),
                                                        ::dup(pairs.reader(i))),
                   &left}));
    readers.back()->read();
  }
  runs(state, pairs, [&](std::size_t calls) {
    left = calls;
    context.restart();
    context.run();
  });
}
BENCHMARK(with_asio)->Name("dispatch/asio")->Arg(64)->Arg(1024);

}  // namespace
