#include "ioloop/handler_table.h"

#include <utility>

namespace eyewall {

std::uint64_t HandlerTable::put(int fd, Handler handler) {
  remove(fd);
  const auto index = static_cast<std::size_t>(fd);
  if (entries_.size() <= index) entries_.resize(index + 1);
  entries_[index] =
      std::make_unique<HandlerEntry>(HandlerEntry{std::move(handler), fd, next_generation_++, 0});
  return token_of(*entries_[index]);
}

std::uint64_t HandlerTable::token_of(const HandlerEntry& entry) {
  return std::uint64_t{entry.generation} << 32 | static_cast<std::uint32_t>(entry.fd);
}

bool HandlerTable::remove(int fd) {
  if (find(fd) == nullptr) return false;
  removed_.push_back(std::move(entries_[static_cast<std::size_t>(fd)]));
  return true;
}

std::vector<int> HandlerTable::descriptors() const {
  std::vector<int> fds;
  for (const auto& entry : entries_) {
    if (entry) fds.push_back(entry->fd);
  }
  return fds;
}

void HandlerTable::bury() {
  // Destroying a handler may run code that removes another.
  while (!removed_.empty()) std::exchange(removed_, {}).clear();
}

}  // namespace eyewall
