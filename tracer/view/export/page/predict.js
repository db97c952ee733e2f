// What runs next? Questions that came with the trace. What comes behind one is hidden meanwhile.

class Predict {
  constructor(walk) {
    this.walk = walk;
    this.box = byId('predict');
    this.button = byId('predict-button');
    setKeyed(this.button, 'p', TEXT.predict);
    this.asked = new Map();  // by the place of the question: whether the answer was right
    this.question = null;
    walk.listen((what) => {
      if (what === 'step' && this.question && walk.at !== this.question.at) this.close();
    });
  }

  get open() { return this.question !== null; }

  toggle() {
    if (this.open) this.close();
    else this.ask(this.walk.at);
  }

  // The first question at or behind a step.
  ask(from) {
    const question = this.walk.trace.questions.find(({at}) => at >= from);
    this.close();
    if (question === undefined) return say(this.#nothing());
    this.question = question;
    this.walk.go(question.at);
    this.walk.hideBehind(question.at);
    this.#show();
    const options = question.options.map(({text}, i) => `${i + 1}: ${text}`);
    return say(`${question.text} ${options.join('. ')}`);
  }

  close() {
    if (this.question === null) {
      this.box.hidden = true;
      return;
    }
    this.question = null;
    this.box.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    this.walk.hideBehind(Infinity);
  }

  // Takes an answer, from 1. False: there is no such option, or it was answered.
  answer(number) {
    const option = this.question?.options[number - 1];
    if (option === undefined || this.answered) return false;
    this.answered = true;
    if (!this.asked.has(this.question.at)) this.asked.set(this.question.at, option.right);
    this.walk.hideBehind(Infinity);
    this.#feedback(number - 1);
    return true;
  }

  #nothing() {
    this.box.replaceChildren(element('p', {text: TEXT.noQuestion}));
    this.box.hidden = false;
    return TEXT.noQuestion;
  }

  #show() {
    this.answered = false;
    this.options = this.question.options.map(({text}, i) => element('button', {
      type: 'button', class: 'option', onclick: () => this.answer(i + 1),
    }, element('kbd', {text: String(i + 1)}), element('span', {text})));
    this.box.replaceChildren(
      element('h2', {text: TEXT.predictTitle}),
      element('p', {text: this.question.text}),
      element('div', {class: 'options'}, ...this.options));
    this.box.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
  }

  #feedback(chosen) {
    const {options, why, answer, at} = this.question;
    options.forEach(({right}, i) => {
      this.options[i].disabled = true;
      this.options[i].classList.toggle('right', right);
      this.options[i].classList.toggle('wrong', i === chosen && !right);
    });
    const {right, feedback} = options[chosen];
    const told = right ? TEXT.right
      : `${TEXT.wrong} ${feedback} ${TEXT.answer(options.find((each) => each.right).text)}`;
    const scored = [...this.asked.values()];
    const score = TEXT.score(scored.filter(Boolean).length, scored.length);
    const next = this.walk.trace.questions.find((each) => each.at > at);
    this.box.append(
      element('p', {class: `verdict ${right ? 'right' : 'wrong'}`, text: told}),
      linkList(this.walk, why),
      element('div', {class: 'links'},
        button(TEXT.toAnswer, () => this.walk.go(answer)),
        next ? button(TEXT.nextQuestion, () => this.ask(next.at)) : '',
        button(TEXT.giveUp, () => this.close()),
        element('span', {class: 'score', text: score})));
    say(told);
  }
}
