// The wire to the workspace: a stream of changes in, gestures out, always in the name of one person.

let handle = "";
let stream = null;

export const whoami = () => handle;

/** Follows the workspace as one person. `onChange` gets each change, `onState` "open" or "lost". */
export function follow(person, onChange, onState) {
  stream?.close();
  handle = person;
  const mine = new EventSource(`/page/${encodeURIComponent(person)}/changes`);
  stream = mine;
  mine.onmessage = (event) => stream === mine && onChange(JSON.parse(event.data));
  mine.onopen = () => stream === mine && onState("open");
  mine.onerror = () => stream === mine && onState("lost");
}

/** Ends the stream; `follow` begins it again with everything. */
export function rest() {
  stream?.close();
  stream = null;
}

export const isFollowing = () => stream !== null;

/** A gesture of this person; answers what the workspace says, or throws an Error with words for the person. */
export const act = (gesture, body = {}) => post(`/page/${encodeURIComponent(handle)}/${gesture}`, JSON.stringify(body));

/** Moves the workspace's clock: "hour", "day", "week", "quarter" or "due". */
export const moveClock = (by) => post("/page/clock", JSON.stringify({ by }));

export async function older(channel, before) {
  return answer(await fetch(`/page/${encodeURIComponent(handle)}/older?${new URLSearchParams({ channel, before })}`));
}

/** Puts a file into the workspace; answers {id, name, size}. */
export function upload(file) {
  return post(`/page/${encodeURIComponent(handle)}/upload?${new URLSearchParams({ name: file.name })}`, file, "application/octet-stream");
}

async function post(url, body, type = "application/json") {
  let response;
  try {
    response = await fetch(url, { method: "POST", headers: { "Content-Type": type }, body });
  } catch {
    throw new Error("The workspace does not answer. Is it still running?");
  }
  return answer(response);
}

async function answer(response) {
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(said.error ?? "The workspace could not do that. Nothing is lost; try again.");
  return said;
}
