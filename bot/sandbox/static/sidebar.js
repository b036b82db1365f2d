// The sidebar: channels, direct messages and apps, with what is unread; and the rail of people one can be.

import { fill, h, hidden } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, localTime } from "./people.js";
import { person, store, title } from "./store.js";

const collapsed = new Set();
let counts = {};

/** Fills the sidebar. `current` is the open conversation; `go(id)` opens one. */
export function renderSidebar(node, current, go) {
  const channels = [...store.channels.values()];
  const byName = (a, b) => title(a).localeCompare(title(b), "en", { sensitivity: "base" });
  const inside = channels.filter((channel) => !channel.with && channel.member && !channel.archived).sort(byName);
  const direct = channels.filter((channel) => channel.with && !channel.app_id).sort(byName);
  const apps = [...channels.filter((channel) => channel.app_id), ...appsNotMet(channels)].sort(byName);
  const others = channels.filter((channel) => !channel.with && (!channel.member || channel.archived)).sort(byName);
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const top = node.scrollTop;
  fill(node,
    section("Channels", inside, current, go),
    section("Direct messages", direct, current, go),
    section("Apps", apps, current, go),
    section("More channels", others, current, go, true));
  node.scrollTop = top;
  if (held) node.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
}

/** Apps that one has no direct messages with yet stand in the list all the same. */
export function appsNotMet(channels) {
  if (person(store.me.id).outside) return [];
  return [...store.apps.values()].filter((app) => !channels.some((channel) => channel.app_id === app.app_id))
    .map((app) => ({ id: `app:${app.app_id}`, with: app.bot_user_id, app_id: app.app_id, member: true, unread: 0 }));
}

function section(name, channels, current, go, closed = false) {
  if (!channels.length) return null;
  const key = `section ${name}`;
  const isOpen = closed ? collapsed.has(key) : !collapsed.has(key);
  const rows = h("ul", {}, channels.filter((channel) => isOpen || channel.unread || channel.id === current).map((channel) => h("li", {}, row(channel, current, go))));
  const head = h("button", { type: "button", class: "section-head", "aria-expanded": isOpen ? "true" : "false", dataset: { key }, onclick: () => {
    if (collapsed.has(key)) collapsed.delete(key);
    else collapsed.add(key);
    renderSidebar(head.closest(".sidebar-list"), current, go);
  } }, icon(isOpen ? "down" : "right", 14), name);
  return h("section", {}, h("h2", {}, head), rows);
}

function row(channel, current, go) {
  const unread = channel.unread > 0;
  const classes = ["channel-row", channel.id === current && "current", unread && "unread", !channel.member && !channel.with && "outside-row"].filter(Boolean);
  const lead = channel.with ? avatar(channel.with, 20) : icon(channel.kind === "private" ? "lock" : "hash", 16);
  return h("button", { type: "button", class: classes.join(" "), "aria-current": channel.id === current ? "page" : null, dataset: { channel: channel.id, key: channel.id }, onclick: () => go(channel.id) },
    lead,
    h("span", { class: "channel-name" }, title(channel)),
    channel.with === store.me.id && h("span", { class: "you" }, "you"),
    channel.shared_with && h("span", { class: "shared", title: `Shared with ${channel.shared_with}` }, icon("connect", 14), hidden(`shared with ${channel.shared_with}`)),
    channel.archived && h("span", { class: "you" }, "archived"),
    unread && (channel.with ? h("span", { class: "count" }, String(channel.unread), hidden(" unread")) : hidden(`${channel.unread} unread`)));
}

/** The people one can be, as a rail of faces. */
export function renderRail(node, be) {
  const people = everybody();
  const before = counts;
  counts = store.badges;
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  fill(node, people.map((who) => h("button", {
    type: "button", class: `face${who.id === store.me.id ? " current" : ""}${who.outside ? " outsider" : ""}`, "aria-pressed": who.id === store.me.id ? "true" : "false",
    "aria-label": faceLabel(who), title: faceLabel(who), dataset: { be: who.handle, key: who.id }, onclick: () => be(who.handle),
  }, avatar(who.id, 36), store.badges[who.id] > 0 && who.id !== store.me.id && h("span", { class: `face-count${store.badges[who.id] > (before[who.id] ?? 0) ? " more" : ""}`, "aria-hidden": "true" }, String(Math.min(store.badges[who.id], 99))))));
  if (held) node.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
}

function faceLabel(who) {
  const waiting = store.badges[who.id] > 0 && who.id !== store.me.id ? `, ${store.badges[who.id]} unread` : "";
  return [`Be ${who.name}${waiting}`, who.title, who.outside && `from ${who.outside}`].filter(Boolean).join(" · ");
}

/** Whom one can be: people of the firm first, then those from outside. */
export const everybody = () => [...store.people.values()].filter((who) => !who.bot && !who.deactivated && who.id !== "USLACKBOT").sort((a, b) => Boolean(a.outside) - Boolean(b.outside) || 0);

/** Entries for the menu "Who are you?". */
export const peopleItems = (be) => everybody().map((who) => ({
  label: who.name, note: [who.title, who.outside && `from ${who.outside}`, localTime(who.id)].filter(Boolean).join(" · "), lead: avatar(who.id, 28), run: () => be(who.handle),
}));

export const myName = () => person(store.me.id).name || store.me.name;
