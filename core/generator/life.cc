#include "generator/life.h"

#include "generator/errors.h"
#include "trace/exception_text.h"

namespace eyewall::generator {

using trace::Kind;
namespace f = trace::f;

void Life::refuse_reentry() const {
  if (running()) throw AlreadyExecuting();
}

void Life::on_new(const char* function) {
  name_ = function;
  if (!trace::on()) return;
  id_ = trace::new_id(trace::Object::gen);
  // No line: g++ would say the function's last one here, clang its first.
  waits_since_ = trace::emit<Kind::gen_new>({}, 0, f::gen(id_), f::name(name_));
}

trace::Seq Life::on_send(const std::type_info* type, trace::Site at) const {
  if (!trace::on()) return 0;
  const std::string name = type == nullptr ? "None" : type_name(*type);
  return trace::emit<Kind::gen_send>(at, waits_since_, f::gen(id_), f::type(name));
}

trace::Seq Life::on_throw(const std::exception_ptr& thrown, trace::Site at) const {
  if (!trace::on()) return 0;
  const ExceptionText error = describe(thrown);
  return trace::emit<Kind::gen_throw>(at, waits_since_, f::gen(id_), f::type(error.type),
                                      f::error(error.message));
}

void Life::on_resume(const std::type_info* type, trace::Site at) const {
  if (!trace::on()) return;
  const std::string name = type == nullptr ? "None" : type_name(*type);
  trace::emit<Kind::gen_resume>(at, waits_since_, f::gen(id_), f::type(name));
}

void Life::on_resume(const std::exception_ptr& thrown, trace::Site at) const {
  if (!trace::on()) return;
  const std::string name = describe(thrown).type;
  trace::emit<Kind::gen_resume>(at, waits_since_, f::gen(id_), f::type(name));
}

void Life::on_yield(const std::type_info& type, trace::Site at) {
  if (!trace::on()) return;
  const std::string name = type_name(type);
  waits_since_ = trace::emit<Kind::gen_yield>(at, 0, f::gen(id_), f::type(name));
}

void Life::on_return(trace::Site at) const {
  trace::emit<Kind::gen_return>(at, 0, f::gen(id_));
}

void Life::on_raise(const std::exception_ptr& raised) const {
  if (!trace::on()) return;
  const ExceptionText error = describe(raised);
  trace::emit<Kind::gen_raise>({}, 0, f::gen(id_), f::type(error.type), f::error(error.message));
}

void Life::on_close(trace::Site at) const {
  trace::emit<Kind::gen_close>(at, waits_since_, f::gen(id_));
}

}  // namespace eyewall::generator
