#include "trace/exception_text.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string_view>

namespace eyewall {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string current_type() {
  const std::type_info* const type = abi::__cxa_current_exception_type();
  return type == nullptr ? "unknown" : type_name(*type);
}

}  // namespace

std::string type_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> demangled(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  std::string name = status == 0 ? demangled.get() : type.name();
  replace_all(name,
              "std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >",
              "std::string");
  replace_all(name, "eyewall::", "");
  replace_all(name, "> >", ">>");
  constexpr std::string_view kNested = "std::_Nested_exception<";  // from throw_with_nested
  if (name.starts_with(kNested))
    name = name.substr(kNested.size(), name.size() - kNested.size() - 1);
  return name;
}

ExceptionText describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    return {type_name(typeid(e)), e.what()};
  } catch (const char* text) {
    return {"const char*", text};
  } catch (const std::string& text) {
    return {"std::string", text};
  } catch (...) {
    return {current_type(), "(no message)"};
  }
}

}  // namespace eyewall
