#include "view/notebook.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace eyewall::view {
namespace {

using Json = nlohmann::ordered_json;

std::string saved_line(const Json& line) {
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Writes all of it; errno says what failed.
bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

Notebook::Notebook(const read::Trace& trace, std::string path)
    : trace_(trace), path_(std::move(path)) {
  if (!path_.empty()) read();
}

void Notebook::read() {
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  if (!std::filesystem::exists(status)) return;
  std::ifstream file(path_);
  if (!std::filesystem::is_regular_file(status) || !file) {
    trouble_ = unkept_ = "the notes in " + path_ + " cannot be read";
    path_.clear();  // nor may they be written over
    return;
  }
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) read(line, ++number);
  std::stable_sort(notes_.begin(), notes_.end(),
                   [](const Note& a, const Note& b) { return a.at < b.at; });
}

void Notebook::read(const std::string& line, std::size_t number) {
  const Json json = Json::parse(line, nullptr, false);
  const auto text = [&](const char* key) { return json[key].is_string(); };
  if (json.is_object() && json.contains("eyewall_notes")) {
    if (json.value("start", Json()) != Json(trace_.header().start)) {
      trouble_ = "the notes in " + path_ + " were made in another recording";
    }
    return;
  }
  const bool placed = json.is_object() && json.contains("seq") && json["seq"].is_number_unsigned();
  if (placed && json.contains("mark") && text("mark")) {
    marks_[json["mark"].get<std::string>()] = json["seq"].get<trace::Seq>();
  } else if (placed && json.contains("note") && text("note")) {
    notes_.push_back({json["seq"].get<trace::Seq>(), json["note"].get<std::string>()});
  } else if (!line.empty()) {
    trouble_ = path_ + ", line " + std::to_string(number) + " is neither a mark nor a note";
    others_.push_back(line);
  }
}

void Notebook::mark(std::string_view name, trace::Seq at) {
  marks_.insert_or_assign(std::string(name), at);
  save();
}

bool Notebook::unmark(std::string_view name) {
  const auto found = marks_.find(name);
  if (found == marks_.end()) return false;
  marks_.erase(found);
  save();
  return true;
}

void Notebook::note(trace::Seq at, std::string_view text) {
  const auto behind =
      std::upper_bound(notes_.begin(), notes_.end(), at,
                       [](trace::Seq seq, const Note& note) { return seq < note.at; });
  notes_.insert(behind, {at, std::string(text)});
  save();
}

std::size_t Notebook::forget(trace::Seq at) {
  const std::size_t gone = std::erase_if(notes_, [&](const Note& note) { return note.at == at; });
  if (gone > 0) save();
  return gone;
}

void Notebook::save() {
  trouble_.clear();
  if (path_.empty()) {
    trouble_ = "it is kept only until you quit: " + unkept_;
    return;
  }
  std::string text = saved_line({{"eyewall_notes", 1}, {"start", trace_.header().start}});
  for (const auto& [name, seq] : marks_) text += saved_line({{"seq", seq}, {"mark", name}});
  for (const Note& note : notes_) text += saved_line({{"seq", note.at}, {"note", note.text}});
  for (const std::string& line : others_) text += line + "\n";
  write(text);
}

void Notebook::write(const std::string& text) {
  const std::string fresh = path_ + "." + std::to_string(::getpid());
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  bool good = fd >= 0 && write_all(fd, text) && ::fsync(fd) == 0;
  int error = errno;
  if (fd >= 0 && ::close(fd) != 0 && good) {
    good = false;
    error = errno;
  }
  if (good && std::rename(fresh.c_str(), path_.c_str()) != 0) {
    good = false;
    error = errno;
  }
  if (good) return;
  if (fd >= 0) ::unlink(fresh.c_str());
  trouble_ = "it is kept only until you quit: cannot write " + path_ + ": " + std::strerror(error);
}

}  // namespace eyewall::view
