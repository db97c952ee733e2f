// The keys, which are those of the players in a terminal; and the buttons, which do the same.

class Keys {
  constructor(actions) {
    this.actions = actions;
    this.count = '';  // digits that were typed before a key
    document.addEventListener('keydown', (event) => this.#pressed(event));
    for (const button of document.querySelectorAll('[data-do]')) {
      button.addEventListener('click', () => actions[button.dataset.do](1));
    }
  }

  static KEYS = {
    l: 'forward', '.': 'forward', ArrowRight: 'forward', ArrowDown: 'forward',
    h: 'back', ',': 'back', ArrowLeft: 'back', ArrowUp: 'back',
    g: 'first', Home: 'first', G: 'last', End: 'last', '%': 'percent',
    ')': 'turnOn', '(': 'turnBack', '[': 'cause', ']': 'effect',
    '/': 'search', n: 'next', N: 'previous',
    ' ': 'play', '+': 'faster', '=': 'faster', '-': 'slower',
    z: 'zoom', y: 'why', p: 'predict', t: 'theme', '?': 'help', Escape: 'escape',
  };

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      this.count = '';
      this.actions.escape();
      return;
    }
    if (!Keys.#isOurs(event)) return;
    if (/^\d$/.test(event.key)) {
      this.#digit(event.key);
    } else {
      const action = Keys.KEYS[event.key];
      if (action === undefined) return;
      const count = this.count === '' ? undefined : Number(this.count);
      this.count = '';
      this.actions[action](count ?? 1, count);
    }
    event.preventDefault();
  }

  #digit(digit) {
    if (this.count === '' && this.actions.answer(Number(digit))) return;
    this.count = (this.count + digit).slice(-9);
  }

  // Whether what has the focus has no use of its own for the key.
  static #isOurs({target, key}) {
    if (!(target instanceof Element) || document.querySelector('dialog[open]')) return false;
    if (target.matches('input:not([type=range]), select, textarea')) return false;
    if (target.matches('button, summary') && (key === ' ' || key === 'Enter')) return false;
    const scrolls = target.matches('[tabindex="0"]') && target.id !== 'events';
    return !(scrolls && ['ArrowUp', 'ArrowDown', 'Home', 'End', ' '].includes(key));
  }
}
