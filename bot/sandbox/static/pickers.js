// Dates and times: one can type them, or pick them from a calendar or a list.

import { toast } from "./dialog.js";
import { fill, h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";
import { now, zone } from "./store.js";
import { instant, isoDate, isoTime } from "./time.js";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const DAY = 86400000;

const atNoon = (iso) => new Date(`${iso}T12:00:00Z`);
const isoOf = (date) => date.toISOString().slice(0, 10);
const say = (iso, options) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(atNoon(iso));
export const sayDate = (iso) => say(iso, { month: "short", day: "numeric", year: "numeric" });

/** A field for a date, "YYYY-MM-DD" or null. */
export function datePicker({ id, names, value, placeholder, onChange }) {
  let chosen = value;
  let close = null;
  const input = h("input", {
    id, type: "text", class: "picker-input", autocomplete: "off", placeholder: placeholder || "Select a date", ...names,
    value: chosen ? sayDate(chosen) : "", onchange: typed, onclick: open, onkeydown: (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        open();
        focusDay();
      } else if (event.key === "Escape" && close) {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Enter") {
        event.preventDefault();
        typed();
      } else if (event.key === "Tab") close?.();
    },
  });
  const opener = h("button", { type: "button", class: "picker-icon", tabindex: -1, "aria-label": "Open the calendar", onclick: () => (close ? close() : (open(), focusDay())) }, icon("calendar", 18));
  const box = h("span", { class: "picker" }, opener, input);
  let month = "";
  const panel = h("div", { class: "calendar", role: "dialog", "aria-label": "Choose a date", onkeydown: steer });
  return box;

  function typed() {
    const date = readDate(input.value);
    if (date === undefined) {
      sayUnread(input.value, sayDate(isoDate(now(), zone())));
      input.value = chosen ? sayDate(chosen) : "";
    } else pick(date);
  }

  function pick(date) {
    const before = chosen;
    chosen = date;
    input.value = date ? sayDate(date) : "";
    close?.();
    if (before !== date) onChange(date);
  }

  function open() {
    if (close) return;
    month = (chosen ?? isoDate(now(), zone())).slice(0, 7);
    draw();
    close = openPopup(box, panel, { onClose: () => (close = null) });
  }

  function draw(focused) {
    const today = isoDate(now(), zone());
    const target = focused ?? (chosen?.startsWith(month) ? chosen : today.startsWith(month) ? today : `${month}-01`);
    const first = atNoon(`${month}-01`);
    const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * DAY;
    const weeks = [...Array(6).keys()].map((week) => h("tr", { role: "row" }, [...Array(7).keys()].map((day) => {
      const iso = isoOf(new Date(start + (week * 7 + day) * DAY));
      const marks = [iso === today && "today", iso === chosen && "chosen", !iso.startsWith(month) && "other"].filter(Boolean);
      return h("td", { role: "gridcell", "aria-selected": iso === chosen ? "true" : "false" }, h("button", {
        type: "button", class: `day ${marks.join(" ")}`, tabindex: iso === target ? 0 : -1, dataset: { date: iso },
        "aria-label": say(iso, { weekday: "long", month: "long", day: "numeric", year: "numeric" }), "aria-current": iso === today ? "date" : null,
        onclick: () => { pick(iso); input.focus(); },
      }, String(+iso.slice(8))));
    })));
    fill(panel,
      h("div", { class: "calendar-head" },
        h("button", { type: "button", class: "icon-button", "aria-label": "Previous month", onclick: () => turn(-1), dataset: { turn: -1 } }, icon("back")),
        h("strong", { "aria-live": "polite" }, say(`${month}-01`, { month: "long", year: "numeric" })),
        h("button", { type: "button", class: "icon-button", "aria-label": "Next month", onclick: () => turn(1), dataset: { turn: 1 } }, icon("right"))),
      h("table", { role: "grid" }, h("thead", {}, h("tr", {}, DAYS.map((day) => h("th", { scope: "col" }, day)))), h("tbody", {}, weeks)));
  }

  function turn(months) {
    const date = atNoon(`${month}-01`);
    date.setUTCMonth(date.getUTCMonth() + months);
    month = isoOf(date).slice(0, 7);
    draw();
    panel.querySelector(`[data-turn="${months}"]`).focus();
  }

  function focusDay() {
    panel.querySelector(".day[tabindex='0']")?.focus();
  }

  function steer(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      input.focus();
      return;
    }
    if (event.key === "Tab") {
      const stops = [...panel.querySelectorAll("button:not([tabindex='-1'])")];
      event.preventDefault();
      stops.at((stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1)) % stops.length).focus();
      return;
    }
    const focused = document.activeElement?.dataset?.date;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const page = { PageUp: -1, PageDown: 1 }[event.key];
    if (!focused || (!step && !page)) return;
    event.preventDefault();
    const date = atNoon(focused);
    if (step) date.setTime(date.getTime() + step * DAY);
    else date.setUTCMonth(date.getUTCMonth() + page);
    month = isoOf(date).slice(0, 7);
    draw(isoOf(date));
    focusDay();
  }
}

const NEAR = { yesterday: -1, today: 0, tomorrow: 1 };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthOf = (word) => MONTHS.indexOf(word.slice(0, 3)) + 1;

