// What somebody who comes here for the first time needs to know; said once.

import { commands } from "./complete.js";
import { fill, h } from "./dom.js";

export function showTips(node) {
  if (localStorage.getItem("tips") === "seen") return;
  const command = commands()[0]?.command;
  const seen = h("button", { type: "button", class: "clock-button", onclick: () => {
    localStorage.setItem("tips", "seen");
    node.hidden = true;
    document.querySelector(".composer textarea")?.focus();
  } }, "Got it");
  node.hidden = false;
  fill(node,
    h("strong", {}, "New here?"),
    h("ul", {},
      h("li", {}, h("span", { class: "wide" }, "Be anybody: press a face on the left."), h("span", { class: "narrow" }, "Be anybody: press your own face above."), " A number there says that something waits."),
      h("li", {}, h("span", { class: "wide" }, "Let time pass: the buttons beside the clock."), h("span", { class: "narrow" }, "Let time pass: the button beside the clock.")),
      command && h("li", {}, "Begin: type ", h("code", {}, command), " anywhere.")),
    seen);
}
