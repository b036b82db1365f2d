// The side panel with one thread.

import { makeComposer } from "./composer.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { messagesOf, store, title } from "./store.js";

export class Thread {
  constructor(node, { onClose }) {
    this.node = node;
    this.onClose = onClose;
    this.channel = null;
    this.ts = null;
    this.list = new MessageList({ label: "Thread", openThread: () => {} });
  }

  open(channel, ts) {
    this.channel = channel;
    this.ts = ts;
    const place = store.channels.get(channel);
    this.node.hidden = false;
    document.body.classList.add("has-thread");
    fill(this.node,
      h("header", { class: "pane-head" }, h("div", { class: "pane-title" }, h("h2", {}, "Thread"), h("span", { class: "purpose" }, place?.with ? title(place) : `#${title(place)}`),
        h("button", { type: "button", class: "icon-button", "aria-label": "Close thread", onclick: () => this.close() }, icon("close")))),
      h("div", { class: "pane-body" }, this.list.node, makeComposer({ channel, thread: ts, label: "Reply…", onSent: () => this.list.toEnd() })));
    this.list.show(channel, { thread: ts });
    this.node.querySelector("textarea").focus();
  }

  close() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    document.body.classList.remove("has-thread");
    fill(this.node);
    const { ts } = this;
    this.channel = null;
    this.ts = null;
    this.onClose(ts);
  }

  update({ messages }) {
    if (!this.channel) return;
    const changed = messages.get(this.channel);
    if (changed && !messagesOf(this.channel).has(this.ts)) this.close();
    else if (changed) this.list.update(new Set([...changed].filter((ts) => this.concerns(ts))));
  }

  refreshTimes() {
    if (this.channel) this.list.refreshTimes();
  }

  concerns(ts) {
    const message = messagesOf(this.channel).get(ts);
    return this.list.rows.has(ts) || message?.thread_ts === this.ts;
  }
}
