// Where the focus stands, and how it finds back when what held it is drawn anew, or has gone.

import { sayWhatChanged, wordsOf } from "./hearing.js";

const controlsIn = (node) => [...node.querySelectorAll("[data-focus]")];

/** The action of a control without its block, whose id may be another one each time. */
const actionOf = (control) => control.dataset.focus.slice(control.dataset.focus.indexOf("|"));

/**
 * Remembers where the focus stands inside `node`; answers a function that gives it to the same place in what was drawn
 * anew, and says whether there was one. Where that control has gone, the next of its kind gets it, else the message.
 */
export function focusIn(node, held = document.activeElement) {
  if (!held || !node.contains(held)) return null;
  const { selectionStart, selectionEnd } = held;
  const isMessage = Boolean(held.closest(".message"));
  const key = held.dataset.focus;
  const kind = key && actionOf(held);
  const before = controlsIn(node);
  const rank = key ? before.filter((control) => actionOf(control) === kind).indexOf(held) : -1;
  const at = before.indexOf(held);
  return (fresh) => {
    const controls = key ? controlsIn(fresh) : [];
    const same = controls.find((control) => control.dataset.focus === key);
    const alike = controls.filter((control) => actionOf(control) === kind);
    const near = isMessage ? fresh.closest(".message") ?? fresh.querySelector(".message") : controls[Math.min(at, controls.length - 1)];
    const next = same ?? alike[Math.min(rank, alike.length - 1)] ?? near;
    next?.focus({ preventScroll: true });
    if (same && selectionStart !== null && selectionStart !== undefined && same.setSelectionRange && same.type !== "email" && same.type !== "radio" && same.type !== "checkbox") same.setSelectionRange(selectionStart, selectionEnd);
    return Boolean(next);
  };
}

/**
 * Remembers who holds the focus; answers a function that gives it back: there, or to what stands in its place by then,
 * and says what has changed in that place meanwhile.
 */
export function wayBack(held = document.activeElement) {
  const pane = held?.closest("#conversation, #thread");
  const place = held?.closest(".message, .app-page, dialog");
  const again = place && focusIn(place, held);
  const ts = place?.dataset.ts;
  const had = wordsOf(place);
  return () => {
    if (held?.isConnected && held !== document.body) {
      // Chromium has focused the opener of a dialog while it still was inert, and then lets nobody type into it.
      held.blur();
      held.focus({ preventScroll: true });
      if (document.activeElement === held) return;
      // What shows itself only while the focus is in its message: the message first.
      place?.focus({ preventScroll: true });
      held.focus({ preventScroll: true });
      return;
    }
    const fresh = place?.isConnected ? place : pane?.querySelector(ts ? `.message[data-ts="${CSS.escape(ts)}"]` : ".app-page");
    sayWhatChanged(had, wordsOf(fresh));
    if (fresh && again(fresh)) return;
    const pages = [fresh, ...[pane, document.getElementById("conversation")].map((one) => one?.querySelector(".app-page, .composer textarea"))];
    pages.find(Boolean)?.focus({ preventScroll: true });
  };
}
