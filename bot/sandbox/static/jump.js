// "Jump to…": any conversation, or any person to be, in a few keys (Ctrl+K).

import { closeDialog, onEscape } from "./dialog.js";
import { fill, h } from "./dom.js";
import { wayBack } from "./focus.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { appsNotMet, everybody } from "./sidebar.js";
import { store, title } from "./store.js";

let renew = null;

/** The list again, where it is open: what there is to jump to has changed. */
export const renewJump = () => renew?.();

export function openJump({ go, be }) {
  if (document.querySelector("dialog[open]")) return;
  let active = 0;
  let found = [];
  const list = h("div", { class: "options jump-list", role: "listbox", tabindex: -1, id: "jump-list", "aria-label": "Places and people" });
  const input = h("input", {
    type: "text", class: "jump-input", role: "combobox", "aria-expanded": "true", "aria-controls": "jump-list", "aria-label": "Jump to a conversation or a person",
    placeholder: "Find a place or a person", autocomplete: "off", oninput: () => look(), onkeydown: steer,
  });
  const dialog = h("dialog", { class: "jump-dialog", "aria-label": "Jump to" }, h("div", { class: "jump-head" }, icon("search"), input), list);
  const goBack = wayBack();
  const close = () => {
    renew = null;
    closeDialog(dialog, goBack);
  };
  onEscape(dialog, close);
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  look();
  renew = () => {
    const chosen = found[active]?.label;
    look();
    highlight(Math.max(0, found.findIndex((entry) => entry.label === chosen)));
  };

  function look() {
    const wanted = input.value.trim().toLowerCase();
    found = entries(go, be).filter((entry) => entry.label.toLowerCase().includes(wanted)).sort((a, b) => b.label.toLowerCase().startsWith(wanted) - a.label.toLowerCase().startsWith(wanted)).slice(0, 40);
    fill(list, found.length ? found.map((entry, at) => h("div", { class: "option", role: "option", id: `jump-${at}`, "aria-selected": "false", onclick: () => take(entry), onpointermove: () => highlight(at) }, entry.lead, h("span", { class: "option-words" }, h("span", {}, entry.label), entry.note && h("span", { class: "note" }, entry.note))))
      : h("div", { class: "option-note", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing of that name"));
    highlight(0);
  }

  function highlight(at) {
    if (!found.length) return;
    active = (at + found.length) % found.length;
    for (const [index, node] of [...list.children].entries()) {
      node.classList.toggle("active", index === active);
      node.setAttribute("aria-selected", index === active ? "true" : "false");
    }
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `jump-${active}`);
  }

  function take(entry) {
    close();
    entry.run();
  }

  function steer(event) {
    if (event.key === "ArrowDown") highlight(active + 1);
    else if (event.key === "ArrowUp") highlight(active - 1);
    else if (event.key === "Enter" && found[active]) take(found[active]);
    else return;
    event.preventDefault();
  }
}

function entries(go, be) {
  const mine = [...store.channels.values()].filter((channel) => channel.member || channel.with);
  const places = [...mine, ...appsNotMet(mine)].sort((a, b) => b.unread - a.unread).map((channel) => ({
    label: title(channel), note: channel.unread ? `${channel.unread} unread` : "", lead: channel.with ? avatar(channel.with, 20) : icon(channel.kind === "private" ? "lock" : "hash"), run: () => go(channel.id),
  }));
  const people = everybody().filter((who) => who.id !== store.me.id).map((who) => ({ label: `Be ${who.name}`, note: who.title, lead: avatar(who.id, 20), run: () => be(who.handle) }));
  return [...places, ...people];
}
