// What a RequestHandler was asked: the arguments of the query and of a form.
#include "web/request_handler.h"

namespace eyewall::web {
namespace {

// As Tornado's _get_arguments: control characters become spaces, blanks around it go.
std::string tidied(std::string value) {
  for (char& c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) c = ' ';
  }
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const std::size_t first = value.find_first_not_of(kSpace);
  if (first == std::string::npos) return {};
  return value.substr(first, value.find_last_not_of(kSpace) + 1 - first);
}

}  // namespace

void RequestHandler::parse_arguments() {
  if (form_) return;
  auto form = std::make_unique<Form>();
  parse_qs(request_->query(), form->arguments);
  if (verb_ == Verb::post || verb_ == Verb::put || verb_ == Verb::patch) {
    parse_body_arguments(request_->headers().get("Content-Type", ""), request_->body,
                         form->arguments, form->files);
  }
  form_ = std::move(form);
}

std::vector<std::string> RequestHandler::get_arguments(std::string_view name) {
  parse_arguments();
  const auto found = form_->arguments.find(name);
  if (found == form_->arguments.end()) return {};
  std::vector<std::string> values;
  for (const std::string& value : found->second) values.push_back(tidied(value));
  return values;
}

std::string RequestHandler::get_argument(std::string_view name) {
  std::vector<std::string> values = get_arguments(name);
  if (values.empty()) throw MissingArgumentError(std::string(name));
  return std::move(values.back());
}

std::string RequestHandler::get_argument(std::string_view name, std::string_view otherwise) {
  std::vector<std::string> values = get_arguments(name);
  return values.empty() ? std::string(otherwise) : std::move(values.back());
}

const Files& RequestHandler::files() {
  parse_arguments();
  return form_->files;
}

}  // namespace eyewall::web
