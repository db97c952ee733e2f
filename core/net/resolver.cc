#include "net/resolver.h"

#include "concurrent/run_on_executor.h"

namespace eyewall {

namespace f = trace::f;

namespace {

// Runs on whatever thread the executor has.
AddrInfo ask_name_service(const std::string& host, std::uint16_t port, int family) {
  AddrInfo addresses = sys::getaddrinfo(host, port, family);
  trace::emit<trace::Kind::net_resolve>(Site::current(), 0, f::host(host), f::port(port),
                                        f::count(static_cast<int>(addresses.size())));
  return addresses;
}

}  // namespace

Future<AddrInfo> ExecutorResolver::resolve(std::string host, std::uint16_t port, int family,
                                           ResolveCallback callback) {
  const auto ask = run_on_executor(executor_, "resolve", ask_name_service, io_loop_);
  if (callback) return ask.call(std::move(callback), std::move(host), port, family);
  return ask(std::move(host), port, family);
}

ThreadedResolver::ThreadedResolver(IOLoop& io_loop, std::size_t num_threads)
    : ExecutorResolver(io_loop, [num_threads]() -> Executor& {
        static ThreadPoolExecutor pool(num_threads);
        return pool;
      }()) {}

Future<AddrInfo> OverrideResolver::resolve(std::string host, std::uint16_t port, int family,
                                           ResolveCallback callback) {
  if (const auto found = mapping_.host_ports.find({host, port});
      found != mapping_.host_ports.end()) {
    std::tie(host, port) = found->second;
  } else if (const auto renamed = mapping_.hosts.find(host); renamed != mapping_.hosts.end()) {
    host = renamed->second;
  }
  return resolver_->resolve(std::move(host), port, family, std::move(callback));
}

}  // namespace eyewall
