// The rows of every pane at any step: the edits that came with the trace, played back.
// Nothing here knows what a row means. Edits are described where they are written: html_rows.h.

class States {
  static INTERVAL = 256;  // steps between two copies that are kept, made when they are passed

  constructor(trace) {
    this.trace = trace;
    this.at = -1;  // the index of the step whose rows are in `panes`
    this.panes = trace.data.panes.map(() => ({rows: [], more: 0}));
    this.kept = [this.#copy()];  // kept[i]: before the step of index i * INTERVAL
  }

  // The panes after a step: of each its rows (numbers), and how many more there are.
  after(step) {
    const index = step - this.trace.first;
    const nearest = Math.min(Math.floor(index / States.INTERVAL), this.kept.length - 1);
    if (this.at > index || this.at < nearest * States.INTERVAL - 1) {
      this.panes = this.kept[nearest].map(({rows, more}) => ({rows: rows.slice(), more}));
      this.at = nearest * States.INTERVAL - 1;
    }
    while (this.at < index) this.#forward();
    return this.panes;
  }

  // Which rows a step's event changed: by pane, a set of places.
  changed(step) {
    const marks = this.trace.data.marks[step - this.trace.first] || [];
    const changed = this.panes.map(() => new Set());
    for (let i = 0; i < marks.length; i += 2) changed[marks[i]].add(marks[i + 1]);
    return changed;
  }

  rowId(row) { return this.trace.data.rowId[row]; }

  rowText(row, step) {
    const {data} = this.trace;
    const text = data.texts[data.rowText[row]];
    const due = data.rowDue[row];
    if (due === 0) return text;
    const left = due - this.trace.times[step - this.trace.first];
    return text + data.due[left < 0 ? 1 : 0] + TEXT.ms(milliseconds(Math.abs(left)));
  }

  #copy() { return this.panes.map(({rows, more}) => ({rows: rows.slice(), more})); }

  #forward() {
    const edits = this.trace.data.steps[++this.at] || [];
    for (let i = 0; i < edits.length;) {
      const pane = this.panes[edits[i]];
      if (edits[i + 1] < 0) {
        pane.more = edits[i + 2];
        i += 3;
        continue;
      }
      const [place, removed, added] = edits.slice(i + 1, i + 4);
      pane.rows.splice(place, removed, ...edits.slice(i + 4, i + 4 + added));
      i += 4 + added;
    }
    if (this.at + 1 === this.kept.length * States.INTERVAL) this.kept.push(this.#copy());
  }
}
