// The strip that shows the whole trace: what encloses what, from left to right; the place in it.

class Timeline {
  static COLOURS = ['ink', 'turn', 'hit', ...Object.keys(TEXT.colours)];
  static DEPTHS = 7;  // rows of the strip; what is deeper is drawn in the last

  constructor(walk, search) {
    this.walk = walk;
    this.search = search;
    this.strip = byId('strip');
    this.place = byId('place');
    this.slider = byId('slider');
    this.slider.min = walk.trace.first;
    this.slider.max = walk.trace.last;
    this.slider.addEventListener('input', () => walk.go(Number(this.slider.value)));
    this.draw();
    new ResizeObserver(() => this.draw()).observe(this.strip.parentElement);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  // All of it; needed again when its size or its colours change, or what is hidden.
  draw() {
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(Timeline.COLOURS.map(
      (name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    const {width, height} = this.strip.parentElement.getBoundingClientRect();
    for (const canvas of [this.strip, this.place]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
      canvas.getContext('2d').scale(devicePixelRatio, devicePixelRatio);
    }
    this.width = width;
    this.height = height;
    this.#drawEvents();
    this.move();
  }

  #x(step) { return ((step - this.walk.trace.first) / this.walk.trace.count) * this.width; }

  #drawEvents() {
    const {trace, turns, veil} = this.walk;
    const context = this.strip.getContext('2d');
    context.clearRect(0, 0, this.width, this.height);
    context.fillStyle = this.colours['turn'];
    for (const turn of turns) context.fillRect(this.#x(turn), 0, 1, this.height);
    const row = this.height / Timeline.DEPTHS;
    for (let i = 0; i < trace.count && i + trace.first <= veil; ++i) {
      const step = i + trace.first;
      const end = Math.min(trace.ends[i] + trace.first, veil);
      const depth = Math.min(trace.depth(step), Timeline.DEPTHS - 1);
      context.fillStyle = this.colours[trace.family(step)];
      const width = Math.max(this.#x(end + 1) - this.#x(step) - 0.5, 0.75);
      context.fillRect(this.#x(step), depth * row + 1, width, row - 2);
    }
  }

  // The place, and the arrow from its cause.
  move() {
    const {trace, at} = this.walk;
    const context = this.place.getContext('2d');
    context.clearRect(0, 0, this.width, this.height);
    context.fillStyle = this.colours['hit'];
    const places = this.search.hits.filter((hit) => hit <= this.walk.veil)
      .map((hit) => Math.round(this.#x(hit)));
    for (const x of new Set(places)) context.fillRect(x, this.height - 3, 2, 3);
    const middle = (step) => (this.#x(step) + this.#x(step + 1)) / 2;
    const {cause} = trace.event(at);
    context.strokeStyle = context.fillStyle = this.colours['ink'];
    context.lineWidth = 1.5;
    if (trace.has(cause)) {
      context.beginPath();
      context.moveTo(middle(cause), this.height);
      context.quadraticCurveTo((middle(cause) + middle(at)) / 2, 0, middle(at), this.height);
      context.stroke();
    }
    context.fillRect(middle(at) - 1, 0, 2, this.height);
    this.slider.value = at;
    this.slider.setAttribute('aria-valuetext',
      TEXT.live(at, trace.last, trace.text(at)));
  }
}
