// 20,000 fetches of a page of 1 KiB from nginx, a new connection each, ten at a time.
//
// What counts is the CPU time of this process, user and system; nginx has a process of its own.
// The limit is a bare epoll client (bare_client.h). Beast's client is in beast_bench.cc.
#include <benchmark/benchmark.h>
#include <curl/curl.h>

#include <cstdio>

#include "bare_client.h"
#include "fetch_server.h"
#include "gen/gen.h"
#include "http/client.h"

namespace {

using namespace eyewall;  // NOLINT
using bench::kAtOnce;
using bench::kFetches;

// --- ours: ten coroutines, each fetching one page after another ---

gen::Coroutine<std::size_t> fetch_some(std::string url, std::size_t* left) {
  http::AsyncHTTPClient client;
  std::size_t bytes = 0;
  while (*left > 0) {
    --*left;
    const http::HTTPResponse response = co_yield client.fetch(url);
    bytes += response.body.size();
  }
  co_return bytes;
}

gen::Coroutine<std::size_t> fetch_all(std::string url) {
  std::size_t left = kFetches;
  std::vector<Future<std::size_t>> some;
  const auto start = gen::coroutine(fetch_some);
  for (std::size_t i = 0; i < kAtOnce; ++i) some.push_back(start(url, &left));
  const std::vector<std::size_t> counts = co_yield std::move(some);
  std::size_t bytes = 0;
  for (const std::size_t count : counts) bytes += count;
  co_return bytes;
}

void ours(benchmark::State& state) {
  const std::string url = bench::server().url();
  IOLoop loop;
  loop.make_current();
  while (state.KeepRunningBatch(kFetches))
    bench::check_bytes(run_sync(loop, [&] { return gen::coroutine(fetch_all)(url); }));
  IOLoop::clear_current();
}
FETCH_BENCHMARK(ours)->Name("fetch/eyewall");

void limit(benchmark::State& state) {
  const std::uint16_t port = bench::server().port();
  while (state.KeepRunningBatch(kFetches))
    bench::check_bytes(bench::bare_fetches(port, kFetches, kAtOnce));
}
FETCH_BENCHMARK(limit)->Name("fetch/limit");

// --- libcurl's multi interface ---

std::size_t count_bytes(char*, std::size_t size, std::size_t count, void* bytes) {
  *static_cast<std::size_t*>(bytes) += size * count;
  return size * count;
}

class Multi {
 public:
  explicit Multi(const std::string& url) : multi_(curl_multi_init()) {
    for (CURL*& easy : easies_) {
      easy = curl_easy_init();
      curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
      curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
      curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
      curl_easy_setopt(easy, CURLOPT_TIMEOUT, 20L);
      curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
      curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
      curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes_);
    }
  }
  ~Multi() {
    for (CURL* const easy : easies_) curl_easy_cleanup(easy);
    curl_multi_cleanup(multi_);
  }
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  std::size_t fetch(std::size_t total) {
    bytes_ = 0;
    to_start_ = total;
    std::size_t left = total;
    for (CURL* const easy : easies_) start(easy);
    while (left > 0) {
      int running = 0;
      curl_multi_perform(multi_, &running);
      left -= restart_done();
      if (left > 0) curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
    }
    return bytes_;
  }

 private:
  void start(CURL* easy) {
    if (to_start_ == 0) return;
    --to_start_;
    curl_multi_add_handle(multi_, easy);
  }
  std::size_t restart_done() {
    std::size_t done = 0;
    int queued = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi_, &queued)) {
      CURL* const easy = message->easy_handle;
      curl_multi_remove_handle(multi_, easy);
      start(easy);
      ++done;
    }
    return done;
  }

  CURLM* multi_;
  CURL* easies_[kAtOnce];
  std::size_t to_start_ = 0;
  std::size_t bytes_ = 0;
};

void with_libcurl(benchmark::State& state) {
  Multi multi(bench::server().url());
  while (state.KeepRunningBatch(kFetches)) bench::check_bytes(multi.fetch(kFetches));
}
FETCH_BENCHMARK(with_libcurl)->Name("fetch/libcurl");

}  // namespace
