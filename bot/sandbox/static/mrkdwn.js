// Slack's mrkdwn as nodes. Everything typed ends in text nodes; only these functions make elements.

import { dateNode } from "./dates.js";
import { fragment, h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { channelName, person, store } from "./store.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const MARKS = { "*": "strong", _: "em", "~": "s" };
const BROADCASTS = new Set(["here", "channel", "everyone"]);

const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** A text object (`mrkdwn` or `plain_text`), or a bare string of mrkdwn. */
export function renderText(text) {
  if (!text) return fragment();
  if (typeof text === "string") return renderMrkdwn(text);
  if (text.type === "plain_text") return renderPlain(text);
  return text.verbatim ? renderMrkdwn(text.text, { link: false }) : renderMrkdwn(text.text);
}

export function renderPlain(text) {
  const words = unescape(text.text ?? "");
  return fragment(lines(text.emoji === false ? words : withEmoji(words)));
}

/** The words of a text object, without marks: for labels, announcements and the clipboard. What stood on lines stays on lines. */
export function plainWords(text) {
  const source = typeof text === "string" ? text : (text?.text ?? "");
  const node = typeof text === "string" || text?.type === "mrkdwn" ? renderMrkdwn(source) : renderPlain(text ?? {});
  for (const end of node.querySelectorAll("br")) end.replaceWith("\n");
  for (const block of node.querySelectorAll("pre, blockquote")) {
    if (block.previousSibling) block.before("\n");
    if (block.nextSibling) block.after("\n");
  }
  return node.textContent;
}

export function renderMrkdwn(text, { link = true } = {}) {
  const out = fragment();
  const parts = text.split("```");
  parts.forEach((part, at) => {
    const isCode = at % 2 === 1 && at < parts.length - 1;
    if (isCode) out.append(h("pre", { class: "code-block" }, codeText(part.replace(/^\n|\n$/g, ""))));
    else quotes(at % 2 === 1 ? "```" + part : trimAround(part, at, parts.length), out, link);
  });
  return out;
}

function trimAround(part, at, count) {
  let text = part;
  if (at > 0) text = text.replace(/^\n/, "");
  if (at < count - 1) text = text.replace(/\n$/, "");
  return text;
}

function quotes(text, out, link) {
  const rows = text.split("\n");
  let plain = [];
  const flush = () => {
    if (plain.length && !(plain.length === 1 && plain[0] === "")) inline(plain.join("\n"), out, link);
    plain = [];
  };
  for (let at = 0; at < rows.length; ) {
    const long = /^(?:&gt;|>){3}\s?/.exec(rows[at]);
    const quoted = [];
    if (long) {
      quoted.push(rows[at].slice(long[0].length), ...rows.slice(at + 1));
      at = rows.length;
    }
    while (at < rows.length && /^(?:&gt;|>)/.test(rows[at])) quoted.push(rows[at++].replace(/^(?:&gt;|>) ?/, ""));
    if (!quoted.length) {
      plain.push(rows[at++]);
      continue;
    }
    flush();
    const block = h("blockquote", {});
    inline(quoted.join("\n"), block, link);
    out.append(block);
  }
  flush();
}

/** Bold, italic, strike, code, emoji, links and mentions of one stretch of text. */
function inline(text, out, link) {
  let buffer = "";
  const flush = () => {
    if (buffer) out.append(fragment(link ? autolink(unescape(buffer)) : lines(unescape(buffer))));
    buffer = "";
  };
  for (let at = 0; at < text.length; ) {
    const [node, next] = special(text, at, link) ?? [];
    if (node) {
      flush();
      out.append(node);
      at = next;
    } else {
      buffer += text[at++];
    }
  }
  flush();
}

function special(text, at, link) {
  const char = text[at];
  if (char === "<") {
    const end = text.indexOf(">", at);
    return end > at + 1 ? [control(text.slice(at + 1, end)), end + 1] : null;
  }
  if (char === "`") {
    const end = text.indexOf("`", at + 1);
    if (end < at + 2 || text.slice(at, end).includes("\n")) return null;
    return [h("code", {}, codeText(text.slice(at + 1, end))), end + 1];
  }
  if (char === ":") {
    const match = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/.exec(text.slice(at, at + 60));
    const found = match && emoji(match[1]);
    return found ? [emojiNode(match[1], found), at + match[0].length] : null;
  }
  if (!MARKS[char]) return null;
  const end = closing(text, at, char);
  if (end < 0) return null;
  const node = h(MARKS[char], {});
  inline(text.slice(at + 1, end), node, link);
  return [node, end + 1];
}

const isWord = (char) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function closing(text, at, mark) {
  if (isWord(text[at - 1]) || /\s/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return -1;
  for (let end = at + 1; end < text.length; end++) {
    const char = text[end];
    if (char === "\n") return -1;
    if (char === "<") {
      const close = text.indexOf(">", end);
      if (close > 0) end = close;
    } else if (char === "`") {
      const close = text.indexOf("`", end + 1);
      if (close > 0) end = close;
    } else if (char === mark && end > at + 1 && !/\s/.test(text[end - 1]) && !isWord(text[end + 1])) {
      return end;
    }
  }
  return -1;
}

/** What stands between `<` and `>`: a mention, a date or a link. */
function control(token) {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : unescape(token.slice(bar + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target.split("^"), label);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!")) return broadcast(target.slice(1), label);
  return linkNode(unescape(target), label || unescape(target).replace(/^(mailto|tel):/, ""));
}

export function mention(id, label = "") {
  const name = store.people.has(id) || store.apps.has(id) ? person(id).name : label.replace(/^@/, "") || "someone";
  const mine = id === store.me.id ? " mention-me" : "";
  return h("button", { type: "button", class: `mention${mine}`, dataset: { person: id } }, `@${name}`);
}

export function groupMention(id, label = "") {
  return h("span", { class: "mention" }, label || `@${store.groups.get(id)?.handle ?? "group"}`);
}

export function broadcast(name, label = "") {
  const text = BROADCASTS.has(name) ? `@${name}` : label || `<${name}>`;
  return h("span", { class: BROADCASTS.has(name) ? "mention mention-me" : "" }, text);
}

export function channelLink(id, label = "") {
  const name = store.channels.has(id) ? channelName(id) : label || "private-channel";
  return h("button", { type: "button", class: "mention", dataset: { channel: id } }, `#${name.replace(/^#/, "")}`);
}

/** `!date`, seconds, pattern and, where there is one, a link. */
function date([, seconds, pattern, url], fallback) {
  const at = Number(seconds);
  if (!Number.isFinite(at) || !pattern) return fragment(fallback);
  const time = dateNode(at, unescape(pattern));
  return url ? linkNode(unescape(url), time) : time;
}

/** A link, if its scheme is harmless; else only its words. */
export function linkNode(url, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return h("span", {}, label);
  const words = typeof label === "string" ? withEmoji(label) : label;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

export const emojiNode = (name, char) => h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, char);

const codeText = (text) => unescape(text.replace(/<([^>|]+)(?:\|([^>]*))?>/g, (whole, target, label) => label ?? target));

function autolink(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"]/g)) {
    out.push(lines(text.slice(from, match.index)), linkNode(match[0], match[0]));
    from = match.index + match[0].length;
  }
  return [...out, lines(text.slice(from))];
}

export const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br", {}), line] : [line]));