/**
 * undefined: not a date. null: emptied. Reads 2025-03-01, 3/1/2025, 13/3/2025, 13.3., "Mar 1", "1 March 2025", "today".
 * Of numbers with dots the day comes first; of others where it can be nothing else.
 */
function readDate(text) {
  const words = text.trim().toLowerCase();
  if (!words) return null;
  const today = isoDate(now(), zone());
  if (words in NEAR) return isoOf(new Date(atNoon(today).getTime() + NEAR[words] * DAY));
  const [year, month, day] = partsOf(words) ?? [];
  const read = new Date(Date.UTC(year ?? today.slice(0, 4), month - 1, day, 12));
  return read.getUTCMonth() + 1 === month && read.getUTCDate() === day ? isoOf(read) : undefined;
}

/** Year (or undefined), month and day, as somebody wrote them. */
function partsOf(words) {
  const whole = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (whole) return whole.slice(1).map(Number);
  const numbers = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4})?)?$/.exec(words);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    return [numbers[4], ...(numbers[2] === "." || first > 12 ? [second, first] : [first, second])];
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]{3,})\.?,?(?: (\d{4}))?$/.exec(words);
  if (dayFirst) return [dayFirst[3], monthOf(dayFirst[2]), Number(dayFirst[1])];
  const monthFirst = /^([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$/.exec(words);
  return monthFirst && [monthFirst[3], monthOf(monthFirst[1]), Number(monthFirst[2])];
}

/** What cannot be read is not just taken away. */
const sayUnread = (text, example) => toast(`“${text.trim()}” is not understood here. Try ${example}.`, "error");

const sayTime = (iso) => {
  const [hour, minute] = iso.split(":").map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
};

/** A field for a time of day, "HH:MM" or null. */
export function timePicker({ id, names, value, placeholder, onChange }) {
  let chosen = value;
  let close = null;
  let active = -1;
  const times = [...Array(48).keys()].map((half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
  const list = h("div", { class: "options times", role: "listbox", id: newId("times"), "aria-label": "Times" });
  const input = h("input", {
    id, type: "text", class: "picker-input", autocomplete: "off", placeholder: placeholder || "Select a time", ...names, role: "combobox",
    "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox", value: chosen ? sayTime(chosen) : "",
    onclick: open, onchange: typed, onkeydown: steer, onblur: () => setTimeout(() => close?.(), 0),
  });
  return h("span", { class: "picker" }, h("span", { class: "picker-icon", "aria-hidden": "true" }, icon("clock", 18)), input);

  function typed() {
    const time = readTime(input.value);
    if (time === undefined) {
      sayUnread(input.value, "2:30 PM");
      input.value = chosen ? sayTime(chosen) : "";
    } else pick(time);
  }

  function pick(time) {
    const before = chosen;
    chosen = time;
    input.value = time ? sayTime(time) : "";
    close?.();
    if (before !== time) onChange(time);
  }

  function open() {
    if (close) return;
    fill(list, times.map((time, at) => h("div", {
      class: `option${time === chosen ? " picked" : ""}`, role: "option", id: `${list.id}-${at}`, "aria-selected": time === chosen ? "true" : "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => pick(time),
    }, sayTime(time))));
    close = openPopup(input.parentElement, list, { width: "anchor", onClose: () => {
      close = null;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    } });
    input.setAttribute("aria-expanded", "true");
    highlight(Math.max(0, times.findIndex((time) => time >= (chosen ?? "09:00"))));
    list.scrollTop = list.children[active].offsetTop - list.clientHeight / 2;
  }

  function highlight(at) {
    list.querySelector(".active")?.classList.remove("active");
    active = (at + times.length) % times.length;
    const node = list.children[active];
    node.classList.add("active");
    node.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", node.id);
  }

  function steer(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (close) highlight(active + (event.key === "ArrowDown" ? 1 : -1));
      else open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (input.value !== (chosen ? sayTime(chosen) : "")) typed();
      else if (close) pick(times[active]);
    } else if (event.key === "Escape" && close) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }
}

function readTime(text) {
  const words = text.trim().toLowerCase();
  if (!words) return null;
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?$/.exec(words);
  if (!match) return undefined;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (match[3]) hour = (hour % 12) + (match[3] === "p" ? 12 : 0);
  return hour > 23 || minute > 59 ? undefined : `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** A date and a time side by side; the value is an instant, read in the person's zone. */
export function dateTimePicker({ id, names, value, onChange }) {
  let date = value ? isoDate(value, zone()) : null;
  let time = value ? isoTime(value, zone()) : null;
  const changed = () => onChange(date && time ? instant(date, time, zone()) : null);
  const label = names["aria-label"] ?? "Date and time";
  return h("span", { class: "picker-pair", role: "group", "aria-label": names["aria-labelledby"] ? null : label, "aria-labelledby": names["aria-labelledby"] },
    datePicker({ id, names: { "aria-label": "Date" }, value: date, onChange: (next) => { date = next; changed(); } }),
    timePicker({ names: { "aria-label": "Time" }, value: time, onChange: (next) => { time = next; changed(); } }),
    h("span", { class: "note" }, zone().replaceAll("_", " ")));
}
