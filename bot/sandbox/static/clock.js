// The clock of the workspace: what time it is for this person, and buttons that move it on.

import { moveClock } from "./api.js";
import { announce } from "./hearing.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { attempt } from "./message.js";
import { now, store, zone } from "./store.js";
import { shortDay, timeOfDay } from "./time.js";

const MOVES = [["hour", "+1 hour"], ["day", "+1 day"], ["week", "+1 week"], ["quarter", "+1 quarter"], ["due", "Next due"]];

let face = null;
let moving = false;
let buttons = [];
let arrive = null;
let onTurn = null;

/** `turned` is called when another minute is shown, by itself or because the clock was moved. */
export function makeClock(turned) {
  onTurn = turned;
  face = h("span", { class: "clock-face" });
  buttons = MOVES.map(([by, label]) => h("button", { type: "button", class: "clock-button", dataset: { by }, onclick: () => move(by, label), title: by === "due" ? "Let time pass until something is said" : `Move the workspace's clock on by ${label.slice(1)}` }, by === "due" && icon("skip", 14), label));
  const small = h("button", { type: "button", class: "clock-button clock-more", "aria-label": "Move the clock", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openMenu(small, MOVES.map(([by, label]) => ({ label, run: () => move(by, label) })), { label: "Move the clock", align: "end" }) }, icon("skip", 16));
  setInterval(tick, 1000);
  return h("div", { class: "clock", role: "group", "aria-label": "Clock of the workspace" }, icon("clock", 16), face, h("span", { class: "clock-buttons" }, buttons), small);
}

export function tick() {
  if (!face || !store.clock.now) return;
  const at = now();
  if (arrive && store.clock.now >= arrive.at) arrive.resolve();
  const text = `${shortDay(at, zone())}, ${timeOfDay(at, zone())}`;
  if (face.dataset.shown === text + zone()) return;
  face.dataset.shown = text + zone();
  const city = zone().split("/").at(-1).replaceAll("_", " ");
  const [weekday, date] = [text.slice(0, 5), text.slice(5)];
  fill(face, h("strong", {}, h("span", { class: "clock-weekday" }, weekday), date), h("span", { class: "clock-zone" }, ` ${city}`));
  face.style.setProperty("--city", city.length);
  onTurn();
}

async function move(by, label) {
  if (moving) return;
  moving = true;
  show();
  announce(`Moving the clock: ${label}`);
  const answer = await attempt(moveClock(by));
  if (answer) await hasArrived(Date.parse(answer.now) / 1000);
  moving = false;
  show();
  if (!answer) return;
  announce(answer.moved === false ? "Nothing is planned." : `It is now ${shortDay(now(), zone())}, ${timeOfDay(now(), zone())}.`);
  if (answer.moved === false) face.closest(".clock").classList.add("nothing");
  setTimeout(() => face.closest(".clock").classList.remove("nothing"), 1500);
}

/** Resolves when the page shows what the workspace had to show at that time; soon after in any case. */
function hasArrived(at) {
  return new Promise((resolve) => {
    arrive = { at, resolve };
    setTimeout(resolve, 2000);
    tick();
  });
}

function show() {
  face.closest(".clock").classList.toggle("moving", moving);
  for (const button of buttons) button.setAttribute("aria-disabled", moving ? "true" : "false");
}
