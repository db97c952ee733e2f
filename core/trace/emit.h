// Emitting an event: trace::emit<Kind::poll_event>(at, cause, f::fd(7), f::events(mask)).
//
// What: the typed front door of tracing. Fields are checked against kinds.def at compile time.
// For: every layer of core, and lessons (through print and note).
// Threads: any thread. Not from a signal handler: the emit lock may be held by the interrupted
// code. Cost: one predictable branch when nothing records. On, one event is encoded into the sink
// under a lock. Source: ours; Tornado has no trace.
#pragma once

#include <algorithm>
#include <string>

#include "trace/encode.h"
#include "trace/kind.h"
#include "trace/lock.h"
#include "trace/pause.h"
#include "trace/sink.h"
#include "trace/site.h"

namespace eyewall::trace {

namespace detail {
extern constinit thread_local std::uint32_t thread_number;
extern constinit std::atomic<std::uint32_t> threads;

template <Field F>
consteval FieldType type_of() {
  constexpr FieldType types[] = {
#define EYEWALL_FIELD(name, type, what) FieldType::type,
#include "trace/fields.def"
#undef EYEWALL_FIELD
  };
  return types[static_cast<std::size_t>(F)];
}

// Which fields a kind may carry, as bits.
template <Kind K>
consteval std::uint64_t fields_of() {
  using enum Field;
  constexpr auto bits = [](auto... f) {
    return ((std::uint64_t{1} << static_cast<unsigned>(f)) | ... | std::uint64_t{0});
  };
  constexpr std::uint64_t table[] = {
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) bits fields,
#include "trace/kinds.def"
#undef EYEWALL_KIND
  };
  return table[static_cast<std::size_t>(K)];
}

template <Kind K>
consteval Shape shape_of() {
  constexpr Shape shapes[] = {
#define EYEWALL_KIND(id, name, level, shape, fields, sentence) Shape::shape,
#include "trace/kinds.def"
#undef EYEWALL_KIND
  };
  return shapes[static_cast<std::size_t>(K)];
}
}  // namespace detail

/// A field with its value. Made by the functions of namespace f.
template <Field F, class T>
struct Value {
  static constexpr Field field = F;
  static constexpr FieldType type = detail::type_of<F>();
  T value;
};

/// A text on its way to an event. The length of a C string that the compiler cannot see is measured
/// when the event is written: where nothing records it costs nothing.
class Text {
 public:
  constexpr Text(std::string_view text) : data_(text.data()), size_(text.size()) {}  // NOLINT
  constexpr Text(const std::string& text) : Text(std::string_view(text)) {}          // NOLINT
  [[gnu::always_inline]] constexpr Text(const char* text)                            // NOLINT
      : data_(text),
        size_(__builtin_constant_p(__builtin_strlen(text)) ? __builtin_strlen(text) : kUnknown) {}

  std::string_view view() const {
    return size_ == kUnknown ? std::string_view(data_) : std::string_view(data_, size_);
  }

 private:
  static constexpr std::size_t kUnknown = std::string_view::npos;
  const char* data_;
  std::size_t size_;
};

/// One maker a field, named as the field: f::fd(7), f::name("on_headers").
namespace f {
namespace detail {
template <FieldType T>
struct Holds {
  using type = std::string_view;
};
template <>
struct Holds<FieldType::Str> {
  using type = Text;
};
template <>
struct Holds<FieldType::Int> {
  using type = std::int64_t;
};
template <>
struct Holds<FieldType::ObjectId> {
  using type = std::uint64_t;
};
template <>
struct Holds<FieldType::Bool> {
  using type = bool;
};
template <>
struct Holds<FieldType::Mask> {
  using type = std::uint32_t;
};
template <>
struct Holds<FieldType::Who> {
  using type = int;
};
template <Field F>
using Of = typename Holds<trace::detail::type_of<F>()>::type;
}  // namespace detail
#define EYEWALL_FIELD(name, type, what)                                                    \
  inline Value<Field::name, detail::Of<Field::name>> name(detail::Of<Field::name> value) { \
    return {value};                                                                        \
  }
#include "trace/fields.def"
#undef EYEWALL_FIELD
}  // namespace f

