// Faces and names: round-cornered avatars made of initials, with a colour that stays the same for each person.

import { h, hidden, s } from "./dom.js";
import { icon } from "./icons.js";
import { now, person, store } from "./store.js";
import { timeOfDay } from "./time.js";

const COLOURS = [
  "#a13a7c", "#1d6f8f", "#b0502a", "#3f7a35", "#5b4b9a", "#8a6d12", "#0f766e", "#b23a48", "#2b5fa8", "#7d4f9e",
  "#4f6b1f", "#96522f", "#3a6ea5", "#8d3b72", "#2f7a4f", "#6b5b3e", "#4a5c78", "#a8456b", "#1f6f5c", "#7a5a12",
];

/** A square picture of somebody; decorative, as the name always stands beside it. */
export function avatar(id, size = 36) {
  const who = person(id);
  return s(
    "svg",
    { class: "avatar", width: size, height: size, viewBox: "0 0 36 36", "aria-hidden": "true", focusable: "false" },
    s("rect", { width: 36, height: 36, rx: 8, fill: who.bot ? "#f2b134" : colour(who.id) }),
    who.bot ? lantern() : s("text", { x: 18, y: 23, "text-anchor": "middle", "font-size": 14, "font-weight": 700, fill: "#fff" }, initials(who.name)),
  );
}

/** A person's name with the marks that matter: app, other company, deactivated. */
export function nameMarks(id) {
  const who = person(id);
  return [
    who.bot && h("span", { class: "badge" }, "APP"),
    who.outside && h("span", { class: "badge outside", title: `From ${who.outside}, another company` }, icon("connect", 12), who.outside, hidden(" (another company)")),
    who.deactivated && h("span", { class: "badge" }, "Deactivated"),
  ];
}

/** "Lisbon, 3:05 PM": where a person's clock stands. */
export function localTime(id) {
  const { tz } = person(id);
  const city = (tz ?? "UTC").split("/").at(-1).replaceAll("_", " ");
  return `${timeOfDay(now(), tz || "UTC")} in ${city}`;
}

/** Turns the @Name of people into the @handle by which the workspace knows them. */
export function withHandles(typed) {
  const people = [...store.people.values()].sort((a, b) => b.name.length - a.name.length);
  return people.reduce((text, who) => text.replace(new RegExp(`(^|[^\\p{L}\\p{N}])@${literally(who.name)}(?![\\p{L}\\p{N}_-])`, "gu"), (_, before) => `${before}@${who.handle}`), typed);
}

function lantern() {
  return s("g", { fill: "none", stroke: "#3d2645", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" },
    s("path", { d: "M13 14h10l1.5 12h-13zM14.5 14V11a3.5 3.5 0 0 1 7 0v3M18 6V7.5M11 28.5h14" }),
    s("path", { d: "M18 24c-2-1.5-2-3.5 0-6 2 2.5 2 4.5 0 6Z", fill: "#fff3c4" }));
}

const initials = (name) => {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, "").split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
};

/** By the place in the list of people, so that neighbours differ and everybody keeps theirs. */
function colour(id) {
  const at = [...store.people.keys()].indexOf(id);
  return COLOURS[Math.max(0, at) % COLOURS.length];
}

const literally = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
