// Which events hold a text: in their kind, their sentence or their source line.

class Search {
  constructor(walk) {
    this.walk = walk;
    this.query = '';
    this.hits = [];
    walk.listen((what) => { if (what === 'level') this.#find(); });
  }

  set(query) {
    this.query = query.trim().toLowerCase();
    this.#find();
  }

  #find() {
    const {trace, shown} = this.walk;
    this.hits = this.query === '' ? [] : shown.filter((step) =>
      `${trace.kind(step)[0]} ${trace.text(step)} ${trace.site(step)}`.toLowerCase()
        .includes(this.query));
    this.set_ = new Set(this.hits);
  }

  has(step) { return this.query !== '' && this.set_.has(step); }

  // To the next hit, or the one before; at an end it goes on from the other one.
  next(direction) {
    const hits = this.hits.filter((step) => step <= this.walk.veil);
    if (hits.length === 0) return;
    const {at} = this.walk;
    const hit = direction > 0 ? hits.find((step) => step > at) ?? hits[0]
      : hits.findLast((step) => step < at) ?? hits.at(-1);
    this.walk.go(hit);
  }

  // '3 of 12', or nothing where nothing is sought.
  get told() {
    if (this.query === '') return '';
    const place = this.hits.indexOf(this.walk.at) + 1;
    return TEXT.found(place === 0 ? '-' : place, this.hits.length);
  }
}