namespace detail {

template <Field F, class T>
Value<F, T> measured(Value<F, T> v) {
  return v;
}
template <Field F>
Value<F, std::string_view> measured(Value<F, Text> v) {
  return {v.value.view()};
}

inline constexpr std::size_t kMaxWho = 20;  // bytes of a descriptor's name that are shown

template <class V>
std::size_t room_for(const V& v, std::size_t payload_limit) {
  constexpr std::size_t key = text::kField[static_cast<std::size_t>(V::field)].size();
  if constexpr (V::type == FieldType::Str) return key + encode::max_text(v.value.size());
  if constexpr (V::type == FieldType::Bytes) {
    return key + encode::max_text(std::min(v.value.size(), payload_limit));
  }
  if constexpr (V::type == FieldType::Who) return key + encode::max_text(kMaxWho);
  return key + encode::kMaxMask;  // the longest of the others
}

template <class V>
char* put(char* out, const V& v, std::size_t payload_limit) {
  constexpr std::string_view key = text::kField[static_cast<std::size_t>(V::field)];
  if constexpr (V::type == FieldType::Int) {
    return encode::integer(encode::literal(out, key), v.value);
  } else if constexpr (V::type == FieldType::ObjectId) {
    return v.value == 0 ? out : encode::natural(encode::literal(out, key), v.value);
  } else if constexpr (V::type == FieldType::Str) {
    return v.value.empty() ? out : encode::text(encode::literal(out, key), v.value);
  } else if constexpr (V::type == FieldType::Bytes) {
    return encode::bytes(encode::literal(out, key), v.value.substr(0, payload_limit));
  } else if constexpr (V::type == FieldType::Bool) {
    return encode::literal(encode::literal(out, key), v.value ? "true" : "false");
  } else if constexpr (V::type == FieldType::Mask) {
    return encode::mask(encode::literal(out, key), v.value);
  } else {
    const std::string_view name = descriptor_name(v.value).substr(0, kMaxWho);
    return name.empty() ? out : encode::text(encode::literal(out, key), name);
  }
}

inline constexpr std::size_t kFrame = 200;  // braces, seq, t, kind, thread, cause, in, line

/// This thread's number: 0 for the one that came first, which is the loop's own in every lesson.
inline std::uint32_t this_thread() {
  if (thread_number == 0) thread_number = threads.fetch_add(1, std::memory_order_relaxed) + 1;
  return thread_number - 1;
}

template <Kind K, class... V>
[[gnu::noinline]] Seq write(Site at, Seq cause, const V&... values) {
  if (paused) return 0;
  SpinGuard guard(emit_lock);
  if (sink == nullptr) return 0;
  Sink& to = *sink;
  const std::size_t room = (room_for(values, to.payload_limit) + ... + (kFrame + at.length));
  if (static_cast<std::size_t>(to.limit - to.cursor) < room && !to.grow(room)) {
    recording.store(false, std::memory_order_relaxed);
    sink = nullptr;
    return 0;
  }
  const Seq seq = to.next_seq++;
  const std::int64_t t = now_ns() - to.start_ns;
  char* out = encode::natural(encode::literal(to.cursor, "{\"seq\":"), seq);
  out = encode::integer(encode::literal(out, ",\"t\":"), t);
  out = encode::literal(out, text::kKind[static_cast<std::size_t>(K)]);
  if (const std::uint32_t thread = this_thread(); thread != 0) {
    out = encode::natural(encode::literal(out, ",\"thread\":"), thread);
  }
  ((out = put(out, values, to.payload_limit)), ...);
  if (cause != 0) out = encode::natural(encode::literal(out, ",\"cause\":"), cause);
  if (scope != 0) out = encode::natural(encode::literal(out, ",\"in\":"), scope);
  if (at.line != 0) {
    out = encode::copied(encode::literal(out, ",\"at\":\""), at.file_name());
    *out++ = ':';
    out = encode::natural(out, at.line);
    *out++ = '"';
  }
  to.cursor = encode::literal(out, "}\n");
  return seq;
}

}  // namespace detail

/// Records one event and returns its number; 0 when nothing records. `cause` is the event that
/// scheduled or produced this one (0: none).
template <Kind K, class... V>
inline Seq emit(Site at, Seq cause, V... values) {
  constexpr std::uint64_t given = ((std::uint64_t{1} << static_cast<unsigned>(V::field)) | ... | 0);
  static_assert((given & ~detail::fields_of<K>()) == 0,
                "kinds.def does not list this field for this kind");
  if (!on()) return 0;
  return detail::write<K>(at, cause, detail::measured(values)...);
}

/// Opens the scope of a begin event for this thread; the end event is emitted inside it.
class Scope {
 public:
  explicit Scope(Seq begin) : outer_(detail::scope), open_(begin != 0) {
    if (open_) detail::scope = begin;
  }
  ~Scope() { close(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  void close() {
    if (open_) detail::scope = outer_;
    open_ = false;
  }

 private:
  Seq outer_;
  bool open_;
};

}  // namespace eyewall::trace
