// Block Kit's elements: buttons, menus, pickers and inputs.

import { askToConfirm, toast } from "./dialog.js";
import { h, hidden, newId } from "./dom.js";
import { toWire } from "./form.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { plainWords, renderText } from "./mrkdwn.js";
import { renderMenu } from "./menus.js";
import { dateTimePicker, datePicker, timePicker } from "./pickers.js";
import { filePicker } from "./filepicker.js";

/**
 * Draws an element. `surface` knows how to send things (see blocks.js). `names` are the attributes that say what the
 * element is for; in an `input` block changes are kept, elsewhere (or with dispatch_action) they go to the app.
 */
export function renderElement(element, block, surface, names = {}) {
  const draw = ELEMENTS[element.type];
  if (draw) return draw(element, block, surface, names);
  if (element.type.endsWith("_select")) return renderMenu(element, block, surface, names, change(element, block, surface));
  return h("span", { class: "unknown" }, `${element.type} is not shown here`);
}

const ELEMENTS = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedbackButtons,
  overflow,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: textInput,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: (element, block, surface, names) => picker(datePicker, element, block, surface, names),
  timepicker: (element, block, surface, names) => picker(timePicker, element, block, surface, names),
  datetimepicker: (element, block, surface, names) => picker(dateTimePicker, element, block, surface, names),
  file_input: (element, block, surface, names) => filePicker(element, surface.form.get(block.block_id, element, surface.values), names, change(element, block, surface), surface),
};

/** What happens with a new value: it is kept, and told to the app where the app listens. */
function change(element, block, surface) {
  const listens = block.type !== "input" || block.dispatch_action;
  return async (value, { quiet = false } = {}) => {
    const before = surface.form.get(block.block_id, element, surface.values);
    surface.form.set(block.block_id, element, value);
    surface.touched?.(block.block_id);
    if (!listens) return surface.keep(block.block_id, element, toWire(element, value), quiet);
    if (element.confirm && !(await askToConfirm(element.confirm))) {
      surface.form.set(block.block_id, element, before);
      return surface.redraw?.();
    }
    return send(surface.press(block.block_id, element, toWire(element, value)));
  };
}

async function send(work) {
  try {
    await work;
  } catch (trouble) {
    toast(trouble.message, "error");
  }
}

async function press(node, element, block, surface, value) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (element.confirm && !(await askToConfirm(element.confirm))) return;
  node.setAttribute("aria-busy", "true");
  await send(surface.press(block.block_id, element, value));
  node.removeAttribute("aria-busy");
}

function button(element, block, surface) {
  const style = element.style ? ` ${element.style}` : "";
  const content = [renderText(element.text), element.url && [icon("link", 14), hidden("opens a new tab")]];
  const props = { class: `button${style}`, "aria-label": element.accessibility_label, dataset: focusKey(block, element) };
  const run = (event) => press(event.currentTarget, element, block, surface, element.value ?? null);
  if (element.url) return h("a", { ...props, href: safe(element.url), target: "_blank", rel: "noopener noreferrer", onclick: run }, content);
  return h("button", { ...props, type: "button", onclick: run }, content);
}

function iconButton(element, block, surface) {
  if (element.visible_to_user_ids?.length && !element.visible_to_user_ids.includes(surface.viewer)) return null;
  return h("button", {
    type: "button", class: "icon-button", "aria-label": element.accessibility_label ?? plainWords(element.text), dataset: focusKey(block, element),
    onclick: (event) => press(event.currentTarget, element, block, surface, element.value ?? null),
  }, icon(element.icon));
}

function feedbackButtons(element, block, surface) {
  const one = (part, name) => h("button", {
    type: "button", class: "icon-button", "aria-label": part.accessibility_label ?? plainWords(part.text), title: plainWords(part.text),
    onclick: (event) => press(event.currentTarget, element, block, surface, part.value),
  }, icon(name));
  return h("span", { class: "feedback" }, one(element.positive_button, "up"), one(element.negative_button, "downvote"));
}

