// The step itself: what happened, when, where, what caused it; and the same for who listens.

class Now {
  constructor(walk, panes, search) {
    this.walk = walk;
    this.panes = panes;
    this.search = search;
  }

  move() {
    const {trace, at, veil} = this.walk;
    const event = trace.event(at);
    setText(byId('sentence'), event.text);
    byId('kind').className = event.family;
    setText(byId('kind'), event.kind);
    setText(byId('time'), TEXT.ms(event.time));
    setText(byId('thread'), event.thread === 0 ? '' : TEXT.thread(event.thread));
    setText(byId('site'), event.site || TEXT.noSite);
    const percent = Math.floor(((at - trace.first + 1) * 100) / trace.count);
    setText(byId('where'), `${TEXT.where(at, trace.last)}  ·  ${TEXT.percent(percent)}`);
    this.#link('cause', '[', TEXT.cause(event.cause), trace.has(event.cause));
    const effect = event.effect <= veil ? event.effect : 0;
    const more = event.effects - 1;
    this.#link('effect', ']',
      effect !== 0 && more > 0 ? TEXT.effects(effect, more) : TEXT.effect(effect), effect !== 0);
    this.found();
    this.#say(event);
  }

  found() { setText(byId('found'), this.search.told); }

  #link(id, key, text, there) {
    setKeyed(byId(id), key, text);
    byId(id).disabled = !there;
  }

  #say(event) {
    const changed = this.panes.changed();
    byId('live').textContent = TEXT.live(event.step, this.walk.trace.last, event.text)
      + (changed.length === 0 ? '' : TEXT.liveChanged(changed.join(', ')));
  }
}

function say(text) { byId('live').textContent = text; }
