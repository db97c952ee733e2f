#include "explain/kept.h"

#include <cstring>
#include <string>

namespace eyewall::explain {
namespace {

// The JSON pair of a field that this version does not know.
std::string pair_of(const read::Value& value) {
  return "\"" + std::string(value.name()) + "\":" + value.json();
}

}  // namespace

Kept::Kept(const read::Event& event) : event_(event) {
  std::size_t size = event.file.size() + (event.kind ? 0 : event.kind_name.size());
  for (const read::Value& value : event.values)
    size += value.known() ? value.text().size() : pair_of(value).size();
  texts_ = std::make_unique<char[]>(size);
  event_.file = keep(event.file);
  event_.kind_name = event.kind ? trace::info(*event.kind).name : keep(event.kind_name);
  values_.reserve(event.values.size());
  for (const read::Value& value : event.values) {
    if (!value.known())
      values_.push_back(read::Value::unknown(keep(pair_of(value))));
    else if (value.text().data() != nullptr)
      values_.push_back(read::Value::string(value.field(), keep(value.text())));
    else
      values_.push_back(value);
  }
  event_.values = values_;
}

std::string_view Kept::keep(std::string_view text) {
  if (text.empty()) return "";
  char* const to = texts_.get() + used_;
  std::memcpy(to, text.data(), text.size());
  used_ += text.size();
  return {to, text.size()};
}

void OpenScopes::see(const read::Event& event) {
  if (event.shape() == trace::Shape::begin) open_.emplace(event.seq, event);
  if (event.shape() == trace::Shape::end) open_.erase(event.in);
}

const read::Event* OpenScopes::by_seq(trace::Seq seq) const {
  const auto found = open_.find(seq);
  return found == open_.end() ? nullptr : &found->second.event();
}

}  // namespace eyewall::explain
