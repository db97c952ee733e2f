#include "read/window.h"

#include <algorithm>

#include "read/error.h"

namespace eyewall::read {
namespace {

constexpr std::size_t kWindow = std::size_t{1} << 17;

}  // namespace

Window::Window(const std::string& path) : file_(path) {
  const auto size = file_.size();
  if (!size) throw Error(path, 0, 0, "cannot be searched: it is no regular file");
  size_ = *size;
}

void Window::load(std::uint64_t at, std::size_t size) {
  piece_.resize(size);
  base_ = at;
  piece_.resize(file_.read_at(at, piece_.data(), size));
}

std::string_view Window::from(std::uint64_t at, std::size_t least) {
  const std::uint64_t end = base_ + piece_.size();
  if (at < base_ || at + least > end) load(at, std::max(kWindow, 2 * least));
  return std::string_view(piece_).substr(at - base_);
}

std::string_view Window::before(std::uint64_t end, std::size_t least) {
  if (end > base_ + piece_.size() || end < base_ + std::min<std::uint64_t>(least, end)) {
    const std::uint64_t size = std::min<std::uint64_t>(end, std::max(kWindow, 2 * least));
    load(end - size, size);
  }
  if (end - base_ > piece_.size()) return {};  // the file has shrunk
  return std::string_view(piece_).substr(0, end - base_);
}

std::string Window::text(std::uint64_t from, std::uint64_t to) {
  const std::string_view here = this->from(from, to - from);
  return std::string(here.substr(0, to - from));
}

}  // namespace eyewall::read
