// Block Kit's blocks.
//
// A `surface` is where blocks stand: {kind: "message" | "modal" | "home", viewer, form, values, errors,
//   press(blockId, element, value), keep(blockId, element, value, quiet), options(blockId, element, query),
//   upload(file), fileUrl(slackFile), touched(blockId), redraw()}. `errors` and `touched` are the modal's.

import { renderChart } from "./charts.js";
import { fragment, h, hidden, newId } from "./dom.js";
import { renderElement } from "./elements.js";
import { icon } from "./icons.js";
import { renderMarkdown } from "./markdown.js";
import { plainWords, renderText } from "./mrkdwn.js";
import { renderRichText } from "./richtext.js";
import { renderDataTable, renderTable } from "./tables.js";

export function renderBlocks(blocks, surface) {
  return fragment((blocks ?? []).map((block) => {
    const draw = BLOCKS[block.type];
    const node = draw ? draw(block, surface) : h("p", { class: "unknown" }, `A ${block.type} block is not shown here.`);
    return h("div", { class: `block block-${block.type}`, dataset: { block: block.block_id ?? "" } }, node);
  }));
}

const BLOCKS = {
  header: (block, surface) => h(surface.kind === "modal" ? "h3" : "h2", { class: "header-words" }, renderText(block.text)),
  divider: () => h("hr", {}),
  section,
  context,
  actions: (block, surface) => h("div", { class: "actions" }, block.elements.map((element) => renderElement(element, block, surface, named(element)))),
  context_actions: (block, surface) => h("div", { class: "actions slim" }, block.elements.map((element) => renderElement(element, block, surface))),
  input,
  image,
  file: (block) => h("p", { class: "note" }, icon("file"), ` ${block.external_id ?? "File"}`),
  video,
  rich_text: renderRichText,
  markdown: (block) => h("div", { class: "markdown" }, renderMarkdown(block.text)),
  table: renderTable,
  data_table: renderDataTable,
  data_visualization: renderChart,
  alert,
  card,
  carousel: (block, surface) => h("div", { class: "carousel", role: "group", tabindex: 0, "aria-label": "Cards, scroll sideways" }, block.elements.map((item) => card(item, surface))),
  container,
  plan: (block) => h("div", { class: "plan" }, h("strong", {}, block.title), block.tasks.map(task)),
  task_card: task,
};

function section(block, surface) {
  const words = h("div", { class: "section-words", id: newId("section") },
    block.text && h("div", { class: "text" }, renderText(block.text)),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "field text" }, renderText(field)))));
  if (!block.accessory) return words;
  const { accessory } = block;
  if (accessory.type === "image") return h("div", { class: "section" }, words, picture(accessory, surface, "accessory-image"));
  const names = block.text ? { "aria-labelledby": words.id } : named(accessory);
  return h("div", { class: "section" }, words, h("div", { class: "accessory" }, renderElement(accessory, block, surface, names)));
}

/** An element without a label of its own is named after its placeholder. */
function named(element) {
  return { "aria-label": element.placeholder ? plainWords(element.placeholder) : NAMES[element.type] };
}

const NAMES = { datepicker: "Date", timepicker: "Time", datetimepicker: "Date and time", checkboxes: "Choices", radio_buttons: "Choice" };

function context(block, surface) {
  return h("div", { class: "context" }, block.elements.map((element) => (element.type === "image" ? picture(element, surface, "context-image") : h("span", { class: "text" }, renderText(element)))));
}

function input(block, surface) {
  const { element } = block;
  const label = newId("label");
  const hint = block.hint && newId("hint");
  const error = surface.errors?.[block.block_id];
  const errorId = newId("error");
  const field = newId("field");
  const names = {
    id: field, "aria-labelledby": label, "aria-required": block.optional ? null : "true",
    "aria-invalid": error ? "true" : null, "aria-describedby": [error && errorId, hint].filter(Boolean).join(" ") || null,
  };
  const grouped = ["checkboxes", "radio_buttons", "datetimepicker"].includes(element.type);
  return h("div", { class: `input-block${error ? " has-error" : ""}` },
    h(grouped ? "div" : "label", { class: "input-label", id: label, for: grouped ? null : field }, renderText(block.label), block.optional && h("span", { class: "optional" }, " (optional)")),
    renderElement(element, block, surface, names),
    error && h("div", { class: "field-error", id: errorId }, icon("warning", 16), h("span", {}, error)),
    hint && h("div", { class: "hint", id: hint }, renderText(block.hint)));
}

