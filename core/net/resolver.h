// Resolvers: from a host and a port to addresses.
//
// What: Resolver (the interface), BlockingResolver, ThreadedResolver, OverrideResolver.
// For: http, tcp clients.
// Threads: resolve on the loop's thread. A BlockingResolver blocks it while the name service
// answers; a
//   ThreadedResolver asks on another thread.
// Ownership: the loop and the executor outlive a resolver.
// Errors: sys::ResolveError, in the Future and, when a callback was given, in the stack context of
// the call. Source: Tornado 3.1.1 netutil.Resolver, ExecutorResolver, BlockingResolver,
// ThreadedResolver,
//   OverrideResolver.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "concurrent/executor.h"
#include "concurrent/future.h"
#include "ioloop/ioloop.h"
#include "sys/resolve.h"

namespace eyewall {

/// Addresses to try, the best first; never empty.
using AddrInfo = std::vector<sys::Address>;
using ResolveCallback = stack_context::Wrapped<void(AddrInfo)>;

class Resolver {
 public:
  virtual ~Resolver() = default;
  /// family: AF_UNSPEC (both), AF_INET or AF_INET6. The callback, if there is one, runs from the
  /// loop.
  virtual Future<AddrInfo> resolve(std::string host, std::uint16_t port, int family = AF_UNSPEC,
                                   ResolveCallback callback = nullptr) = 0;
};

/// Asks the system's name service on an executor.
class ExecutorResolver : public Resolver {
 public:
  ExecutorResolver(IOLoop& io_loop, Executor& executor) : io_loop_(io_loop), executor_(executor) {}
  Future<AddrInfo> resolve(std::string host, std::uint16_t port, int family = AF_UNSPEC,
                           ResolveCallback callback = nullptr) override;

 private:
  IOLoop& io_loop_;
  Executor& executor_;
};

/// Asks on the loop's own thread: simple, and blocking.
class BlockingResolver final : public ExecutorResolver {
 public:
  explicit BlockingResolver(IOLoop& io_loop = IOLoop::current())
      : ExecutorResolver(io_loop, dummy_executor()) {}
};

/// Asks on a thread of a pool that all ThreadedResolvers share; the first one made says how large
/// it is.
class ThreadedResolver final : public ExecutorResolver {
 public:
  explicit ThreadedResolver(IOLoop& io_loop = IOLoop::current(), std::size_t num_threads = 10);
};

/// Changes what some hosts mean, and asks another resolver.
class OverrideResolver final : public Resolver {
 public:
  using HostPort = std::pair<std::string, std::uint16_t>;
  struct Mapping {
    std::map<HostPort, HostPort> host_ports;   // looked up first
    std::map<std::string, std::string> hosts;  // any port
  };
  OverrideResolver(std::shared_ptr<Resolver> resolver, Mapping mapping)
      : resolver_(std::move(resolver)), mapping_(std::move(mapping)) {}
  Future<AddrInfo> resolve(std::string host, std::uint16_t port, int family = AF_UNSPEC,
                           ResolveCallback callback = nullptr) override;

 private:
  std::shared_ptr<Resolver> resolver_;
  Mapping mapping_;
};

}  // namespace eyewall
