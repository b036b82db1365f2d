// Puts the page together and keeps it in step with the workspace.

import { act, follow, isFollowing, rest, whoami } from "./api.js";
import { nameSigns } from "./bubble.js";
import { makeClock, tick } from "./clock.js";
import { Conversation } from "./conversation.js";
import { refreshDates } from "./dates.js";
import { toast } from "./dialog.js";
import { fill, h } from "./dom.js";
import { announce } from "./hearing.js";
import { icon } from "./icons.js";
import { visitHome } from "./home.js";
import { openJump, renewJump } from "./jump.js";
import { openMenu } from "./menu.js";
import { showModals } from "./modal.js";
import { avatar, localTime, nameMarks } from "./people.js";
import { openPopup } from "./popup.js";
import { appsNotMet, myName, peopleItems, renderRail, renderSidebar } from "./sidebar.js";
import { forget, learn, person, store, title } from "./store.js";
import { Thread } from "./thread.js";
import { showTips } from "./tips.js";

const part = (id) => document.getElementById(id);
const places = new Map();
const PERMALINK = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/;

const conversation = new Conversation(part("conversation"), { openThread, openPerson: showPerson, openSidebar: () => document.body.classList.toggle("show-sidebar") });
const thread = new Thread(part("thread"), { onClose: (ts) => conversation.list.rows.get(ts)?.querySelector(".thread-summary, .message")?.focus() });
conversation.onTab = () => remember();

let fresh = true;
let awaited = null;

function be(handle, push = true) {
  if (handle === whoami()) return;
  fresh = true;
  awaited = null;
  document.body.classList.remove("show-sidebar");
  if (push) history.pushState({}, "", `/as/${handle}`);
  follow(handle, take, showState);
}

const showState = (state) => document.body.classList.toggle("lost", state === "lost");

function take(change) {
  if (change.fresh) {
    const isOther = fresh;
    fresh = false;
    forget();
    learn(change);
    if (isOther) thread.close();
    begin(isOther);
    return;
  }
  const touched = learn(change);
  const { names } = touched;
  if (names.has("channels") || names.has("people")) {
    drawSides();
    renewJump();
  }
  const met = awaited && [...store.channels.values()].find((channel) => channel.app_id === awaited);
  if (met) {
    awaited = null;
    go(met.id, "home");
  }
  if (names.has("badges") || names.has("people")) renderRail(part("rail"), be);
  conversation.update(touched);
  thread.update(touched);
  if (names.has("clock")) tick();
  if (names.has("modals")) showModals();
  drawTitle();
}

function begin(isOther) {
  renderRail(part("rail"), be);
  drawMe();
  if (document.body.classList.contains("ready") && isOther) announce(`You are ${myName()}.`);
  if (isOther || !conversation.channel) go(...landing());
  else {
    const { ts, channel } = thread;
    conversation.draw();
    if (channel) thread.open(channel, ts);
  }
  tick();
  drawSides();
  showModals();
  showTips(part("tips"));
  renewJump();
  document.body.classList.add("ready");
}

/** The conversation in the address, else the last one of this person, else the first unread or first channel. */
function landing() {
  const [named, tab] = inAddress();
  if (named) return [named.id, tab];
  const channels = [...store.channels.values()];
  const last = places.get(store.me.id);
  if (last && store.channels.has(last[0])) return last;
  const mine = channels.filter((channel) => channel.member || channel.with);
  const first = mine.find((channel) => channel.app_id && channel.unread) ?? mine.find((channel) => channel.unread) ?? mine.find((channel) => channel.name === "general") ?? mine[0];
  return [first?.id];
}

/** The conversation that the address names, by its id or by what it is called, and the tab. */
function inAddress() {
  const [wanted, tab] = decodeURIComponent(location.hash.slice(1)).split("/");
  const channels = [...store.channels.values()];
  return [wanted && [...channels, ...appsNotMet(channels)].find((channel) => channel.id === wanted || title(channel) === wanted), tab];
}

function go(id, tab = "messages") {
  if (!id) return;
  if (id.startsWith("app:")) {
    awaited = id.slice(4);
    visitHome(awaited);
    return;
  }
  document.body.classList.remove("show-sidebar");
  if (thread.channel && thread.channel !== id) thread.close();
  conversation.show(id, tab);
  drawSides();
  remember();
  if (!matchMedia("(pointer: coarse)").matches) part("conversation").querySelector(".composer textarea, .app-page")?.focus();
}

