#include "read/event.h"

namespace eyewall::read {

Value Value::number(Field field, std::int64_t value) {
  Value made;
  made.field_ = field;
  made.number_ = value;
  return made;
}

Value Value::string(Field field, std::string_view value) {
  Value made;
  made.field_ = field;
  made.text_ = true;
  made.size_ = static_cast<std::uint32_t>(value.size());
  made.data_ = value.data();
  return made;
}

Value Value::unknown(std::string_view pair) {
  Value made = string(Field{}, pair);
  made.known_ = false;
  return made;
}

const Value* Event::find(Field field) const {
  for (const Value& value : values) {
    if (value.known() && value.field() == field) return &value;
  }
  return nullptr;
}

std::int64_t Event::integer(Field field) const {
  const Value* value = find(field);
  return value == nullptr ? 0 : value->integer();
}

std::string_view Event::text(Field field) const {
  const Value* value = find(field);
  return value == nullptr ? std::string_view() : value->text();
}

trace::Level Event::level() const {
  return kind ? trace::info(*kind).level : trace::Level::syscall;
}
trace::Shape Event::shape() const {
  return kind ? trace::info(*kind).shape : trace::Shape::point;
}

}  // namespace eyewall::read
