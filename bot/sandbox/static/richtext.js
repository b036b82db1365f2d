// The `rich_text` block and the rich cells of tables.

import { dateNode } from "./dates.js";
import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { broadcast, channelLink, emojiNode, groupMention, lines, linkNode, mention } from "./mrkdwn.js";

const SECTIONS = {
  rich_text_section: (part) => h("div", { class: "rich-section" }, part.elements.map(element)),
  rich_text_preformatted: (part) => h("pre", { class: "code-block" }, part.elements.map(element)),
  rich_text_quote: (part) => h("blockquote", {}, part.elements.map(element)),
  rich_text_list: list,
};

export const renderRichText = (block) => h("div", { class: "rich-text" }, (block.elements ?? []).map((part) => SECTIONS[part.type]?.(part)));

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const props = { class: `rich-list indent-${Math.min(part.indent ?? 0, 8)}${part.border ? " bordered" : ""}` };
  if (tag === "ol") props.start = (part.offset ?? 0) + 1;
  return h(tag, props, part.elements.map((item) => h("li", {}, item.elements.map(element))));
}

const ELEMENTS = {
  text: (item) => lines(withEmoji(item.text)),
  link: (item) => linkNode(item.url, item.text || item.url),
  user: (item) => mention(item.user_id),
  usergroup: (item) => groupMention(item.usergroup_id),
  channel: (item) => channelLink(item.channel_id),
  broadcast: (item) => broadcast(item.range),
  emoji: (item) => (emoji(item.name) ? emojiNode(item.name, emoji(item.name)) : `:${item.name}:`),
  date: (item) => dateNode(item.timestamp, item.format ?? "{date}"),
  color: (item) => [h("span", { class: "swatch", style: { background: /^#[0-9a-f]{3,8}$/i.test(item.value) ? item.value : "transparent" } }), item.value],
};

const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

function element(item) {
  const inner = ELEMENTS[item.type]?.(item) ?? item.text ?? "";
  return Object.entries(STYLES).reduce((node, [style, tag]) => (item.style?.[style] ? h(tag, {}, node) : node), inner);
}
