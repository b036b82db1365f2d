// Modals: one dialog that shows the top of the stack, with the ones beneath peeping out behind it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { closeDialog, onEscape, toast } from "./dialog.js";
import { h, newId } from "./dom.js";
import { focusIn, wayBack } from "./focus.js";
import { Form, isInput, objection, toWire } from "./form.js";
import { icon } from "./icons.js";
import { renderPlain } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { appName, store } from "./store.js";
import { makeSurface } from "./surfaces.js";

const forms = new Map();
const places = new Map();
let dialog = null;
let shown = null;
let goBack = null;
let closing = null;

/** Brings the dialog in line with the stack; what was typed in views that stay is kept. */
export function showModals() {
  const stack = store.modals;
  for (const id of forms.keys()) if (!stack.some((view) => view.id === id)) {
    forms.delete(id);
    places.delete(id);
  }
  if (!stack.length) {
    dismiss();
    return;
  }
  const view = stack.at(-1);
  const same = shown?.view.id === view.id;
  if (same && shown.view.hash === view.hash && sameErrors(shown.view.errors, view.errors) && shown.depth === stack.length) {
    shown.view = view;
    return;
  }
  draw(view, stack.length, same, view.errors);
}

const sameErrors = (first = {}, second = {}) => JSON.stringify(first) === JSON.stringify(second);

function draw(view, depth, again, problems = {}) {
  if (!dialog) open();
  const form = forms.get(view.id) ?? new Form();
  forms.set(view.id, form);
  const errors = { ...problems };
  const surface = makeSurface("modal", { type: "view", view_id: view.id }, {
    form,
    values: view.values ?? {},
    errors,
    redraw: () => draw(shown.view, depth, true, shown.surface.errors),
    touched: (blockId) => clearError(blockId),
  });
  const inputs = questionsOf(view);
  form.keepOnly(inputs);
  const turned = again && isAnotherPage(questionsOf(shown.view), inputs);
  const here = { focus: focusIn(dialog), scroll: dialog.querySelector(".modal-body")?.scrollTop };
  if (shown && depth > shown.depth) places.set(shown.view.id, here);
  const { focus, scroll } = turned ? {} : again ? here : (places.get(view.id) ?? {});
  const title = newId("modal-title");
  shown = { view, depth, surface, form };
  dialog.setAttribute("aria-labelledby", title);
  dialog.dataset.depth = depth;
  const app = store.apps.get(view.app_id);
  const page = h("form", { class: "modal-form", novalidate: true, onsubmit: submit },
    h("header", { class: "modal-head" },
      depth > 1 ? h("button", { type: "button", class: "icon-button", "aria-label": "Back", onclick: () => close() }, icon("back")) : app && avatar(app.bot_user_id, 28),
      h("h2", { id: title }, renderPlain(view.title ?? { text: appName(view.app_id) })),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close dialog", onclick: () => close(true) }, icon("close"))),
    h("div", { class: "modal-body" }, renderBlocks(view.blocks, surface)),
    h("p", { class: "modal-trouble", role: "alert", hidden: true }),
    h("footer", { class: "modal-foot" },
      h("span", { class: "note modal-app" }, appName(view.app_id)),
      (view.submit || view.close) && h("button", { type: "button", class: "button", onclick: () => close() }, view.close ? renderPlain(view.close) : "Cancel"),
      view.submit && h("button", { type: "submit", class: "button primary" }, renderPlain(view.submit))));
  const old = dialog.querySelector(".modal-form");
  if (old) old.replaceWith(page);
  else dialog.prepend(page);
  const body = dialog.querySelector(".modal-body");
  if (!inputs.length) readByKeys(body, title);
  body.scrollTop = scroll ?? 0;
  const isMoved = !Object.keys(errors).length && !focus?.(dialog) && (focus || !again || turned);
  if (Object.keys(errors).length) focusFirstError();
  else if (isMoved) {
    body.scrollTop = 0;
    focusFirst();
  }
  sayHow(page, Boolean(old), isMoved);
}

/** A dialog that opens is read out with what it begins with; one that becomes another, or says another thing, says so itself. */
function sayHow(page, wasOpen, isMoved) {
  const parts = opening(page.querySelector(".modal-body"));
  for (const part of parts) part.id ||= newId("says");
  dialog.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
  const words = [page.querySelector("h2"), ...parts].map((part) => part.innerText).filter(Boolean).join(". ").replaceAll(".. ", ". ");
  if (wasOpen && (isMoved || words !== dialog.dataset.words)) dialog.querySelector(".modal-says").textContent = words;
  dialog.dataset.words = words;
}

/** What a view says before it asks for anything; of a long one only how it begins. */
function opening(body) {
  const blocks = [...body.children];
  const asks = blocks.findIndex((block) => block.querySelector("input, textarea, button:not(.mention)"));
  return blocks.slice(0, asks < 0 ? 3 : Math.min(asks, 3));
}

const questionsOf = (view) => view.blocks.flatMap((block) => elementsOf(block).map((element) => [block.block_id, element]));

/** Whether a form asks for other things altogether now: one begins with the first of them. */
const isAnotherPage = (before, now) => now.length > 0 && !now.some(([block]) => before.some(([other]) => other === block));

/** What asks for nothing is read first: turned with PageDown and the arrows where it is longer than the dialog. */
function readByKeys(body, title) {
  const isLong = body.scrollHeight > body.clientHeight;
  if (!isLong && !body.querySelector("button, a")) return;
  body.tabIndex = isLong ? 0 : -1;
  body.role = "region";
  body.setAttribute("aria-labelledby", title);
  body.dataset.focus = "|body";
}

function open() {
  goBack = wayBack();
  dialog = h("dialog", { class: "modal" }, h("p", { class: "sr-only modal-says", role: "status" }));
  onEscape(dialog, () => close());
  document.body.append(dialog);
  dialog.showModal();
}

function dismiss() {
  if (!dialog) return;
  closeDialog(dialog, goBack);
  dialog = null;
  shown = null;
}

function focusFirst() {
  const order = ["[autofocus]", ".modal-body :is(input, textarea, select)", ".modal-body[tabindex]", ".modal-foot .primary", ".modal-foot button", ".modal-head button:last-child"];
  const first = order.map((wanted) => dialog.querySelector(wanted)).find(Boolean);
  const chosen = first?.type === "radio" && first.closest("[role=radiogroup]").querySelector(":checked");
  (chosen || first)?.focus({ preventScroll: true });
}

function focusFirstError() {
  const block = dialog.querySelector(".has-error");
  block?.scrollIntoView({ block: "nearest" });
  (block?.querySelector("input, textarea") ?? block?.querySelector("button"))?.focus();
}

/** The interactive elements of a block that hold a value. */
const elementsOf = (block) => [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])].filter((element) => element?.action_id && isInput(element.type));

