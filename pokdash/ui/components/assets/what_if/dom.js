// Making and changing nodes; a node is only touched when what it shows is another.
const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const draw = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

export function show(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** An amount that is shown, with its exact cents beside it for whoever checks it. */
export function showAmount(node, text, cents) {
  show(node, text);
  node.dataset.cents = cents ?? "";
}

export function toggle(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}
