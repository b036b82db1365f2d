// Completion while writing: slash commands at the start, people after @, channels after #, emoji after a colon.

import { fill, h } from "./dom.js";
import { findEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { openPopup } from "./popup.js";
import { store } from "./store.js";

/** Watches a textarea; answers a keydown handler that says whether it used the key. */
export function completion(area, listId) {
  const list = h("div", { class: "options completion", role: "listbox", id: listId, "aria-label": "Suggestions" });
  let close = null;
  let found = [];
  let active = 0;
  area.addEventListener("input", look);
  area.addEventListener("blur", () => setTimeout(() => close?.(), 0));
  return keydown;

  function look() {
    found = suggestions(area.value.slice(0, area.selectionStart));
    if (!found.length) {
      close?.();
      return;
    }
    fill(list, found.map((item, at) => h("div", {
      class: "option", role: "option", id: `${listId}-${at}`, "aria-selected": "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => take(item), onpointermove: () => highlight(at),
    }, item.lead, h("span", { class: "option-words" }, h("span", {}, h("strong", {}, item.label), item.hint && h("span", { class: "note" }, ` ${item.hint}`)), item.note && h("span", { class: "note" }, item.note)))));
    close ??= openPopup(area.closest(".composer-box"), list, { width: "anchor", onClose: () => {
      close = null;
      area.removeAttribute("aria-activedescendant");
      area.removeAttribute("aria-controls");
    } });
    area.setAttribute("aria-controls", listId);
    highlight(0);
  }

  function highlight(at) {
    active = (at + found.length) % found.length;
    for (const [index, node] of [...list.children].entries()) {
      node.classList.toggle("active", index === active);
      node.setAttribute("aria-selected", index === active ? "true" : "false");
    }
    list.children[active].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", `${listId}-${active}`);
  }

  function take(item) {
    const before = area.value.slice(0, area.selectionStart);
    const kept = before.slice(0, before.length - item.typed.length);
    const after = area.value.slice(area.selectionStart);
    area.value = `${kept}${item.insert} ${after.replace(/^ /, "")}`;
    area.selectionStart = area.selectionEnd = kept.length + item.insert.length + 1;
    close?.();
    area.focus();
    area.dispatchEvent(new Event("input"));
  }

  function keydown(event) {
    if (!close) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") highlight(active + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Tab" || (event.key === "Enter" && found[active].typed !== found[active].insert)) take(found[active]);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}

function suggestions(before) {
  const command = /^\/(\S*)$/.exec(before);
  if (command) {
    return commands().filter((item) => item.command.startsWith(before.toLowerCase())).map((item) => ({
      typed: before, insert: item.command, label: item.command, hint: item.usage_hint, note: [item.description, item.app].filter(Boolean).join(" · "), lead: avatar(item.bot, 24),
    }));
  }
  const mark = /(?:^|[\s(])([@#:])([\p{L}\p{N}_+-][\p{L}\p{N}_ +-]{0,30}|)$/u.exec(before);
  if (!mark) return [];
  const [, sign, words] = mark;
  return SOURCES[sign](words.toLowerCase()).slice(0, 8).map((item) => ({ ...item, typed: sign + words }));
}

export const commands = () => [...store.apps.values()].flatMap((app) => (app.commands ?? []).map((command) => ({ ...command, app: app.name, bot: app.bot_user_id })));

const SOURCES = {
  "@": (words) => [...store.people.values()].filter((who) => !who.deactivated && who.name.toLowerCase().split(" ").some((part, at, parts) => parts.slice(at).join(" ").startsWith(words)))
    .map((who) => ({ insert: `@${who.name}`, label: who.name, note: [who.title, who.outside && `from ${who.outside}`].filter(Boolean).join(" · "), lead: avatar(who.id, 24) })),
  "#": (words) => [...store.channels.values()].filter((channel) => !channel.with && channel.name.includes(words))
    .map((channel) => ({ insert: `#${channel.name}`, label: channel.name, lead: icon(channel.kind === "private" ? "lock" : "hash") })),
  ":": (words) => (words.length < 2 || words.includes(" ") ? [] : findEmoji(words).map(({ name, char }) => ({ insert: `:${name}:`, label: `:${name}:`, lead: h("span", { class: "emoji" }, char) }))),
};
