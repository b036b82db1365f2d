// A list of messages that is never drawn twice: new ones are appended, changed ones replaced in their place, and of
// very many only those around the place that one looks at have rows.

import { older } from "./api.js";
import { fill, h } from "./dom.js";
import { focusIn } from "./focus.js";
import { announce, sayWhatChanged, wordsOf } from "./hearing.js";
import { icon } from "./icons.js";
import { renderMessage, spoken, toolbar, whenWords } from "./message.js";
import { plainWords } from "./mrkdwn.js";
import { isReply, learn, messagesOf, now, person, store, zone } from "./store.js";
import { dayLabel, fullTime, isoDate } from "./time.js";

const GROUP_SECONDS = 300;
const NEAR = 90;
const PAGE = 100;
const MOST = 300;

export class MessageList {
  /** `openThread` is called with the ts of a message, `onRead` when the end is looked at. */
  constructor({ label, openThread, onRead }) {
    this.rows = new Map();
    this.order = [];
    this.start = 0;
    this.end = 0;
    this.openThread = openThread;
    this.onRead = onRead;
    this.channel = null;
    this.thread = null;
    this.unreadFrom = null;
    this.intro = h("div", { class: "intro" });
    const tools = (event) => this.giveTools(event.target.closest(".message"));
    this.list = h("div", { class: "message-rows", role: "list", "aria-label": label, onpointerover: tools, onfocusin: tools });
    this.rest = h("div", { class: "rest" });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd(true) }, icon("down", 14), "New messages");
    this.scroller = h("div", { class: "scroller", tabindex: -1, onscroll: () => this.scrolled(), onkeydown: (event) => this.walk(event) }, this.intro, this.list, this.rest);
    this.node = h("div", { class: "message-list" }, this.scroller, this.jump);
    this.watcher = new IntersectionObserver((entries) => this.nearEdge(entries), { root: this.scroller, rootMargin: "800px 0px" });
    this.watchAgain();
    const sizes = new ResizeObserver(() => {
      this.sizes = this.measured();
      if (this.sticky) this.toEnd();
    });
    sizes.observe(this.list);
    sizes.observe(this.scroller);
  }

  /** Shows a conversation, or one thread of it, from its end. */
  show(channel, { thread = null, intro = null, unreadFrom = null } = {}) {
    this.channel = channel;
    this.thread = thread;
    this.unreadFrom = unreadFrom;
    this.introNode = intro;
    this.order = [...messagesOf(channel).values()].filter((message) => this.belongs(message)).map((message) => message.ts).sort();
    this.showEnd();
  }

  showEnd() {
    this.rows.clear();
    this.end = this.order.length;
    this.start = Math.max(0, this.end - PAGE);
    fill(this.list, this.order.slice(this.start).map((ts, at) => this.draw(ts, this.start + at)));
    this.drawIntro();
    this.rove();
    this.sticky = true;
    this.jump.hidden = true;
    this.toEnd();
  }

  drawIntro() {
    const more = this.start > 0 || (this.thread === null && store.more.has(this.channel));
    fill(this.intro, more ? h("p", { class: "note loading-older" }, "Loading older messages…") : this.introNode);
  }

  belongs(message) {
    if (this.thread !== null) return message.ts === this.thread || message.thread_ts === this.thread;
    return !isReply(message) || message.subtype === "thread_broadcast";
  }

  /** Draws what changed among the messages with these timestamps, and says to screen readers what is new. */
  update(changed) {
    const known = messagesOf(this.channel);
    const dirty = new Set();
    const arrived = [];
    for (const ts of changed) {
      const message = known.get(ts);
      if (message && isReply(message) && this.thread === null) dirty.add(message.thread_ts);
      if (message && this.belongs(message)) {
        if (ts > (this.order.at(-1) ?? "")) arrived.push(message);
        this.insert(ts, dirty);
        dirty.add(ts);
      } else this.remove(ts, dirty);
    }
    if (this.thread !== null && changed.size) dirty.add(this.thread);
    for (const ts of dirty) this.redraw(ts);
    this.rove();
    if (this.sticky) this.toEnd();
    else if (changed.has(this.order.at(-1))) this.jump.hidden = false;
    const others = arrived.filter((message) => message.user !== store.me.id);
    if (others.length) announce(others.map((message) => `${person(message.user).name}: ${plainWords(message.text ?? "").slice(0, 200)}`).join(". "));
  }

  /** Gives a new message its place; it gets a row when that place is among the rows that are drawn. */
  insert(ts, dirty) {
    let at = this.order.length;
    while (at > 0 && this.order[at - 1] > ts) at--;
    if (this.order[at - 1] === ts) return;
    const atEnd = at === this.order.length && this.end === this.order.length;
    this.order.splice(at, 0, ts);
    if (at < this.start) {
      this.start++;
      this.end++;
    } else if (at < this.end || atEnd) {
      this.end++;
      const row = h("div", {});
      const next = this.order[at + 1];
      this.list.insertBefore(row, this.rows.get(next) ?? null);
      this.rows.set(ts, row);
      if (next) dirty.add(next);
    }
  }

  remove(ts, dirty) {
    const at = this.order.indexOf(ts);
    if (at < 0) return;
    this.order.splice(at, 1);
    if (at < this.start) this.start--;
    if (at < this.end) this.end--;
    if (!this.rows.has(ts)) return;
    const row = this.rows.get(ts);
    const beside = row.contains(document.activeElement) && (row.nextSibling ?? row.previousSibling ?? this.node.parentNode);
    row.remove();
    this.rows.delete(ts);
    if (beside) beside.querySelector(".message, textarea")?.focus({ preventScroll: true });
    if (this.order[at]) dirty.add(this.order[at]);
  }

  redraw(ts) {
    const old = this.rows.get(ts);
    if (!old) return;
    const focus = focusIn(old);
    const fresh = this.draw(ts, this.order.lastIndexOf(ts));
    if (old.firstChild === null) fresh.classList.add("arrived");
    old.replaceWith(fresh);
    if (!focus) return;
    focus(fresh);
    sayWhatChanged(...[old, fresh].map((row) => wordsOf(row.querySelector(".message"))));
  }

  /** A row: the dividers that come before a message, and the message. */
  draw(ts, at) {
    const message = messagesOf(this.channel).get(ts);
    const before = messagesOf(this.channel).get(this.order[at - 1]);
    const newDay = this.thread === null && (!before || dayOf(before) !== dayOf(message));
    const firstUnread = this.unreadFrom !== null && ts > this.unreadFrom && (!before || before.ts <= this.unreadFrom);
    const compact = Boolean(before) && !newDay && !firstUnread && follows(before, message) && !(this.thread && before.ts === this.thread);
    const row = h("div", { role: "listitem", class: `row${compact ? " follows" : ""}` },
      newDay && h("div", { class: "day-divider" }, h("span", {}, dayLabel(Number(ts), now(), zone()))),
      firstUnread && h("div", { class: "new-divider" }, h("span", {}, "New")),
      renderMessage(message, { compact, thread: this.thread, openThread: this.openThread }),
      this.thread === ts && this.order.length > 1 && h("div", { class: "replies-divider" }, h("span", {}, this.order.length === 2 ? "1 reply" : `${this.order.length - 1} replies`)));
    this.rows.set(ts, row);
    return row;
  }

  /** Days change when the clock moves: says them anew in the lines between days, in threads, and in what a message is called. */
  refreshTimes() {
    for (let at = this.start; at < this.end; at++) {
      const ts = this.order[at];
      const row = this.rows.get(ts);
      const divider = row.querySelector(":scope > .day-divider span");
      if (divider) divider.textContent = dayLabel(Number(ts), now(), zone());
      const when = row.querySelector(".when");
      when.title = fullTime(Number(ts), now(), zone());
      if (this.thread !== null && when.closest(".byline")) when.textContent = whenWords(Number(ts), this.thread);
      row.querySelector(".message").setAttribute("aria-label", spoken(messagesOf(this.channel).get(ts), Number(ts)));
    }
  }

  /** Only a few hundred rows are drawn at a time: more at the edge that is near, fewer at the other. */
  async nearEdge(entries) {
    const near = (node) => entries.some((entry) => entry.target === node && entry.isIntersecting);
    if (near(this.rest) && this.end < this.order.length) this.drawDown();
    if (!near(this.intro)) return;
    if (this.start === 0) await this.loadOlder();
    if (this.start > 0) this.drawUp();
  }

  drawUp() {
    const from = Math.max(0, this.start - PAGE);
    this.keepingPlace(this.order[this.start], () => {
      const first = this.order[this.start];
      this.list.prepend(...this.order.slice(from, this.start).map((ts, at) => this.draw(ts, from + at)));
      this.start = from;
      this.redraw(first);
      while (this.end - this.start > MOST) this.drop(--this.end);
      this.drawIntro();
    });
    this.watchAgain();
  }

  drawDown() {
    const to = Math.min(this.order.length, this.end + PAGE);
    this.keepingPlace(this.order[this.end - 1], () => {
      this.list.append(...this.order.slice(this.end, to).map((ts, at) => this.draw(ts, this.end + at)));
      this.end = to;
      while (this.end - this.start > MOST) this.drop(this.start++);
      this.drawIntro();
    });
    this.rove();
    this.watchAgain();
  }

  drop(at) {
    const ts = this.order[at];
    this.rows.get(ts).remove();
    this.rows.delete(ts);
  }

  /** Changes rows without moving what is looked at: the row of `ts` stays where it is on the screen. */
  keepingPlace(ts, change) {
    const above = this.rows.get(ts).offsetTop - this.scroller.scrollTop;
    change();
    this.scroller.scrollTop = this.rows.get(ts).offsetTop - above;
  }

  /** An edge that is still near after a change of rows is reported once more. */
  watchAgain() {
    for (const edge of [this.intro, this.rest]) {
      this.watcher.unobserve(edge);
      this.watcher.observe(edge);
    }
  }

  async loadOlder() {
    if (this.loading || this.thread !== null || !store.more.has(this.channel) || !this.order.length) return;
    this.loading = true;
    const { channel } = this;
    const answer = await older(channel, this.order[0]).catch(() => null);
    this.loading = false;
    if (!answer || channel !== this.channel) return;
    if (answer.oldest) store.more.set(channel, answer.oldest);
    else store.more.delete(channel);
    learn({ messages: { [channel]: { set: answer.messages } } });
    const added = answer.messages.filter((message) => this.belongs(message) && message.ts < this.order[0]).map((message) => message.ts).sort();
    this.order = [...added, ...this.order];
    this.start += added.length;
    this.end += added.length;
    this.drawIntro();
  }

  toEnd(smooth = false) {
    if (this.end < this.order.length) this.showEnd();
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  /** Brings a message into view, wherever in the conversation it stands. */
  reveal(ts) {
    const at = this.order.indexOf(ts);
    if (at < 0) return;
    if (!this.rows.has(ts)) {
      this.rows.clear();
      this.start = Math.max(0, at - PAGE / 2);
      this.end = Math.min(this.order.length, at + PAGE / 2);
      fill(this.list, this.order.slice(this.start, this.end).map((one, place) => this.draw(one, this.start + place)));
      this.drawIntro();
      this.rove();
      this.watchAgain();
    }
    this.sticky = false;
    const row = this.rows.get(ts);
    row.classList.add("arrived");
    row.scrollIntoView({ block: "center" });
  }

  measured() {
    const { scrollHeight, clientHeight } = this.scroller;
    return `${scrollHeight} of ${clientHeight}`;
  }

  /** What the browser moves because something got another size is nobody's wish to leave the end. */
  scrolled() {
    if (this.sticky && this.sizes !== this.measured()) return;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.sticky = this.end === this.order.length && scrollHeight - scrollTop - clientHeight < NEAR;
    if (!this.sticky) return;
    this.jump.hidden = true;
    this.onRead?.();
  }

  /** A message gets its toolbar when somebody comes to it: of hundreds nearly all never need one. */
  giveTools(node) {
    if (!node || node.querySelector(":scope > .toolbar")) return;
    const message = messagesOf(this.channel).get(node.dataset.ts);
    if (message && !message.ephemeral) node.append(toolbar(message, this.thread, this.openThread));
  }

  /** One message at a time is in the tab order; the arrow keys walk. */
  rove() {
    const current = this.list.querySelector(".message[tabindex='0']");
    if (current && current.closest(".row") === this.list.lastChild) return;
    current?.setAttribute("tabindex", "-1");
    this.rows.get(this.order.at(-1))?.querySelector(".message")?.setAttribute("tabindex", "0");
  }

  walk(event) {
    if (!event.target.classList?.contains("message")) return;
    const messages = [...this.list.querySelectorAll(".message")];
    const at = messages.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    if (to !== undefined && messages[to]) {
      event.preventDefault();
      messages[to].focus();
    } else if (event.key === "Enter" || event.key === "ArrowRight") {
      event.preventDefault();
      event.target.querySelector(".thread-summary, .toolbar [aria-label='Reply in thread']")?.click();
    }
  }
}

const dayOf = (message) => isoDate(Number(message.ts), zone());

const follows = (before, message) => before.user === message.user && before.ephemeral === message.ephemeral && before.subtype === message.subtype && !isReply(before)
  && Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
