// The page: reads its trace, then moves every view along.

class Theme {
  static NAMES = ['auto', 'light', 'dark'];

  constructor(changed) {
    this.changed = changed;
    this.#set(this.#stored());
    byId('theme').addEventListener('click', () => this.next());
  }

  next() {
    const at = Theme.NAMES.indexOf(this.name);
    this.#set(Theme.NAMES[(at + 1) % Theme.NAMES.length]);
    this.changed();
  }

  #set(name) {
    this.name = name;
    document.documentElement.dataset.theme = name;
    byId('theme').textContent = TEXT.theme(TEXT.themes[name]);
    try { localStorage.setItem('eyewall-theme', name); } catch { /* a page may be denied it */ }
  }

  #stored() {
    try {
      const name = localStorage.getItem('eyewall-theme');
      return Theme.NAMES.includes(name) ? name : 'auto';
    } catch {
      return 'auto';
    }
  }
}

// The step in the address, #step=17: it can be kept, and sent to somebody.
class Address {
  constructor(walk) {
    this.walk = walk;
    this.timer = 0;
    addEventListener('hashchange', () => this.read());
  }

  read() {
    const [, step] = /^#step=(\d{1,15})$/.exec(location.hash) ?? [];
    if (step !== undefined) this.walk.go(Number(step));
  }

  // Not at every step: a browser stops a page that writes its address too often.
  write() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      try { history.replaceState(null, '', `#step=${this.walk.at}`); } catch { /* from then on */ }
    }, 150);
  }
}

function about(trace) {
  const {data} = trace;
  const when = data.start.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');
  const told = [TEXT.about(data.total, when)];
  if (trace.count < data.total) told.push(TEXT.part(trace.first, trace.last, data.total));
  if (!data.complete) told.push(TEXT.cutOff);
  document.title = TEXT.title(data.program);
  byId('program').textContent = data.program;
  byId('about').textContent = told.join('. ');
}

function showHelp() {
  const list = element('dl', {}, ...TEXT.keys.flatMap(([keys, what]) => [
    element('dt', {}, ...keys.split(/ +/).map((key) => element('kbd', {text: key}))),
    element('dd', {text: what})]));
  const dialog = byId('keys');
  const colours = element('ul', {class: 'legend'}, ...Object.entries(TEXT.colours).map(
    ([family, text]) => element('li', {class: family, text})));
  dialog.replaceChildren(element('h2', {id: 'keys-title', text: TEXT.keysTitle}), list, colours,
    button(TEXT.close, () => dialog.close()));
  dialog.showModal();
}

function start(trace) {
  const walk = new Walk(trace);
  const search = new Search(walk);
  const panes = new Panes(walk);
  const now = new Now(walk, panes, search);
  const list = new List(walk, search);
  const source = new SourceView(walk);
  const timeline = new Timeline(walk, search);
  const why = new Why(walk);
  const predict = new Predict(walk);
  const address = new Address(walk);
  const theme = new Theme(() => timeline.draw());
  const play = new Play(walk, () => {
    byId('play-icon').setAttribute('href', play?.running ? '#i-pause' : '#i-play');
    label(document.querySelector('[data-do=play]'), play?.running ? 'pause' : 'play');
    setText(byId('speed'), TEXT.speed(play.speed));
  });

  const move = () => {
    for (const view of [panes, now, list, source, timeline, why]) view.move();
    address.write();
  };
  walk.listen((what, detail) => {
    if (what === 'step') move();
    if (what === 'stop') say(detail);
    if (what === 'level') {
      byId('level').value = walk.level;
      list.move();
      timeline.move();
      now.found();
    }
    if (what === 'veil') {
      now.move();
      list.draw();
      timeline.draw();
    }
  });
  const find = (direction) => {
    search.next(direction);
    for (const view of [list, timeline]) view.move();
    now.found();
  };
  new Keys({
    forward: (count) => walk.by(count),
    back: (count) => walk.by(-count),
    first: (_, count) => walk.go(count ?? trace.first),
    last: (_, count) => walk.go(count ?? trace.last),
    percent: (_, count) => { if (count !== undefined) walk.percent(count); },
    turnOn: () => walk.turn(1),
    turnBack: () => walk.turn(-1),
    cause: () => walk.follow(trace.event(walk.at).cause),
    effect: () => walk.follow(trace.event(walk.at).effect),
    search: () => byId('query').select(),
    next: () => find(1),
    previous: () => find(-1),
    play: () => play.toggle(),
    faster: () => play.faster(1),
    slower: () => play.faster(-1),
    zoom: () => walk.nextLevel(),
    why: () => why.toggle(),
    predict: () => predict.toggle(),
    theme: () => theme.next(),
    help: showHelp,
    answer: (number) => predict.answer(number),
    escape: () => {
      play.stop();
      if (document.activeElement === byId('query')) byId('events').focus();
      else if (predict.open) predict.close();
      else why.toggle(false);
    },
  });
  byId('query').addEventListener('input', () => {
    search.set(byId('query').value);
    list.draw();
    timeline.move();
    now.found();
  });
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    search.set(byId('query').value);
    byId('events').focus();
    find(1);
  });
  byId('level').append(...LEVELS.map((level) =>
    element('option', {value: level, text: TEXT.levels[level]})));
  byId('level').value = walk.level;
  byId('level').addEventListener('change', () => walk.zoom(byId('level').value));
  byId('help').addEventListener('click', showHelp);
  play.stop();
  address.read();
  move();
}

fillTexts();
try {
  const trace = await Trace.read(byId('trace').textContent);
  about(trace);
  if (trace.count === 0) byId('program').textContent = TEXT.empty;
  document.body.classList.toggle('broken', trace.count === 0);
  if (trace.count > 0) start(trace);
  document.documentElement.dataset.ready = 'true';
} catch (error) {
  document.documentElement.dataset.ready = 'failed';
  byId('about').textContent = TEXT.broken(error.message);
  document.body.classList.add('broken');
}
