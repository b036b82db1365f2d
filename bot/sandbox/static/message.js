// One message: who, when, what, and what one can do with it.

import { act } from "./api.js";
import { renderAttachment, renderBlocks } from "./blocks.js";
import { dateNode } from "./dates.js";
import { askForWords, askToConfirm, toast } from "./dialog.js";
import { h, hidden } from "./dom.js";
import { commonEmoji, emoji } from "./emoji.js";
import { wayBack } from "./focus.js";
import { Form } from "./form.js";
import { keepWords } from "./hearing.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { plainWords, renderMrkdwn } from "./mrkdwn.js";
import { avatar, nameMarks, withHandles } from "./people.js";
import { openPopup } from "./popup.js";
import { sizeWords } from "./filepicker.js";
import { isReply, messageForms, messagesOf, now, person, store, zone } from "./store.js";
import { makeSurface } from "./surfaces.js";
import { fullTime, sameDay, timeOfDay } from "./time.js";

/** `compact` messages follow one of the same author and go without name; `thread` is the ts of the open thread. */
export function renderMessage(message, { compact = false, thread = null, openThread }) {
  const who = person(message.user);
  const at = Number(message.ts);
  const isNote = ["channel_join", "channel_leave", "channel_name", "channel_archive", "channel_convert_to_private", "group_join", "bot_add"].includes(message.subtype);
  const when = h("time", { class: "when", datetime: new Date(at * 1000).toISOString(), title: fullTime(at, now(), zone()) }, compact ? timeOfDay(at, zone()).replace(/ [AP]M$/, "") : whenWords(at, thread));
  const classes = ["message", compact && "compact", message.ephemeral && "ephemeral", isNote && "system", message.app_id && "from-app"].filter(Boolean);
  const drawn = h("article", { class: classes.join(" "), tabindex: -1, dataset: { ts: message.ts }, "aria-label": spoken(message, at) },
    h("div", { class: "gutter" }, compact ? when : avatar(message.user)),
    h("div", { class: "body" },
      message.ephemeral && h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you"),
      isReply(message) && thread === null && h("div", { class: "only-you" }, icon("thread", 14), "replied to a thread"),
      !compact && h("div", { class: "byline" }, h("button", { type: "button", class: "name", dataset: { person: message.user } }, who.name), nameMarks(message.user), when),
      content(message),
      (message.files ?? []).map(fileCard),
      reactions(message),
      thread === null && !message.ephemeral && threadSummary(message, openThread)));
  return keepWords(drawn, plainWords(message.text ?? ""));
}

/** Between the days of a conversation stand lines; in a thread the time itself says the day. */
export const whenWords = (at, thread) => (thread === null || sameDay(at, now(), zone()) ? timeOfDay(at, zone()) : fullTime(at, now(), zone()));

/** Slack says of an app's message that it was edited only when it consists of text. */
function content(message) {
  const key = `${message.channel}/${message.ts}`;
  if (!messageForms.has(key)) messageForms.set(key, new Form());
  const surface = makeSurface("message", { type: "message", channel_id: message.channel, message_ts: message.ts }, { form: messageForms.get(key), values: message.chosen ?? {} });
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  const attachments = (message.attachments ?? []).map((attachment) => renderAttachment(attachment, surface));
  if (message.blocks?.length) return [h("div", { class: "blocks" }, renderBlocks(message.blocks, surface), !message.app_id && edited), attachments];
  if (!message.text) return attachments;
  return [h("div", { class: `text${isJumbo(message.text) ? " jumbo" : ""}` }, renderMrkdwn(message.text), edited), attachments];
}

const isJumbo = (text) => /^(\s*:[a-z0-9_+-]+:\s*){1,3}$/.test(text);

/** What a message is called aloud. */
export const spoken = (message, at) => `${person(message.user).name}, ${fullTime(at, now(), zone())}${message.ephemeral ? ", only visible to you" : ""}: ${plainWords(message.text ?? "").slice(0, 300)}`;

function fileCard(file) {
  if (/^image\//.test(file.mimetype ?? "")) {
    return h("figure", { class: "image-block" }, h("figcaption", {}, file.title || file.name), h("a", { href: file.url, target: "_blank" }, h("img", { class: "image", src: file.url, alt: file.alt_txt || file.title || file.name, loading: "lazy" })));
  }
  return h("a", { class: "file-card", href: file.url, target: "_blank" }, icon("file", 28), h("span", {}, h("strong", {}, file.title || file.name), h("span", { class: "note" }, sizeWords(file.size ?? 0))));
}

function reactions(message) {
  const entries = Object.entries(message.reactions ?? {});
  if (!entries.length) return null;
  return h("div", { class: "reactions" }, entries.map(([name, users]) => {
    const names = users.map((id) => person(id).name).join(", ");
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": users.includes(store.me.id) ? "true" : "false", title: `${names} reacted with :${name}:`,
      "aria-label": `${name.replaceAll("_", " ")}: ${users.length}, ${names}`, onclick: () => react(message, name),
    }, emoji(name) ?? `:${name}:`, h("span", {}, String(users.length)));
  }), h("button", { type: "button", class: "reaction add", "aria-label": "Add a reaction", onclick: (event) => pickEmoji(event.currentTarget, (name) => react(message, name)) }, icon("smile", 16)));
}

/** The replies to a message that this browser knows, oldest first. */
function repliesTo(message) {
  const known = messagesOf(message.channel);
  return [...(store.threads.get(`${message.channel}/${message.ts}`) ?? [])].sort().map((ts) => known.get(ts)).filter(Boolean);
}

