// The main pane: one conversation with its header, tabs for an app, messages and composer.

import { act } from "./api.js";
import { makeComposer } from "./composer.js";
import { fill, h, hidden } from "./dom.js";
import { renderAbout, renderHome, visitHome } from "./home.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./messages.js";
import { plainWords, renderMrkdwn } from "./mrkdwn.js";
import { avatar, localTime, nameMarks } from "./people.js";
import { appName, person, store, title } from "./store.js";

export class Conversation {
  constructor(node, { openThread, openPerson, openSidebar }) {
    this.node = node;
    this.openPerson = openPerson;
    this.openSidebar = openSidebar;
    this.id = null;
    this.tab = "messages";
    this.list = new MessageList({ label: "Messages", openThread, onRead: () => this.read() });
    this.header = h("header", { class: "pane-head" });
    this.body = h("div", { class: "pane-body" });
    fill(node, this.header, this.body);
  }

  get channel() {
    return store.channels.get(this.id);
  }

  show(id, tab = "messages") {
    this.id = id;
    this.tab = this.channel?.app_id ? tab : "messages";
    this.unreadFrom = this.channel?.unread ? (this.channel.last_read ?? "0") : null;
    this.draw();
  }

  draw() {
    const { channel } = this;
    this.drawHeader();
    if (!channel) {
      fill(this.body, h("div", { class: "empty" }, h("h2", {}, "Pick a conversation"), h("p", {}, "Channels and direct messages stand on the left.")));
      return;
    }
    if (this.tab === "home" || this.tab === "about") {
      this.page = h("div", { class: "app-page", tabindex: this.tab === "about" ? 0 : -1, role: "tabpanel", "aria-labelledby": `tab-${this.tab}` });
      fill(this.body, this.page);
      this.drawPage();
      if (this.tab === "home") visitHome(channel.app_id);
      return;
    }
    fill(this.body, this.list.node, this.foot());
    this.list.show(this.id, { unreadFrom: this.unreadFrom, intro: intro(channel) });
    this.read();
  }

  drawPage() {
    if (this.tab === "home") renderHome(this.page, this.channel.app_id);
    else renderAbout(this.page, this.channel.app_id);
  }

  /** Draws the header anew when it would look different: a menu may be open on it, or the focus stand there. */
  drawHeader() {
    const { channel } = this;
    const { id, kind, members: crew, purpose, shared_with: company } = channel ?? {};
    const mark = JSON.stringify([id, kind, title(channel), crew?.map((member) => person(member).name), purpose, company, this.tab]);
    if (this.headerMark === mark) return;
    this.headerMark = mark;
    const burger = h("button", { type: "button", class: "icon-button burger", "aria-label": "Show channels", onclick: this.openSidebar }, icon("menu"));
    if (!channel) {
      fill(this.header, burger);
      return;
    }
    const lead = channel.with ? avatar(channel.with, 24) : icon(channel.kind === "private" ? "lock" : "hash");
    const members = channel.members ?? [];
    const crowd = !channel.with && h("button", { type: "button", class: "crowd", "aria-label": `${members.length} members`, "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => openMenu(event.currentTarget, this.memberItems(), { label: "Members", align: "end" }) }, members.slice(0, 3).map((id) => avatar(id, 22)), h("span", {}, String(members.length)));
    fill(this.header,
      h("div", { class: "pane-title" }, burger, h("h1", {}, lead, h("span", {}, title(channel))), channel.with && nameMarks(channel.with),
        channel.shared_with && h("span", { class: "badge outside" }, icon("connect", 12), `Shared with ${channel.shared_with}`),
        channel.purpose && h("span", { class: "purpose", title: plainWords(channel.purpose) }, renderMrkdwn(channel.purpose)), crowd),
      channel.app_id && h("div", { class: "tabs", role: "tablist", "aria-label": title(channel), onkeydown: (event) => this.steerTabs(event) }, ["home", "messages", "about"].map((name) => this.tabButton(name))));
  }

  tabButton(name) {
    const chosen = this.tab === name;
    return h("button", { type: "button", role: "tab", id: `tab-${name}`, class: "tab", "aria-selected": chosen ? "true" : "false", tabindex: chosen ? 0 : -1, dataset: { tab: name }, onclick: () => this.openTab(name) }, name[0].toUpperCase() + name.slice(1));
  }

  openTab(name) {
    this.show(this.id, name);
    this.onTab?.(name);
    this.header.querySelector("[aria-selected=true]")?.focus();
  }

  steerTabs(event) {
    const tabs = [...this.header.querySelectorAll("[role=tab]")];
    const at = tabs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || at < 0) return;
    event.preventDefault();
    this.openTab(tabs[(at + step + tabs.length) % tabs.length].dataset.tab);
  }

  memberItems() {
    return this.channel.members.map(person).sort((a, b) => a.name.localeCompare(b.name)).map((who) => ({
      label: who.name, note: [who.bot ? "app" : who.title, who.outside && `from ${who.outside}`].filter(Boolean).join(" · "), lead: avatar(who.id, 24), run: () => this.openPerson(who.id),
    }));
  }

  foot() {
    const { channel } = this;
    if (channel.archived) return h("div", { class: "foot-note" }, "This channel is archived. Nobody can write here any more.");
    if (!channel.member && !channel.with) return h("div", { class: "foot-note" }, `${person(store.me.id).name} is not in this channel.`);
    return makeComposer({ channel: this.id, label: channel.with ? `Message ${title(channel)}` : `Message #${title(channel)}`, onSent: () => this.list.toEnd() });
  }

  /** Takes over what the stream brought. */
  update({ names, messages }) {
    if (names.has("people") || names.has("channels")) this.drawHeader();
    if (this.tab !== "messages") {
      if (this.channel && names.has("homes")) this.drawPage();
      return;
    }
    const changed = messages.get(this.id);
    if (changed) {
      this.list.update(changed);
      this.read();
    }
  }

  refreshTimes() {
    if (this.channel && this.tab === "messages") this.list.refreshTimes();
  }

  /** What is looked at counts as read. */
  read() {
    const { channel } = this;
    if (!channel?.unread || this.tab !== "messages" || document.hidden || !this.list.sticky) return;
    clearTimeout(this.reading);
    this.reading = setTimeout(() => channel.id === this.id && act("mark_read", { channel_id: channel.id }).catch(() => {}), 250);
  }
}

/** What stands above the first message of a conversation. */
function intro(channel) {
  if (channel.app_id) return h("div", { class: "intro-words" }, avatar(channel.with, 48), h("h2", {}, appName(channel.app_id), nameMarks(channel.with)), h("p", {}, "This is the start of your direct messages with this app. Only you and the app see them."));
  if (channel.with) return h("div", { class: "intro-words" }, avatar(channel.with, 48), h("h2", {}, title(channel), nameMarks(channel.with)), h("p", {}, `${localTime(channel.with)}. Only the two of you see these messages.`));
  return h("div", { class: "intro-words" }, h("h2", {}, icon(channel.kind === "private" ? "lock" : "hash", 26), title(channel)),
    h("p", {}, `This is the very beginning of the `, h("strong", {}, title(channel)), ` channel. `, channel.purpose && renderMrkdwn(channel.purpose)),
    channel.shared_with && h("p", { class: "note" }, icon("connect", 14), ` People from ${channel.shared_with} see everything that is written here.`), hidden(""));
}
