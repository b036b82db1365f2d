// Dialogs of the page itself: confirmations, and the short notices in the corner.

import { h, newId } from "./dom.js";
import { wayBack } from "./focus.js";
import { icon } from "./icons.js";
import { plainWords, renderText } from "./mrkdwn.js";

/** Asks before an action, as Block Kit's `confirm` says. Answers true or false. */
export function askToConfirm(confirm) {
  return new Promise((resolve) => {
    const title = newId("confirm");
    const goBack = wayBack();
    const finish = (answer) => {
      closeDialog(dialog, goBack);
      resolve(answer);
    };
    const style = confirm.style === "danger" ? "danger" : "primary";
    const dialog = h(
      "dialog",
      { class: "confirm", "aria-labelledby": title, role: "alertdialog" },
      h("h2", { id: title }, renderText(confirm.title ?? { type: "plain_text", text: "Are you sure?" })),
      h("div", { class: "confirm-text" }, confirm.text && renderText(confirm.text)),
      h(
        "div",
        { class: "confirm-actions" },
        h("button", { type: "button", class: "button", onclick: () => finish(false) }, words(confirm.deny, "Cancel")),
        h("button", { type: "button", class: `button ${style}`, onclick: () => finish(true) }, words(confirm.confirm, "Yes")),
      ),
    );
    onEscape(dialog, () => finish(false));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(`.${style}`).focus();
  });
}

/** Lets one change some words. Answers the new ones; null when nothing is to change. */
export function askForWords({ title, value, confirm }) {
  return new Promise((resolve) => {
    const heading = newId("words");
    const goBack = wayBack();
    const finish = (answer) => {
      closeDialog(dialog, goBack);
      resolve(answer?.trim() && answer.trim() !== value.trim() ? answer.trim() : null);
    };
    const area = h("textarea", { class: "text-input", rows: 5, "aria-label": title, autocomplete: "off", spellcheck: "true", value });
    const dialog = h(
      "dialog",
      { class: "confirm", "aria-labelledby": heading },
      h("h2", { id: heading }, title),
      area,
      h(
        "div",
        { class: "confirm-actions" },
        h("button", { type: "button", class: "button", onclick: () => finish(null) }, "Cancel"),
        h("button", { type: "button", class: "button primary", onclick: () => finish(area.value) }, confirm),
      ),
    );
    onEscape(dialog, () => finish(null));
    document.body.append(dialog);
    dialog.showModal();
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  });
}

/** Takes a dialog away and gives the focus back, the way that was remembered before it opened. */
export function closeDialog(dialog, goBack) {
  dialog.close();
  dialog.remove();
  goBack();
}

/** Runs `close` on Escape instead of the browser's own closing, so that the page decides what goes. */
export function onEscape(dialog, close) {
  // Where nothing in the dialog holds the focus, the browser asks to cancel and no key comes here.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
}

/** A short notice. `kind` is "error" or "note"; errors are read out at once and stay longer. */
export function toast(text, kind = "note") {
  const close = () => notice.remove();
  const notice = h(
    "div",
    { class: `toast ${kind}`, role: kind === "error" ? "alert" : "status" },
    icon(kind === "error" ? "warning" : "done"),
    h("span", {}, text),
    h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: close }, icon("close", 14)),
  );
  const host = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.querySelector("main");
  host.append(notice);
  setTimeout(close, kind === "error" ? 12000 : 5000);
}

const words = (text, otherwise) => (text ? plainWords(text) : otherwise);
