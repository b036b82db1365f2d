// Menus: a list of things to do, opened from a button, steered with the arrow keys or by typing.

import { fill, h } from "./dom.js";
import { wayBack } from "./focus.js";
import { openPopup } from "./popup.js";

/**
 * Opens a menu at a button. Items are {label, note, lead, run, danger, href} or {heading} or {rule: true}.
 * The focus goes back to the button when it closes.
 */
export function openMenu(anchor, items, { label, align = "start", width = 0 } = {}) {
  if (anchor.getAttribute("aria-expanded") === "true") return;
  const panel = h("div", { class: "menu", role: "menu", "aria-label": label ?? anchor.getAttribute("aria-label") });
  const goBack = wayBack(anchor);
  let restore = true;
  const close = openPopup(anchor, panel, {
    align,
    width,
    onClose: () => {
      // The toolbar of a message shows itself only while the focus is in it, or a menu of it is open.
      if (restore) goBack();
      anchor.setAttribute("aria-expanded", "false");
    },
  });
  const choose = (item) => {
    close();
    item.run?.();
  };
  fill(panel, items.map((item) => entry(item, choose)));
  anchor.setAttribute("aria-expanded", "true");
  panel.addEventListener("keydown", (event) => steer(event, panel, close, () => (restore = false)));
  panel.querySelector("[role=menuitem]")?.focus();
}

function entry(item, choose) {
  if (item.rule) return h("div", { class: "menu-rule", role: "separator" });
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const tag = item.href ? "a" : "button";
  const props = { class: `menu-item${item.danger ? " danger" : ""}`, role: "menuitem", tabindex: -1, onclick: () => choose(item) };
  if (item.href) Object.assign(props, { href: item.href, target: "_blank", rel: "noopener noreferrer" });
  else props.type = "button";
  return h(tag, props, item.lead, h("span", { class: "menu-words" }, h("span", {}, item.label), item.note && h("span", { class: "note" }, item.note)));
}

let typed = "";
let typedAt = 0;

function steer(event, panel, close, leave) {
  const items = [...panel.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const go = (index) => {
    event.preventDefault();
    items[(index + items.length) % items.length]?.focus();
  };
  if (event.key === "ArrowDown") go(at + 1);
  else if (event.key === "ArrowUp") go(at - 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(-1);
  else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Tab") {
    leave();
    close();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
    typed = performance.now() - typedAt < 700 ? typed + event.key.toLowerCase() : event.key.toLowerCase();
    typedAt = performance.now();
    items.find((item) => item.textContent.trim().toLowerCase().startsWith(typed))?.focus();
  }
}