async function submit(event) {
  event.preventDefault();
  const { view, surface, form } = shown;
  const button = dialog.querySelector("[type=submit]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  const fields = view.blocks.filter((block) => block.type === "input");
  const errors = {};
  const state = {};
  for (const block of fields) {
    const value = form.get(block.block_id, block.element, view.values);
    const problem = objection(block, block.element, value);
    if (problem) errors[block.block_id] = problem;
    state[block.block_id] = { [block.element.action_id]: toWire(block.element, value) };
  }
  if (Object.keys(errors).length) {
    showErrors(errors);
    return;
  }
  button.setAttribute("aria-busy", "true");
  try {
    await surface.flush();
    const answer = await act("submit", { view_id: view.id, state });
    if (Object.keys(answer.errors ?? {}).length && shown?.view.id === view.id) showErrors(answer.errors);
  } catch (trouble) {
    sayTrouble(trouble.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Draws the errors at their fields, with all that was typed as it was. */
function showErrors(errors) {
  const { view, depth } = shown;
  draw(view, depth, true, errors);
}

function clearError(blockId) {
  const block = dialog?.querySelector(`[data-block="${CSS.escape(blockId)}"] .has-error`);
  block?.classList.remove("has-error");
  block?.querySelector(".field-error")?.remove();
  block?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  if (shown?.surface.errors) delete shown.surface.errors[blockId];
}

function sayTrouble(text) {
  const place = dialog?.querySelector(".modal-trouble");
  if (!place) {
    toast(text, "error");
    return;
  }
  place.hidden = false;
  place.textContent = text;
}

/** Closes the top of the stack, or all of it; a view that is being closed already is not closed again. */
async function close(all = false) {
  const { id } = shown.view;
  if (closing === id && !all) return;
  closing = id;
  try {
    await (all ? act("leave") : act("close", { view_id: id }));
  } catch (trouble) {
    closing = null;
    sayTrouble(trouble.message);
  }
}
