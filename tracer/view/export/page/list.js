// The events, one a line. Only those in sight are in the document, for a trace may have many.

class List {
  static HEIGHT = 26;  // of a line, in pixels; page.css says it too
  static SPARE = 8;    // lines above and below what is in sight

  constructor(walk, search) {
    this.walk = walk;
    this.search = search;
    this.box = byId('events');
    this.rows = byId('rows');
    this.box.addEventListener('scroll', () => this.draw());
    this.box.addEventListener('click', (event) => {
      const row = event.target.closest('[data-step]');
      if (row && Number(row.dataset.step) <= walk.veil) walk.go(Number(row.dataset.step));
    });
    new ResizeObserver(() => this.move()).observe(this.box);
  }

  // Brings the step into sight, and its neighbours with it.
  move() {
    const top = this.walk.indexOf(this.walk.at) * List.HEIGHT;
    const {scrollTop, clientHeight} = this.box;
    const margin = Math.min(3 * List.HEIGHT, clientHeight / 4);
    if (top < scrollTop + margin || top + List.HEIGHT > scrollTop + clientHeight - margin) {
      this.box.scrollTop = top - clientHeight / 2;
    }
    this.draw();
  }

  draw() {
    const {shown} = this.walk;
    this.rows.style.height = `${shown.length * List.HEIGHT}px`;
    const first = Math.max(0, Math.floor(this.box.scrollTop / List.HEIGHT) - List.SPARE);
    const count = Math.ceil(this.box.clientHeight / List.HEIGHT) + 2 * List.SPARE;
    const steps = shown.slice(first, first + count);
    this.rows.replaceChildren(...steps.map((step, i) => this.#row(step, first + i)));
    this.box.setAttribute('aria-activedescendant', `event-${this.walk.at}`);
  }

  #row(step, index) {
    const {trace, at, veil} = this.walk;
    const veiled = step > veil;
    const row = element('div', {
      id: `event-${step}`, role: 'option', 'data-step': step, 'aria-selected': step === at,
      'aria-setsize': this.walk.shown.length, 'aria-posinset': index + 1,
      class: `event ${veiled ? 'veiled' : trace.family(step)}${
        this.search.has(step) && !veiled ? ' hit' : ''}`,
    },
    element('span', {class: 'number', text: String(step)}),
    element('span', {class: 'what', text: veiled ? TEXT.veiled : trace.text(step)}));
    row.style.top = `${index * List.HEIGHT}px`;
    row.lastChild.style.paddingLeft = `${Math.min(trace.depth(step), 12) * 10}px`;
    if (!veiled) row.title = trace.text(step);
    return row;
  }
}
