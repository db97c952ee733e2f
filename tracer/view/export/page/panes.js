// The state after a step: the panes, and in each the rows that the trace's own model made.

const PLACES = ['stack', 'output'];  // panes whose rows' ids are numbers of events

class Panes {
  constructor(walk) {
    this.walk = walk;
    this.states = new States(walk.trace);
    this.views = [];
    const unused = [];
    walk.trace.data.panes.forEach(([name, title], index) => {
      const most = walk.trace.data.most[index];
      if (most === 0) unused.push(title);
      else this.views.push(this.#pane(name, title, index, most));
    });
    byId('panes').append(...this.views.map(({box}) => box));
    byId('unused').textContent = unused.length === 0 ? '' : TEXT.unused(unused.join(', '));
  }

  // A pane has room from the start for as many rows as it will have, so that nothing jumps.
  #pane(name, title, index, most) {
    const heading = element('h3', {id: `pane-${name}`, text: title});
    const list = element('ul', {tabindex: 0, 'aria-labelledby': heading.id});
    list.style.setProperty('--most', Math.min(most, 6));
    const count = element('span', {class: 'count'});
    const more = element('p', {class: 'more'});
    const properties = {class: 'pane', 'data-pane': name, 'aria-labelledby': heading.id};
    const box = element('section', properties,
      element('div', {class: 'head'}, heading, count), list, more);
    return {name, title, index, box, list, count, more};
  }

  move() {
    const {at} = this.walk;
    const panes = this.states.after(at);
    const changed = this.states.changed(at);
    for (const view of this.views) {
      const {rows, more} = panes[view.index];
      this.#draw(view, rows, changed[view.index]);
      setText(view.more, more === 0 ? '' : TEXT.more(more));
      setText(view.count, rows.length === 0 ? TEXT.nothing : String(rows.length + more));
      view.box.classList.toggle('empty', rows.length === 0);
    }
  }

  // Titles of the panes in which the step changed something.
  changed() {
    const changed = this.states.changed(this.walk.at);
    return this.views.filter(({index}) => changed[index].size > 0).map(({title}) => title);
  }

  #draw(view, rows, changed) {
    while (view.list.children.length > rows.length) view.list.lastChild.remove();
    while (view.list.children.length < rows.length) view.list.append(this.#row(view));
    rows.forEach((row, place) => {
      const item = view.list.children[place];
      const id = String(this.states.rowId(row));
      if (item.dataset.id !== id) item.dataset.id = id;
      setText(item.children[0], this.states.rowText(row, this.walk.at));
      item.classList.toggle('changed', changed.has(place));
      setText(item.children[1], changed.has(place) ? TEXT.changed : '');
    });
    const first = Math.min(...changed);
    if (Number.isFinite(first)) this.#reveal(view.list, view.list.children[first]);
  }

  #row(view) {
    const link = PLACES.includes(view.name);
    const text = link ? element('button', {class: 'text', type: 'button'})
      : element('span', {class: 'text'});
    const item = element('li', {}, text, element('span', {class: 'mark'}));
    if (link) text.addEventListener('click', () => this.walk.go(Number(item.dataset.id)));
    return item;
  }

  #reveal(list, item) {
    if (item.offsetTop < list.scrollTop) list.scrollTop = item.offsetTop;
    const end = item.offsetTop + item.offsetHeight - list.clientHeight;
    if (end > list.scrollTop) list.scrollTop = end;
  }
}
