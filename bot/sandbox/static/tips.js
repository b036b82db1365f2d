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
    h("p", {}, h("strong", {}, "This workspace is here to be tried out."), " Everything in it stays on this machine."),
    h("ul", {},
      h("li", {}, "Be anybody: the faces on the left. A number says that something waits for them."),
      h("li", {}, "Let time pass: the buttons beside the clock, up here."),
      command && h("li", {}, "Begin: type ", h("code", {}, command), " in any conversation.")),
    seen);
}