/** Web addresses and the workspace's own files; anything else shows as its words. */
export function picture(image, surface, className) {
  const source = image.slack_file ? surface.fileUrl(image.slack_file) : image.image_url;
  const node = h("img", { class: className, src: /^(https?:|\/|data:image\/)/i.test(source ?? "") ? source : "", alt: image.alt_text ?? "", loading: "lazy", decoding: "async" });
  node.addEventListener("error", () => node.replaceWith(h("span", { class: "image-missing" }, icon("warning", 14), image.alt_text || "Image")));
  return node;
}

function image(block, surface) {
  return h("figure", { class: "image-block" }, block.title && h("figcaption", {}, renderText(block.title)), picture(block, surface, "image"));
}

function video(block, surface) {
  return h("figure", { class: "image-block" },
    h("figcaption", {}, h("a", { href: /^https?:/.test(block.title_url ?? "") ? block.title_url : null, target: "_blank", rel: "noopener noreferrer" }, renderText(block.title))),
    block.description && h("div", { class: "note" }, renderText(block.description)),
    picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, surface, "image"));
}

const ALERT = { default: ["info", "Note"], info: ["info", "Note"], warning: ["warning", "Warning"], error: ["warning", "Error"], success: ["done", "Done"] };

function alert(block) {
  const [sign, word] = ALERT[block.level ?? "default"] ?? ALERT.default;
  return h("div", { class: `alert ${block.level ?? "default"}`, role: block.level === "error" ? "alert" : "note" }, icon(sign), hidden(`${word}: `), h("div", { class: "text" }, renderText(block.text)));
}

function card(block, surface) {
  return h("article", { class: "card" },
    block.hero_image && picture(block.hero_image, surface, "hero"),
    h("div", { class: "card-head" },
      block.icon && picture(block.icon, surface, "card-icon"),
      block.slack_icon && icon(block.slack_icon.name),
      h("div", {}, block.title && h("strong", {}, renderText(block.title)), block.subtitle && h("div", { class: "note" }, renderText(block.subtitle)))),
    block.body && h("div", { class: "text" }, renderText(block.body)),
    block.subtext && h("div", { class: "note" }, renderText(block.subtext)),
    block.actions?.length ? h("div", { class: "actions" }, block.actions.map((element) => renderElement(element, block, surface))) : null);
}

function container(block, surface) {
  const title = [block.icon && picture(block.icon, surface, "card-icon"),
    h("span", {}, h("strong", {}, block.title ? renderText(block.title) : renderRichText(block.rich_text_title)), block.subtitle && h("div", { class: "note" }, renderText(block.subtitle)))];
  const children = h("div", { class: "container-body" }, renderBlocks(block.child_blocks, surface));
  if (block.is_collapsible) return h("details", { class: "container", open: !block.default_collapsed }, h("summary", {}, icon("right", 16), title), children);
  return h("div", { class: "container" }, h("div", { class: `container-head${block.has_header_divider ? " divided" : ""}` }, title), children);
}

const TASK = { pending: ["clock", "Waiting"], in_progress: ["clock", "In progress"], complete: ["done", "Done"], error: ["warning", "Failed"] };

function task(item) {
  const [sign, word] = TASK[item.status] ?? TASK.pending;
  return h("div", { class: `task ${item.status}` }, icon(sign), hidden(`${word}: `), h("div", {},
    h("strong", {}, item.title), item.details && renderRichText(item.details), item.output && renderRichText(item.output),
    item.sources?.length ? h("div", { class: "note" }, item.sources.map((source) => [h("a", { href: /^https?:/.test(source.url) ? source.url : null, target: "_blank", rel: "noopener noreferrer" }, source.text), " "])) : null));
}

/** The older attachments beside a message: a bar of colour, with blocks or fields. */
export function renderAttachment(attachment, surface) {
  const colour = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" }[attachment.color] ?? (attachment.color ? `#${attachment.color.replace("#", "")}` : "");
  return h("div", { class: "attachment" },
    h("div", { class: "attachment-bar", style: colour ? { background: colour } : {} }),
    h("div", { class: "attachment-body" },
      attachment.pretext && h("div", { class: "text" }, renderText(attachment.pretext)),
      attachment.author_name && h("div", { class: "note" }, attachment.author_name),
      attachment.title && h("strong", {}, attachment.title_link ? renderText(`<${attachment.title_link}|${attachment.title}>`) : renderText(attachment.title)),
      attachment.blocks ? renderBlocks(attachment.blocks, surface) : h("div", { class: "text" }, renderText(attachment.text ?? attachment.fallback ?? "")),
      attachment.fields && h("div", { class: "fields" }, attachment.fields.map((field) => h("div", { class: "field text" }, h("strong", {}, field.title), h("div", {}, renderText(field.value))))),
      attachment.footer && h("div", { class: "note" }, attachment.footer)));
}
