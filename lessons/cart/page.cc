#include "cart/page.h"

namespace eyewall::lesson {
namespace {

// {{count}} and {{news}} are filled in; both are ours, so nothing has to be escaped.
constexpr char kPage[] = R"html(<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>A shop with one article</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto }
  #count { font-size: 3rem; font-variant-numeric: tabular-nums }
  button { font: inherit; padding: .4rem 1rem }
  #state { color: #555; min-height: 1.5em }
</style>
<h1>The Art of the Event Loop</h1>
<p>In stock: <output id="count">{{count}}</output></p>
<p>
  <button id="add">Add to cart</button>
  <button id="remove" hidden>Put it back</button>
</p>
<p id="state" role="status"></p>
<script>
"use strict";
const numbers = crypto.getRandomValues(new Uint32Array(4));
const session = Array.from(numbers, n => n.toString(16)).join("");
const news = "{{news}}";
const part = id => document.getElementById(id);
const say = text => { part("state").textContent = text; };
const show = count => { part("count").textContent = count; };
const wait = seconds => new Promise(done => setTimeout(done, 1000 * seconds));

async function act(action) {
  const body = new URLSearchParams({ session, action });
  const answer = await fetch("/cart", { method: "POST", body }).catch(() => null);
  if (answer === null) return say("The server does not answer.");
  if (answer.status === 409) return say("Sold out.");
  if (!answer.ok) return say("The server says " + answer.status + ".");
  show((await answer.json()).inventoryCount);
  part("add").hidden = action === "add";
  part("remove").hidden = action !== "add";
  say(action === "add" ? "One is in your cart." : "It is back on the shelf.");
}

async function poll() {  // asks, and is answered when there is news
  while (true) {
    const answer = await fetch("/cart/status?seen=" + part("count").textContent).catch(() => null);
    if (answer !== null && answer.ok) show((await answer.json()).inventoryCount);
    else await wait(1);
  }
}

function listen() {  // one connection, as long as the page is open
  const url = location.origin.replace(/^http/, "ws") + "/cart/socket";
  const socket = new WebSocket(url);
  socket.onmessage = event => show(JSON.parse(event.data).inventoryCount);
  socket.onclose = () => wait(1).then(listen);
}

part("add").onclick = () => act("add");
part("remove").onclick = () => act("remove");
if (news === "socket") listen(); else poll();
</script>
</html>
)html";

void fill(std::string& text, const std::string& name, const std::string& value) {
  const std::size_t at = text.find("{{" + name + "}}");
  text.replace(at, name.size() + 4, value);
}

}  // namespace

std::string page(int count, const std::string& news) {
  std::string text = kPage;
  fill(text, "count", std::to_string(count));
  fill(text, "news", news);
  return text;
}

}  // namespace eyewall::lesson
