// The source file of the step, with the line that acted.

// What a line of C++ is made of, as far as colour needs to know: comments, texts, words.
const TOKENS = new RegExp([
  '(?<comment>//.*)',
  '(?<text>"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\')',
  '(?<word>\\b(?:auto|bool|break|case|catch|char|class|co_await|co_return|co_yield|const'
    + '|constexpr|continue|do|double|else|enum|explicit|false|for|if|inline|int|namespace|new|noexcept'
    + '|nullptr|operator|private|protected|public|return|sizeof|static|struct|switch|template|this|throw'
    + '|true|try|typename|using|virtual|void|while)\\b|^\\s*#\\s*\\w+)',
].join('|'), 'g');

function coloured(line) {
  const parts = [];
  let at = 0;
  for (const match of line.matchAll(TOKENS)) {
    const [name] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    parts.push(line.slice(at, match.index), element('span', {class: `c-${name}`, text: match[0]}));
    at = match.index + match[0].length;
  }
  return [...parts, line.slice(at)];
}

class SourceView {
  constructor(walk) {
    this.walk = walk;
    this.box = byId('source');
    this.file = -2;  // the one that is shown; -1: none
    this.line = null;
  }

  move() {
    const event = this.walk.trace.event(this.walk.at);
    setText(byId('file'), event.site);
    const known = event.file >= 0 && this.walk.trace.data.sources[event.file] !== 0;
    this.#show(known ? event.file : -1);
    if (!known) return this.box.replaceChildren(this.#nothing(event.site));
    this.line?.classList.remove('acts');
    this.line?.removeAttribute('aria-current');
    this.line = this.box.querySelector(`[data-line="${event.line}"]`);
    this.line?.classList.add('acts');
    this.line?.setAttribute('aria-current', 'true');
    return this.#scroll();
  }

  #nothing(site) {
    return element('p', {class: 'nothing', text: site ? TEXT.noSource(site) : TEXT.noLine});
  }

  #show(file) {
    if (file === this.file) return;
    this.file = file;
    this.line = null;
    if (file < 0) return;
    const lines = this.walk.trace.data.sources[file].replace(/\r?\n$/, '').split(/\r?\n/);
    const list = element('ol', {class: 'code'}, ...lines.map((line, i) =>
      element('li', {'data-line': i + 1}, element('code', {}, ...coloured(line)))));
    this.box.replaceChildren(list);
  }

  // To the line, if it is not well in sight; inside its own box only.
  #scroll() {
    if (!this.line) return;
    const top = this.line.offsetTop;
    const {scrollTop, clientHeight} = this.box;
    if (top > scrollTop + clientHeight * 0.15 && top < scrollTop + clientHeight * 0.8) return;
    this.box.scrollTo({top: top - clientHeight * 0.4, behavior: 'instant'});
  }
}
