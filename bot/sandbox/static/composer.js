// Where one writes: Enter sends, Shift+Enter makes a new line, a slash runs a command.

import { act } from "./api.js";
import { commands, completion } from "./complete.js";
import { toast } from "./dialog.js";
import { h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { attempt, pickEmoji } from "./message.js";
import { avatar, withHandles } from "./people.js";
import { drafts, store } from "./store.js";

/** A composer for a conversation, or for one of its threads. */
export function makeComposer({ channel, thread = null, label, onSent }) {
  const key = `${store.me.id}/${channel}/${thread ?? ""}`;
  const area = h("textarea", {
    rows: 1, "aria-label": label, placeholder: label, value: drafts.get(key) ?? "", autocomplete: "off", spellcheck: "true",
    oninput: () => {
      drafts.set(key, area.value);
      grow();
    },
    onkeydown: (event) => {
      if (complete(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    },
  });
  const complete = completion(area, newId("complete"));
  const sender = h("button", { type: "button", class: "send", "aria-label": "Send", disabled: !area.value.trim(), onclick: send }, icon("send"));
  const shortcuts = h("button", { type: "button", class: "icon-button", "aria-label": "Shortcuts", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openMenu(shortcuts, shortcutItems(), { label: "Shortcuts" }) }, icon("bolt"));
  const smile = h("button", { type: "button", class: "icon-button", "aria-label": "Emoji", onclick: () => pickEmoji(smile, (name) => insert(`:${name}: `), "start") }, icon("smile"));
  const box = h("div", { class: "composer-box" }, area, h("div", { class: "composer-tools" }, shortcuts, smile, h("span", { class: "composer-gap" }), h("span", { class: "note hint-keys" }, "Enter sends · Shift+Enter new line"), sender));
  requestAnimationFrame(grow);
  return h("div", { class: "composer" }, box);

  function grow() {
    sender.disabled = !area.value.trim();
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 260)}px`;
  }

  function insert(text) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
    area.focus();
  }

  function shortcutItems() {
    const found = [...store.apps.values()].flatMap((app) => (app.shortcuts ?? []).filter((shortcut) => shortcut.type === "global").map((shortcut) => ({
      label: shortcut.name, note: shortcut.description || app.name, lead: avatar(app.bot_user_id, 24), run: () => attempt(act("shortcut", { callback_id: shortcut.callback_id })),
    })));
    const slashes = commands().map((item) => ({ label: item.command, note: item.description, lead: avatar(item.bot, 24), run: () => {
      area.value = "";
      insert(`${item.command} `);
    } }));
    return [{ heading: "Shortcuts" }, ...found, { rule: true }, { heading: "Commands" }, ...slashes];
  }

  async function send() {
    const text = area.value.trim();
    if (!text) return;
    const [name] = text.split(/\s/, 1);
    const isCommand = text.startsWith("/");
    if (isCommand && !commands().some((item) => item.command === name)) {
      toast(`${name} is not a valid command. Messages that start with “/” are read as commands.`, "error");
      return;
    }
    if (isCommand && thread) {
      toast(`${name} does not work in threads. Write it in the channel.`, "error");
      return;
    }
    area.value = "";
    drafts.delete(key);
    grow();
    try {
      if (isCommand) await act("command", { channel_id: channel, text: withHandles(text), thread_ts: thread });
      else await act("say", { channel_id: channel, text: withHandles(text), thread_ts: thread });
      onSent?.();
    } catch (trouble) {
      if (!area.value) area.value = text;
      drafts.set(key, area.value);
      grow();
      toast(trouble.message, "error");
    }
  }
}
