// Dates in the words of the day on which one reads them: what was tomorrow is today after midnight.

import { h } from "./dom.js";
import { now, zone } from "./store.js";
import { fullTime, slackDate } from "./time.js";

/** An instant, in seconds since 1970, by a pattern of Slack's date tokens. */
export function dateNode(at, pattern, props = {}) {
  const node = h("time", { ...props, datetime: new Date(at * 1000).toISOString(), dataset: { at, pattern } });
  word(node);
  return node;
}

/** Says every date on the page as it is said by now. */
export function refreshDates() {
  document.querySelectorAll("time[data-pattern]").forEach(word);
}

function word(node) {
  const at = Number(node.dataset.at);
  const words = slackDate(at, node.dataset.pattern, now(), zone());
  if (node.textContent !== words) node.textContent = words;
  node.title = fullTime(at, now(), zone());
}
