// Why a step happened: its chain of causes, back to the program's own line.

const LONGEST = 1000;  // links

// The links of the chain. Each event has the next one and its words, said when the page was made.
function chainOf(trace, step) {
  const {data} = trace;
  const links = [{step, text: trace.text(step)}];
  for (let at = step; links.length < LONGEST && (at === step || !trace.whyEnds.has(at));) {
    const [next, text] = trace.has(at)
      ? [at - data.whyBack[at - trace.first], data.whyText[at - trace.first]]
      : data.whyBefore[at];
    if (next === at) break;
    links.push({step: next, text: data.texts[text]});
    at = next;
  }
  if (links.length === LONGEST) links.push({step: 0, text: TEXT.soOn(LONGEST)});
  return links;
}

class Why {
  constructor(walk) {
    this.walk = walk;
    this.box = byId('why');
    this.button = byId('why-button');
    setKeyed(this.button, 'y', TEXT.why);
  }

  get open() { return !this.box.hidden; }

  toggle(open = !this.open) {
    this.box.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
    this.move();
    if (open) say(chainOf(this.walk.trace, this.walk.at).map(({text}) => text).join(' '));
  }

  move() {
    if (!this.open) return;
    const {trace, at} = this.walk;
    this.box.replaceChildren(
      element('h2', {text: TEXT.whyTitle(at)}),
      linkList(this.walk, chainOf(trace, at)));
  }
}

// A chain as a list: the sentence, the step to go to, the source line.
function linkList(walk, links) {
  const {trace} = walk;
  return element('ol', {class: 'chain'}, ...links.map(({step, text}) => {
    const item = element('li', {}, element('span', {class: 'text', text}));
    if (trace.has(step)) {
      item.prepend(stepButton(walk, step, String(step), {class: 'number'}));
      item.append(element('span', {class: 'site', text: trace.site(step)}));
    } else if (step !== 0) {
      item.prepend(element('span', {class: 'number', text: TEXT.notHere(step)}));
    }
    return item;
  }));
}
