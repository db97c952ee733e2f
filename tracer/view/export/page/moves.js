// Where one is in the trace, and how one moves: the one place that every view follows.

const LEVELS = ['coroutine', 'loop', 'syscall'];  // each shows a part of what the next does

class Walk {
  #listeners = [];

  constructor(trace) {
    this.trace = trace;
    this.at = trace.first;
    this.veil = Infinity;  // while one predicts: what comes behind this step is not shown
    this.turns = [];
    for (let step = trace.first; step <= trace.last; ++step) {
      if (trace.kind(step)[0] === 'loop.iteration') this.turns.push(step);
    }
    this.#show(trace.data.level);
  }

  // listener(what): 'step', 'level', 'veil' or 'stop' (there is no step in that direction).
  listen(listener) { this.#listeners.push(listener); }
  tell(what, detail) { for (const listener of this.#listeners) listener(what, detail); }

  go(step) {
    if (!this.trace.has(step)) return this.tell('stop', TEXT.noSuch(step));
    if (step === this.at) return undefined;
    this.at = step;
    return this.tell('step');
  }

  // So many steps of this level, forwards or backwards; as far as there are.
  by(count) {
    const here = this.indexOf(this.at);
    const on = this.shown[here] === this.at;
    const wanted = count > 0 && !on ? here + count - 1 : here + count;
    const index = Math.max(0, Math.min(this.shown.length - 1, wanted));
    const step = this.shown[index];
    if (step === undefined || step === this.at || (step > this.at) !== (count > 0)) {
      return this.tell('stop', count > 0 ? TEXT.atLast : TEXT.atFirst);
    }
    return this.go(step);
  }

  percent(percent) {
    const index = Math.ceil((this.trace.count * percent) / 100) - 1;
    this.go(this.trace.first + Math.max(0, Math.min(this.trace.count - 1, index)));
  }

  turn(direction) {
    const there = direction > 0 ? this.turns.find((step) => step > this.at)
      : this.turns.findLast((step) => step < this.at);
    if (there === undefined) return this.tell('stop', direction > 0 ? TEXT.atLast : TEXT.atFirst);
    return this.go(there);
  }

  follow(step) { if (step !== 0) this.go(step); }

  zoom(level) {
    this.#show(level);
    this.tell('level');
  }

  nextLevel() { this.zoom(LEVELS[(LEVELS.indexOf(this.level) + 2) % 3]); }

  hideBehind(step) {
    this.veil = step;
    this.tell('veil');
  }

  // The place in `shown` of the step, or of the next one that is shown.
  indexOf(step) {
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle] < step) low = middle + 1; else high = middle;
    }
    return low;
  }

  #show(level) {
    this.level = level;
    const finest = LEVELS.indexOf(level);
    this.shown = [];
    for (let step = this.trace.first; step <= this.trace.last; ++step) {
      if (LEVELS.indexOf(this.trace.kind(step)[1]) <= finest) this.shown.push(step);
    }
  }
}

// Steps on by itself, so many steps a second.
class Play {
  static SPEEDS = [0.5, 1, 2, 4, 8, 16, 32];

  constructor(walk, changed) {
    this.walk = walk;
    this.changed = changed;
    this.speed = 2;
    this.timer = 0;
    walk.listen((what) => { if (what === 'stop' || what === 'veil') this.stop(); });
  }

  get running() { return this.timer !== 0; }

  toggle() {
    if (this.running) return this.stop();
    this.#start();
    return this.walk.by(1);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.changed();
  }

  faster(by) {
    const at = Play.SPEEDS.indexOf(this.speed) + by;
    this.speed = Play.SPEEDS[Math.max(0, Math.min(Play.SPEEDS.length - 1, at))];
    if (this.running) this.#start();
    this.changed();
  }

  #start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.walk.by(1), 1000 / this.speed);
    this.changed();
  }
}
