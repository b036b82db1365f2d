// Draws the gallery: each message, form and Home with the local workspace's own renderer, its buttons without effect.

import { renderBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { Form } from "./form.js";
import { icon } from "./icons.js";
import { renderMrkdwn, renderPlain } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { learn, now, store, zone } from "./store.js";
import { timeOfDay } from "./time.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

learn(read("the-workspace"));
const app = [...store.apps.values()][0];
for (const entry of read("the-entries")) {
  document.getElementById(entry.anchor).querySelector(".stand").append(draw(entry));
}
document.documentElement.dataset.drawn = "yes";

function draw({ surface, payload, private: onlyYou }) {
  if (surface === "modal") return modal(payload);
  if (surface === "home") return h("div", { class: "exhibit-home" }, h("div", { class: "home-blocks" }, blocks("home", payload.blocks)));
  return message(payload, onlyYou);
}

function message(payload, onlyYou) {
  const words = payload.blocks.length ? h("div", { class: "blocks" }, blocks("message", payload.blocks)) : h("div", { class: "text" }, renderMrkdwn(payload.text));
  return h("div", { class: `message from-app${onlyYou ? " ephemeral" : ""}` },
    h("div", { class: "gutter" }, avatar(app.bot_user_id)),
    h("div", { class: "body" },
      onlyYou && h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you"),
      h("div", { class: "byline" }, h("span", { class: "name" }, app.name), h("span", { class: "badge" }, "APP"), h("span", { class: "when" }, timeOfDay(now(), zone()))),
      words));
}

function modal(view) {
  const closing = view.submit || view.close;
  return h("div", { class: "modal exhibit-modal" }, h("div", { class: "modal-form" },
    h("div", { class: "modal-head" }, avatar(app.bot_user_id, 28), h("h4", {}, renderPlain(view.title))),
    h("div", { class: "modal-body" }, blocks("modal", view.blocks)),
    h("div", { class: "modal-foot" },
      h("span", { class: "note modal-app" }, app.name),
      closing && h("button", { type: "button", class: "button" }, view.close ? renderPlain(view.close) : "Cancel"),
      view.submit && h("button", { type: "button", class: "button primary" }, renderPlain(view.submit)))));
}

/** Blocks without ids get some, as Slack gives them; nothing that is pressed goes anywhere. */
function blocks(kind, list) {
  const nothing = async () => {};
  const surface = {
    kind, viewer: store.me.id, form: new Form(), values: {}, errors: {}, redraw: () => {}, touched: () => {},
    press: nothing, keep: () => {}, flush: nothing, options: async () => ({ options: [] }), upload: nothing, fileUrl: () => "",
  };
  return renderBlocks(list.map((block, at) => ({ block_id: `block-${at}`, ...block })), surface);
}
