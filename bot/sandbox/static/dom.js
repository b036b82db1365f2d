// Builds elements. Text always goes in as text nodes, so nothing that anyone typed can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties (`on…` are listeners, `dataset` is merged) and children (nodes, strings, arrays, null). */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function s(tag, props, ...children) {
  return build(document.createElementNS(SVG, tag), props, children);
}

export function fragment(...children) {
  const node = document.createDocumentFragment();
  append(node, children);
  return node;
}

/** Puts new children in place of the old ones. */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

let counter = 0;
export const newId = (prefix) => `${prefix}-${++counter}`;

/** Text that only screen readers get. */
export const hidden = (text) => h("span", { class: "sr-only" }, text);

function build(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "style") Object.entries(value).forEach(([key, item]) => node.style.setProperty(key, item));
    else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child);
  }
}
