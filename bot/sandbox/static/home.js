// The Home tab of an app, and what its About tab says.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fill, h } from "./dom.js";
import { focusIn } from "./focus.js";
import { Form } from "./form.js";
import { keepWords, sayWhatChanged, wordsOf } from "./hearing.js";
import { icon } from "./icons.js";
import { attempt } from "./message.js";
import { avatar } from "./people.js";
import { appName, store } from "./store.js";
import { makeSurface } from "./surfaces.js";

const forms = new Map();
let drawn = "";

/** Tells the app that its Home is looked at, so that it draws it. */
export const visitHome = (appId) => attempt(act("open_home", { app_id: appId }));

export function renderHome(node, appId) {
  const view = store.homes[appId];
  const mark = `${store.me.id} ${appId} ${view?.id} ${view?.hash}`;
  if (drawn === mark && node.firstChild) return;
  drawn = mark;
  if (!view) {
    fill(node, h("div", { class: "empty" }, icon("home", 40), h("h2", {}, "Nothing here yet"), h("p", {}, `${appName(appId)} has not drawn its Home for you yet. An app does so when you open it.`)));
    return;
  }
  const key = `${store.me.id} ${appId}`;
  if (!forms.has(key)) forms.set(key, new Form());
  const surface = makeSurface("home", { type: "view", view_id: view.id }, { form: forms.get(key), values: view.values ?? {}, redraw: () => { drawn = ""; renderHome(node, appId); } });
  const focus = focusIn(node);
  const top = node.scrollTop;
  fill(node, h("div", { class: "home-blocks" }, renderBlocks(view.blocks, surface)));
  node.scrollTop = top;
  const had = wordsOf(node);
  keepWords(node, spoken(node));
  if (!focus) return;
  if (!focus(node)) node.focus({ preventScroll: true });
  sayWhatChanged(had, wordsOf(node));
}

/** What stands on it, line by line, without what its buttons are called. */
function spoken(node) {
  const called = new Set([...node.querySelectorAll(".button")].map((button) => button.innerText));
  return node.innerText.split("\n").filter((line) => !called.has(line)).join("\n");
}

export function renderAbout(node, appId) {
  drawn = "";
  const app = store.apps.get(appId);
  const rows = (items, show) => h("ul", { class: "about-list" }, items.map((item) => h("li", {}, show(item))));
  fill(node, h("div", { class: "about" },
    h("div", { class: "about-head" }, avatar(app.bot_user_id, 64), h("div", {}, h("h2", {}, app.name), h("p", { class: "note" }, app.description || "An app in this workspace"))),
    app.commands?.length ? [h("h3", {}, "Commands"), rows(app.commands, (command) => [h("code", {}, `${command.command} ${command.usage_hint ?? ""}`.trim()), h("div", { class: "note" }, command.description)])] : null,
    app.shortcuts?.length ? [h("h3", {}, "Shortcuts"), rows(app.shortcuts, (shortcut) => [h("strong", {}, shortcut.name), h("div", { class: "note" }, [shortcut.type === "message" ? "On a message" : "From anywhere", shortcut.description].filter(Boolean).join(" · "))])] : null));
}