function threadSummary(message, openThread) {
  const replies = repliesTo(message).filter((reply) => !reply.ephemeral);
  if (!replies.length) return null;
  const faces = [...new Set(replies.map((reply) => reply.user))].slice(0, 5);
  const last = Number(replies.at(-1).ts);
  return h("button", { type: "button", class: "thread-summary", onclick: () => openThread(message.ts) },
    faces.map((id) => avatar(id, 22)),
    h("strong", {}, replies.length === 1 ? "1 reply" : `${replies.length} replies`),
    dateNode(last, "Last reply {ago}", { class: "note thread-last" }), h("span", { class: "note thread-view" }, "View thread"), icon("right", 14));
}

const QUICK = ["+1", "white_check_mark", "eyes"];

/** What one can do with a message; it stands in `thread`, the ts of an open thread, or in the conversation. */
export function toolbar(message, thread, openThread) {
  const more = h("button", { type: "button", class: "tool", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openMenu(more, moreItems(message), { label: "More actions", align: "end" }) }, icon("dots"));
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" },
    QUICK.map((name) => h("button", { type: "button", class: "tool quick", "aria-label": `React with ${name.replaceAll("_", " ").replace("+1", "thumbs up")}`, onclick: () => react(message, name) }, emoji(name))),
    h("button", { type: "button", class: "tool", "aria-label": "Find another reaction", onclick: (event) => pickEmoji(event.currentTarget, (name) => react(message, name)) }, icon("smile")),
    thread === null && h("button", { type: "button", class: "tool", "aria-label": "Reply in thread", onclick: () => openThread(isReply(message) ? message.thread_ts : message.ts) }, icon("thread")),
    more);
}

/** Message shortcuts of the apps, then what the page itself offers. */
function moreItems(message) {
  const shortcuts = [...store.apps.values()].flatMap((app) => (app.shortcuts ?? []).filter((shortcut) => shortcut.type === "message").map((shortcut) => ({
    label: shortcut.name,
    note: app.name,
    lead: icon("bolt"),
    run: () => attempt(act("message_shortcut", { callback_id: shortcut.callback_id, channel_id: message.channel, ts: message.ts })),
  })));
  const own = [{ label: "Copy text", lead: icon("link"), run: async () => {
    await navigator.clipboard?.writeText(plainWords(message.text ?? ""));
    toast("Copied.");
  } }];
  if (message.user === store.me.id && !message.app_id) {
    own.push({ label: "Edit message", lead: icon("edit"), run: () => editMessage(message) }, { label: "Delete message", lead: icon("trash"), danger: true, run: () => deleteMessage(message) });
  }
  return [...(shortcuts.length ? [{ heading: "Message shortcuts" }, ...shortcuts, { rule: true }] : []), ...own];
}

async function editMessage(message) {
  const text = await askForWords({ title: "Edit message", value: asTyped(message.text ?? ""), confirm: "Save" });
  if (text !== null) await attempt(act("edit", { channel_id: message.channel, ts: message.ts, text: withHandles(text) }));
}

async function deleteMessage(message) {
  const plain = (text) => ({ type: "plain_text", text });
  const sure = await askToConfirm({ title: plain("Delete message"), text: plain("It cannot be brought back."), confirm: plain("Delete"), deny: plain("Cancel"), style: "danger" });
  if (sure) await attempt(act("delete", { channel_id: message.channel, ts: message.ts }));
}

/** The words as they were typed, people and channels by name. */
const asTyped = (text) => text.replace(/<@(\w+)>/g, (_, id) => `@${person(id).name}`).replace(/<#\w+\|([^>]*)>/g, "#$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const react = (message, name) => attempt(act("react", { name, channel_id: message.channel, ts: message.ts }));

/** Runs a gesture and says what went wrong. */
export async function attempt(work) {
  try {
    return await work;
  } catch (trouble) {
    toast(trouble.message, "error");
    return null;
  }
}

const ACROSS = 8;

/** A small picker of emoji: one searches, or walks through them with the arrow keys. */
export function pickEmoji(anchor, choose, align = "end") {
  const goBack = wayBack(anchor);
  const grid = h("div", { class: "emoji-grid", role: "listbox", "aria-label": "Emoji", tabindex: -1 });
  const search = h("input", { type: "search", class: "text-input", "aria-label": "Search emoji", placeholder: "Search emoji", oninput: () => draw() });
  const panel = h("div", { class: "emoji-picker", role: "dialog", "aria-label": "Pick an emoji", onkeydown: (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      goBack();
    } else steer(event);
  } }, search, grid);
  const steer = (event) => {
    const choices = [...grid.children];
    const at = choices.indexOf(document.activeElement);
    const step = { ArrowDown: at < 0 ? 1 : ACROSS, ArrowUp: -ACROSS, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || (at < 0 && event.key !== "ArrowDown")) return;
    event.preventDefault();
    (choices[at + step] ?? (step < 0 ? search : choices.at(-1)))?.focus();
  };
  const found = () => {
    const seen = new Set();
    return commonEmoji().filter(({ name, char }) => name.includes(search.value.trim().toLowerCase()) && !seen.has(char) && seen.add(char));
  };
  const draw = () => grid.replaceChildren(...found().slice(0, 120).map(({ name, char }, at) => h("button", {
    type: "button", class: "emoji-choice", role: "option", tabindex: at ? -1 : 0, "aria-label": name.replaceAll("_", " "), title: `:${name}:`, onclick: () => {
      close();
      goBack();
      choose(name);
    },
  }, char, hidden(""))));
  draw();
  const close = openPopup(anchor, panel, { width: 300, align });
  search.focus();
}
