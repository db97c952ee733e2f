// HTTP exchanges: the client's, from the request to its response; the server's, from the request to
// its answer.
#include "model/reducer.h"

namespace eyewall::model {

using Status = Exchange::Status;

template <class How>
bool Reducer::change_exchange(Status status, How how) {
  edit(state_.exchanges_, Sort::exchange, Field::call, [&](Exchange& exchange) {
    exchange.at = event_.seq;
    exchange.status = status;
    how(exchange);
  });
  return true;
}

bool Reducer::exchanges() {
  const auto nothing = [](Exchange&) {};
  const auto code = [&](Exchange& exchange) { exchange.code = number(Field::status); };
  switch (*event_.kind) {
    case Kind::http_start:
      return change_exchange(Status::resolving, [&](Exchange& each) { each = begun(); });
    case Kind::http_resolve:
      return change_exchange(Status::connecting, nothing);
    case Kind::http_request:
      return change_exchange(Status::sent, nothing);
    case Kind::http_headers:
      return change_exchange(Status::headers, code);
    case Kind::http_chunk:
      return change_exchange(Status::body, nothing);
    case Kind::http_redirect:
    case Kind::http_response:
      return change_exchange(Status::done, code);
    case Kind::http_error:
      return change_exchange(Status::failed, nothing);
    case Kind::http_fetch:
    case Kind::http_end:
      return true;
    default:
      return served();
  }
}

bool Reducer::served() {
  const auto nothing = [](Exchange&) {};
  const auto code = [&](Exchange& exchange) { exchange.code = number(Field::status); };
  switch (*event_.kind) {
    case Kind::http_receive:
      edit(state_.streams_, Sort::stream, Field::stream,
           [&](Stream& stream) { stream.exchange = id(Field::call); });
      return change_exchange(Status::received, [&](Exchange& each) {
        each = begun();
        each.status = Status::received;
        each.stream = id(Field::stream);
      });
    case Kind::http_body:
      return change_exchange(Status::received, nothing);
    case Kind::web_route:
      return change_exchange(Status::received,
                             [&](Exchange& each) { each.handler = text(Field::name); });
    case Kind::http_answer:
      return change_exchange(Status::answered, code);
    case Kind::http_finish:
    case Kind::ws_open:  // what follows is no HTTP
      return end_exchange();
    case Kind::http_refuse:  // often before there is an exchange
      return change_exchange(Status::failed, code);
    case Kind::http_continue:
    case Kind::web_error:  // its answer follows
      return true;
    default:
      return false;
  }
}

Exchange Reducer::begun() const {
  Exchange exchange;
  exchange.method = text(Field::method);
  exchange.url = text(Field::url);
  exchange.began = exchange.at = event_.seq;
  return exchange;
}

// A handler may finish its answer when nobody is there to take it any more.
bool Reducer::end_exchange() {
  const Exchange* const exchange = state_.exchanges_.find(id(Field::call));
  if (exchange == nullptr || exchange->status == Status::failed) return true;
  return change_exchange(Status::done, [](Exchange&) {});
}

// The client has gone, or was sent away, before its answer was finished.
void Reducer::cut_off(Id id) {
  const Exchange* const exchange = state_.exchanges_.find(id);
  if (exchange == nullptr || !exchange->live()) return;
  edit(state_.exchanges_, Sort::exchange, id, [&](Exchange& each) {
    each.at = event_.seq;
    each.status = Status::failed;
  });
}

}  // namespace eyewall::model