/** By ear it is named after the words that it stands beside, too: there may be one on each line of a list. */
function overflow(element, block, surface, names) {
  const id = newId("overflow");
  const beside = names["aria-labelledby"];
  const node = h("button", { type: "button", id, class: "button overflow", "aria-label": "More actions", "aria-labelledby": beside ? `${id} ${beside}` : null, "aria-haspopup": "menu", "aria-expanded": "false", dataset: focusKey(block, element), onclick: () => openMenu(node, items, { label: "More actions", align: "end" }) }, icon("dots"));
  const items = element.options.map((option) => ({
    label: plainWords(option.text),
    note: option.description && plainWords(option.description),
    href: option.url ? safe(option.url) : null,
    run: () => press(node, element, block, surface, option.value),
  }));
  return node;
}

const KINDS = {
  email_text_input: { type: "email", inputmode: "email", placeholder: "name@company.com" },
  url_text_input: { type: "url", inputmode: "url", placeholder: "https://" },
  number_input: { type: "text", inputmode: "decimal" },
  plain_text_input: { type: "text" },
};

function textInput(element, block, surface, names) {
  const changed = change(element, block, surface);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = block.dispatch_action;
  const multiline = element.multiline || element.type === "rich_text_input";
  const keep = (value) => {
    surface.form.set(block.block_id, element, value);
    surface.touched?.(block.block_id);
    if (dispatches && triggers.includes("on_character_entered")) changed(value, { quiet: true });
    else surface.keep(block.block_id, element, toWire(element, value), true);
  };
  const node = h(multiline ? "textarea" : "input", {
    id: newId("field"), class: "text-input", ...(multiline ? { rows: 4 } : KINDS[element.type]), ...names,
    placeholder: element.placeholder ? plainWords(element.placeholder) : multiline ? null : KINDS[element.type]?.placeholder,
    value: surface.form.get(block.block_id, element, surface.values), maxlength: element.max_length, dataset: focusKey(block, element),
    autocomplete: "off", autofocus: element.focus_on_load,
    oninput: () => keep(node.value),
    onkeydown: (event) => {
      if (event.key !== "Enter" || multiline || event.isComposing) return;
      event.preventDefault();
      if (dispatches && triggers.includes("on_enter_pressed")) changed(node.value);
    },
  });
  return node;
}

function choices(element, block, surface, names) {
  const single = element.type === "radio_buttons";
  const group = newId("choice");
  const changed = change(element, block, surface);
  let chosen = [surface.form.get(block.block_id, element, surface.values) ?? []].flat();
  const isChosen = (option) => chosen.some((item) => item.value === option.value);
  return h("div", { class: "choices", role: single ? "radiogroup" : "group", ...names, id: null }, element.options.map((option, at) => {
    const [name, note] = [newId("name"), newId("note")];
    return h("label", { class: "choice" },
      h("input", {
        type: single ? "radio" : "checkbox", name: group, checked: isChosen(option), "aria-labelledby": name, "aria-describedby": option.description ? note : null,
        dataset: { focus: `${block.block_id}|${element.action_id}|${at}` },
        onchange: () => {
          if (single) chosen = [option];
          else chosen = isChosen(option) ? chosen.filter((item) => item.value !== option.value) : [...chosen, option];
          changed(single ? option : chosen);
        },
      }),
      h("span", {}, h("span", { id: name }, renderText(option.text)), option.description && h("span", { class: "note", id: note }, renderText(option.description))));
  }));
}

function picker(draw, element, block, surface, names) {
  return draw({
    id: names.id ?? newId("picker"), names: { ...names, id: null, dataset: focusKey(block, element) },
    value: surface.form.get(block.block_id, element, surface.values),
    placeholder: element.placeholder && plainWords(element.placeholder),
    onChange: change(element, block, surface),
  });
}

/** Lets the focus find its way back when the block is drawn anew. */
const focusKey = (block, element) => ({ focus: `${block.block_id}|${element.action_id}` });

const safe = (url) => (/^(https?:|mailto:|tel:)/i.test(url) ? url : "#");
