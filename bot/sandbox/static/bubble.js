// The name of a button that shows only a sign, in a bubble beside it while the mouse rests there.

import { h } from "./dom.js";

const SIGNS = ".tool, .icon-button, .send, .reaction.add";
const WAIT = 350;
const GAP = 6;
const EDGE = 8;

let bubble = null;
let over = null;
let timer = 0;

export function nameSigns() {
  document.addEventListener("pointerover", (event) => {
    const button = event.pointerType === "mouse" ? event.target.closest(SIGNS) : null;
    if (button === over) return;
    hide();
    over = button;
    if (button) timer = setTimeout(() => show(button), WAIT);
  });
  document.addEventListener("pointerdown", hide, true);
  document.addEventListener("keydown", hide, true);
  document.addEventListener("scroll", hide, true);
  window.addEventListener("resize", hide);
}

function hide() {
  clearTimeout(timer);
  bubble?.remove();
  bubble = null;
}

/** Those who do not see it hear the button's own label. */
function show(button) {
  const name = button.getAttribute("aria-label");
  if (!name || !button.isConnected || button.getAttribute("aria-expanded") === "true") return;
  bubble = h("div", { class: "bubble", popover: "manual", "aria-hidden": "true" }, name);
  document.body.append(bubble);
  bubble.showPopover();
  const box = button.getBoundingClientRect();
  const above = box.top - GAP - bubble.offsetHeight;
  const left = box.left + (box.width - bubble.offsetWidth) / 2;
  bubble.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - bubble.offsetWidth - EDGE))}px`;
  bubble.style.top = `${above < EDGE ? box.bottom + GAP : above}px`;
}