function sayTimesAnew() {
  refreshDates();
  conversation.refreshTimes();
  thread.refreshTimes();
}

function remember() {
  const { id, tab } = conversation;
  places.set(store.me.id, [id, tab]);
  history.replaceState({}, "", `/as/${whoami()}#${id}${tab === "messages" ? "" : `/${tab}`}`);
  drawTitle();
}

function openThread(ts) {
  thread.open(conversation.id, ts);
}

/** Shows one message where it stands; `root` is the one that it answers, if any. */
function openMessage(id, ts, root) {
  if (!store.channels.has(id)) {
    toast("That conversation is private, or not here.");
    return;
  }
  if (store.modals.length) act("leave").catch(() => {});
  go(id);
  conversation.list.reveal(root ?? ts);
  if (root) openThread(root);
}

function drawSides() {
  renderSidebar(part("channels"), conversation.id, go);
}

function drawTitle() {
  const unread = [...store.channels.values()].some((channel) => channel.unread);
  document.body.classList.toggle("has-unread", unread);
  document.title = `${unread ? "• " : ""}${title(conversation.channel) || store.firm.name} · ${myName()} · ${store.firm.name}`;
}

function drawMe() {
  fill(part("firm"), store.firm.name);
  const button = h("button", { type: "button", class: "me", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": `You are ${myName()}. Be somebody else`, onclick: () => openMenu(button, [{ heading: "Who are you?" }, ...peopleItems(be)], { label: "Who are you?", align: "end", width: 300 }) },
    avatar(store.me.id, 28), h("span", { class: "me-name" }, myName()), icon("down", 14));
  fill(part("me"), button);
}

/** A card about a person, with the way to become them. */
function showPerson(id, anchor = document.activeElement) {
  const who = person(id);
  const direct = [...store.channels.values()].find((channel) => channel.with === id);
  const panel = h("div", { class: "profile", role: "dialog", "aria-label": who.name, onkeydown: (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    anchor.focus?.();
  } },
    h("div", { class: "profile-head" }, avatar(id, 64), h("div", {}, h("strong", {}, who.name), nameMarks(id), h("div", { class: "note" }, who.title), !who.bot && h("div", { class: "note" }, localTime(id)))),
    h("div", { class: "actions" },
      direct && h("button", { type: "button", class: "button", onclick: () => { close(); go(direct.id); } }, "Message"),
      !who.bot && !who.deactivated && id !== store.me.id && h("button", { type: "button", class: "button", onclick: () => { close(); be(who.handle); } }, `Be ${who.name.split(" ")[0]}`)));
  const close = openPopup(anchor, panel, { width: 300 });
  panel.querySelector("button")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const found = link?.origin === location.origin && PERMALINK.exec(link.pathname);
  if (found) {
    event.preventDefault();
    openMessage(found[1], `${found[2]}.${found[3]}`, new URL(link.href).searchParams.get("thread_ts"));
    return;
  }
  const target = event.target.closest?.("[data-person], .mention[data-channel]");
  if (!target || event.defaultPrevented) return;
  if (target.dataset.person) {
    if (store.people.has(target.dataset.person)) showPerson(target.dataset.person, target);
  } else if (store.channels.has(target.dataset.channel)) go(target.dataset.channel);
  else toast("That channel is private, or not here.");
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openJump({ go, be });
  } else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], .popup")) thread.close();
});

// A browser keeps only six streams open to one place: tabs that nobody looks at give theirs back after a while.
let resting = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(rest, 20000);
  else if (!isFollowing()) follow(whoami(), take, showState);
  conversation.read();
});
window.addEventListener("popstate", () => {
  const handle = location.pathname.split("/").at(-1);
  if (handle !== whoami()) be(decodeURIComponent(handle), false);
  else {
    const [named, tab] = inAddress();
    if (named && (named.id !== conversation.id || (tab ?? "messages") !== conversation.tab)) go(named.id, tab);
  }
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  part("conversation").focus();
});
part("veil").addEventListener("click", () => document.body.classList.remove("show-sidebar"));
part("jump").addEventListener("click", () => openJump({ go, be }));
part("theme").addEventListener("click", () => {
  const isDark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(isDark ? "light" : "dark");
});

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
  fill(part("theme"), icon(theme === "dark" ? "sun" : "moon"));
}

setTheme(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
fill(part("jump"), icon("search", 16), h("span", {}, "Jump to…"), h("kbd", {}, "Ctrl K"));
part("clock").replaceWith(makeClock(sayTimesAnew));
nameSigns();
be(document.body.dataset.handle, false);
