#include <nlohmann/json.hpp>

#include "trace/kind.h"
#include "view/reference.h"

namespace eyewall::view {
namespace {

using Json = nlohmann::ordered_json;
using trace::FieldType;

Json integer(int least) {
  return {{"type", "integer"}, {"minimum", least}};
}

Json type_of(FieldType type) {
  switch (type) {
    case FieldType::Int:
      return {{"type", "integer"}};
    case FieldType::ObjectId:
      return integer(1);
    case FieldType::Bool:
      return {{"type", "boolean"}};
    case FieldType::Mask:
      return {{"type", "array"}, {"items", {{"enum", {"READ", "WRITE", "ERR", "HUP"}}}}};
    case FieldType::Bytes:
      return {{"type", "string"}, {"pattern", "^[\\u0000-\\u00ff]*$"}};
    case FieldType::Str:
    case FieldType::Who:
      break;
  }
  return {{"type", "string"}};
}

Json object(Json properties, Json required) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

Json header() {
  return object({{"eyewall", {{"const", 1}}},
                 {"program", {{"type", "string"}}},
                 {"pid", integer(0)},
                 {"argv", {{"type", "array"}, {"items", {{"type", "string"}}}}},
                 {"clock", {{"const", "monotonic"}}},
                 {"start", {{"type", "string"}, {"format", "date-time"}}},
                 {"payload", {{"anyOf", {integer(0), {{"const", "full"}}}}}}},
                {"eyewall"});
}

Json footer() {
  return object({{"eyewall_end", {{"const", 1}}}, {"events", integer(0)}},
                {"eyewall_end", "events"});
}

Json event() {
  Json properties = {
      {"seq", integer(1)},    {"t", {{"type", "integer"}}}, {"kind", {{"type", "string"}}},
      {"thread", integer(0)}, {"cause", integer(0)},        {"in", integer(0)}};
  properties["at"] = {{"type", "string"}, {"pattern", "^.*:[0-9]+$"}};
  for (const trace::FieldInfo& field : trace::fields()) {
    Json type = type_of(field.type);
    type["description"] = field.what;
    properties[std::string(field.name)] = std::move(type);
  }
  return object(std::move(properties), {"seq", "t", "kind"});
}

// The kinds that this version knows. Others are allowed: a later one may add some.
Json kinds() {
  Json list = Json::array();
  for (const trace::KindInfo& kind : trace::kinds()) {
    list.push_back({{"const", kind.name}, {"description", kind.sentence}});
  }
  return list;
}

}  // namespace

void print_schema(std::ostream& out) {
  Json schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "A line of an Eyewall trace"},
      {"oneOf",
       {{{"$ref", "#/$defs/header"}}, {{"$ref", "#/$defs/event"}}, {{"$ref", "#/$defs/footer"}}}}};
  schema["$defs"] = {{"header", header()}, {"event", event()}, {"footer", footer()}};
  schema["$defs"]["kind"] = {{"anyOf", kinds()}};
  schema["$defs"]["event"]["properties"]["kind"] = {
      {"anyOf", {{{"$ref", "#/$defs/kind"}}, {{"type", "string"}}}}};
  out << schema.dump(2) << '\n';
}

}  // namespace eyewall::view
