#include "cli/file_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

constexpr std::uint32_t kOfFile = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
constexpr std::uint32_t kOfFolder = kOfFile | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t kAbove = IN_CREATE | IN_MOVED_TO | IN_ONLYDIR;

}  // namespace

FileWatch::FileWatch() : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (fd_ < 0)
    throw Problem(std::string("files cannot be watched: ") + std::strerror(errno) +
                  "; eyewall exercise run judges without");
}

FileWatch::~FileWatch() {
  ::close(fd_);
}

void FileWatch::look_at(const std::filesystem::path& file) {
  for (int* const watch : {&folder_, &above_}) {
    if (*watch >= 0) ::inotify_rm_watch(fd_, *watch);
    *watch = -1;
  }
  file_ = file;
  watch_folder();
  above_ = ::inotify_add_watch(fd_, file_.parent_path().parent_path().c_str(), kAbove);
  changed();  // what was left of the file before
}

void FileWatch::watch_folder() {
  folder_ = ::inotify_add_watch(fd_, file_.parent_path().c_str(), kOfFolder);
  if (folder_ < 0 && errno != ENOENT && errno != ENOTDIR)
    throw Problem(file_.parent_path().string() + " cannot be watched: " + std::strerror(errno) +
                  "; eyewall exercise run judges without");
}

bool FileWatch::changed() {
  alignas(inotify_event) std::array<char, 1 << 14> bytes;
  bool saved = false;
  for (ssize_t size = 0; (size = ::read(fd_, bytes.data(), bytes.size())) > 0;) {
    for (const char* at = bytes.data(); at < bytes.data() + size;) {
      const auto* const event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof *event + event->len;
      const std::string name = event->len == 0 ? "" : event->name;
      if (event->wd == folder_ && name == file_.filename()) saved = true;
      if ((event->mask & IN_Q_OVERFLOW) != 0) saved = true;
      if (event->wd == above_ && name == file_.parent_path().filename()) {
        watch_folder();
        saved = true;
      }
    }
  }
  return saved;
}

}  // namespace eyewall::cli
