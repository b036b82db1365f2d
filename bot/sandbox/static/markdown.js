// Standard Markdown, for the `markdown` block: headings, lists, quotes, code, tables and the inline marks.

import { fragment, h } from "./dom.js";
import { emoji } from "./emoji.js";
import { emojiNode, lines, linkNode } from "./mrkdwn.js";

const BLOCKS = [
  [/^```/, fence],
  [/^#{1,6}\s/, heading],
  [/^\s*([-*_])\s*(\1\s*){2,}$/, rule],
  [/^>/, quote],
  [/^\s*([-*+]|\d+[.)])\s+/, list],
  [/^\|.*\|\s*$/, table],
];

export function renderMarkdown(text) {
  const rows = text.split("\n");
  const out = fragment();
  for (let at = 0; at < rows.length; ) {
    if (!rows[at].trim()) {
      at++;
      continue;
    }
    const [, read] = BLOCKS.find(([pattern]) => pattern.test(rows[at])) ?? [null, paragraph];
    const [node, next] = read(rows, at);
    out.append(node);
    at = next;
  }
  return out;
}

function fence(rows, at) {
  const end = rows.findIndex((row, index) => index > at && row.startsWith("```"));
  const stop = end < 0 ? rows.length : end;
  return [h("pre", { class: "code-block" }, rows.slice(at + 1, stop).join("\n")), stop + 1];
}

function heading(rows, at) {
  const [, marks, words] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(rows[at]) ?? [null, "#", rows[at]];
  return [h("p", { class: `md-heading md-${marks.length}`, role: "heading", "aria-level": Math.max(2, marks.length) }, inline(words)), at + 1];
}

function rule(rows, at) {
  return [h("hr", {}), at + 1];
}

function quote(rows, at) {
  let end = at;
  while (end < rows.length && rows[end].startsWith(">")) end++;
  const inner = rows.slice(at, end).map((row) => row.replace(/^>\s?/, "")).join("\n");
  return [h("blockquote", {}, renderMarkdown(inner)), end];
}

function list(rows, at) {
  const indent = rows[at].search(/\S/);
  const ordered = /^\s*\d/.test(rows[at]);
  const node = h(ordered ? "ol" : "ul", ordered ? { start: parseInt(rows[at], 10) } : {});
  let end = at;
  while (end < rows.length && rows[end].trim()) {
    const depth = rows[end].search(/\S/);
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(rows[end]);
    if (depth < indent || (!item && depth === indent)) break;
    if (item && depth > indent + 1) {
      const [child, next] = list(rows, end);
      (node.lastChild ?? node).append(child);
      end = next;
      continue;
    }
    if (item) node.append(h("li", {}, taskBox(item[1])));
    else node.lastChild.append(" ", inline(rows[end].trim()));
    end++;
  }
  return [node, end];
}

function taskBox(words) {
  const box = /^\[([ xX])\]\s+(.*)$/.exec(words);
  return box ? [box[1] === " " ? "☐ " : "☑ ", inline(box[2])] : inline(words);
}

function table(rows, at) {
  let end = at;
  while (end < rows.length && /^\|.*\|\s*$/.test(rows[end])) end++;
  const cells = (row) => row.trim().slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim());
  const [head, ...body] = rows.slice(at, end).filter((row) => !/^\|[\s:|-]+\|\s*$/.test(row));
  const line = (tag, row) => h("tr", {}, cells(row).map((cell) => h(tag, tag === "th" ? { scope: "col" } : {}, inline(cell))));
  return [h("div", { class: "table-scroll" }, h("table", { class: "slack-table" }, h("thead", {}, line("th", head)), h("tbody", {}, body.map((row) => line("td", row))))), end];
}

function paragraph(rows, at) {
  let end = at + 1;
  while (end < rows.length && rows[end].trim() && !BLOCKS.some(([pattern]) => pattern.test(rows[end]))) end++;
  return [h("p", {}, inline(rows.slice(at, end).join("\n"))), end];
}

const INLINE = [
  [/^`([^`\n]+)`/, (match) => h("code", {}, match[1])],
  [/^!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (match) => linkNode(match[2], match[1] || match[2])],
  [/^<((?:https?|mailto):[^>\s]+)>/, (match) => linkNode(match[1], match[1].replace(/^mailto:/, ""))],
  [/^(\*\*|__)(?=\S)([\s\S]+?\S|\S)\1/, (match) => h("strong", {}, inline(match[2]))],
  [/^~~(?=\S)([\s\S]+?)~~/, (match) => h("s", {}, inline(match[1]))],
  [/^\*(?=\S)([^*\n]+?)\*/, (match) => h("em", {}, inline(match[1]))],
  [/^_(?=\S)([^_\n]+?)_(?![\p{L}\p{N}])/u, (match) => h("em", {}, inline(match[1]))],
  [/^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]]/, (match) => linkNode(match[0], match[0])],
  [/^:([a-z0-9_+'-]+):/, (match) => (emoji(match[1]) ? emojiNode(match[1], emoji(match[1])) : null)],
  [/^\\([\\`*_{}[\]()#+.!|~>-])/, (match) => match[1]],
];

function inline(text) {
  const out = fragment();
  let buffer = "";
  const flush = () => {
    out.append(fragment(lines(buffer)));
    buffer = "";
  };
  for (let at = 0; at < text.length; ) {
    const [node, length] = inlineAt(text, at);
    if (node === null) {
      buffer += text[at++];
      continue;
    }
    flush();
    out.append(node);
    at += length;
  }
  flush();
  return out;
}

function inlineAt(text, at) {
  if (!"`![<*_~h:\\".includes(text[at])) return [null, 0];
  if (text[at] === "_" && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return [null, 0];
  const rest = text.slice(at);
  for (const [pattern, make] of INLINE) {
    const match = pattern.exec(rest);
    const node = match && make(match);
    if (node) return [node, match[0].length];
  }
  return [null, 0];
}
