// Small tools for the document. Text from a trace becomes a text node, and never anything else.

const byId = (id) => document.getElementById(id);

// element('p', {class: 'x', text: '...', onclick: f}, child, ...)
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'text') made.textContent = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Only what differs is touched, so that a screen reader and a selection are left in peace.
function setText(node, text) { if (node.textContent !== text) node.textContent = text; }

function fillTexts() {
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = TEXT[node.dataset.text];
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', TEXT[node.dataset.label]);
  }
  for (const node of document.querySelectorAll('[data-hint]')) {
    node.placeholder = TEXT[node.dataset.hint];
  }
  for (const node of document.querySelectorAll('[data-do]')) label(node, node.dataset.do);
}

function label(button, name) {
  const text = TEXT.buttons[name];
  if (text === undefined) return;
  button.setAttribute('aria-label', text);
  button.title = text;
}

// A button's text behind its key.
function setKeyed(button, key, text) {
  if (button.children.length === 0) {
    button.append(element('kbd', {text: key, 'aria-hidden': 'true'}), element('span'));
  }
  setText(button.lastChild, text);
}

const button = (text, onclick) => element('button', {type: 'button', text, onclick});

// A link to a step.
function stepButton(walk, step, text, properties = {}) {
  return element('button', {
    type: 'button', text, 'data-step': step, onclick: () => walk.go(step), ...properties,
  });
}
