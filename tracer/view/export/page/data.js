// What the page was given: the trace's events by their number, its texts, its source files.

const FAMILIES = {
  loop: 'loop', poll: 'loop', fd: 'loop', handler: 'loop', waker: 'loop',
  callback: 'callback', timer: 'callback',
  future: 'coroutine', gen: 'coroutine', runner: 'coroutine', executor: 'coroutine',
  call: 'coroutine',
  stream: 'stream', net: 'stream', http: 'stream', ws: 'stream',
  sys: 'system',
};

// Nanoseconds as C++ writes them: '1.204'. It rounds what lies in the middle to even, toFixed up.
function milliseconds(ns) {
  const text = (ns / 1e6).toFixed(3);
  const middle = ns % 62500 === 0 && (ns / 500) % 2 !== 0;
  return middle && Number(text.at(-1)) % 2 === 1 ? ((ns - 500) / 1e6).toFixed(3) : text;
}

async function inflated(base64) {
  if (typeof DecompressionStream === 'undefined') throw new Error(TEXT.tooOld);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).text();
}

class Trace {
  static async read(text) {
    const data = JSON.parse(text);
    return new Trace(typeof data === 'string' ? JSON.parse(await inflated(data)) : data);
  }

  constructor(data) {
    this.data = data;
    this.first = data.first;
    this.count = data.kind.length;
    this.last = data.first + this.count - 1;
    this.times = new Float64Array(this.count);
    let time = 0;
    data.t.forEach((more, i) => { this.times[i] = time += more; });
    this.whyEnds = new Set(data.whyEnds);
    this.questions = data.questions.map((question) => this.#question(question));
    this.ends = this.#ends();
    this.#effects();
  }

  has(step) { return Number.isInteger(step) && step >= this.first && step <= this.last; }

  #question([at, answer, text, options, why]) {
    const {texts} = this.data;
    return {
      at, answer, text: texts[text],
      options: options.map(([told, right, feedback]) => (
        {text: texts[told], right: right === 1, feedback: texts[feedback]})),
      why: why.map(([step, told]) => ({step, text: texts[told]})),
    };
  }

  // By index, from 0. The last event that each encloses; itself for one that encloses none.
  #ends() {
    const ends = Int32Array.from({length: this.count}, (_, i) => i);
    for (let i = this.count - 1; i >= 0; --i) {
      const begin = i - this.data.up[i];
      if (begin < i && begin >= 0) ends[begin] = Math.max(ends[begin], ends[i]);
    }
    return ends;
  }

  // By index: the first event that each caused (-1: none), and how many.
  #effects() {
    this.firstEffect = new Int32Array(this.count).fill(-1);
    this.effects = new Int32Array(this.count);
    for (let i = this.count - 1; i >= 0; --i) {
      const cause = i - this.data.back[i];
      if (cause === i || cause < 0) continue;
      this.firstEffect[cause] = i;
      ++this.effects[cause];
    }
  }

  kind(step) { return this.data.kinds[this.data.kind[step - this.first]]; }
  text(step) { return this.data.texts[this.data.text[step - this.first]]; }
  depth(step) { return this.data.depth[step - this.first]; }
  family(step) { return FAMILIES[this.kind(step)[0].split('.')[0]] ?? 'program'; }

  site(step) {
    const file = this.data.file[step - this.first];
    return file < 0 ? '' : `${this.data.files[file]}:${this.data.line[step - this.first]}`;
  }

  // All that is known of an event but its state.
  event(step) {
    const i = step - this.first;
    const {data} = this;
    const effect = this.firstEffect[i];
    return {
      step,
      kind: this.kind(step)[0],
      family: this.family(step),
      text: this.text(step),
      time: milliseconds(this.times[i]),
      thread: data.thread[i],
      file: data.file[i],
      line: data.line[i],
      site: this.site(step),
      cause: data.back[i] === 0 ? 0 : step - data.back[i],
      effect: effect < 0 ? 0 : effect + this.first,
      effects: this.effects[i],
    };
  }
}
