// What screen readers are told: what is new, once, and in the words of what was drawn.

const MOST = 300;
const told = new WeakMap();
let unsaid = [];

/** Says something to screen readers without showing it; what comes at once is said together. */
export function announce(text) {
  if (unsaid.push(text) > 1) return;
  setTimeout(() => {
    document.getElementById("announcer").textContent = unsaid.join(". ");
    unsaid = [];
  }, 0);
}

/** Remembers what a message or a Home says, line by line, until it is drawn anew. */
export function keepWords(node, words) {
  told.set(node, words.split("\n").filter((line) => line.trim()));
  return node;
}

export const wordsOf = (node) => told.get(node);

/** Whoever did something hears what became of it: the lines that were not there before, or those that have gone. */
export function sayWhatChanged(had, has) {
  if (!had || !has) return;
  const fresh = has.filter((line) => !had.includes(line));
  const gone = had.filter((line) => !has.includes(line));
  if (fresh.length) announce(fresh.join("\n").slice(0, MOST));
  else if (gone.length) announce(`No longer here: ${gone.join("\n")}`.slice(0, MOST));
}
