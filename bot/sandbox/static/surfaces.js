// Where blocks stand, and how what a person does there reaches the workspace.

import { act, upload, whoami } from "./api.js";
import { Form } from "./form.js";
import { store } from "./store.js";

const WAIT = 300;

/** The surface of a message, a modal or a Home; `container` says which, in Slack's words. */
export function makeSurface(kind, container, { form = new Form(), values = {}, errors = {}, redraw = () => {}, touched } = {}) {
  const waiting = new Map();
  let sending = Promise.resolve();
  const surface = { kind, viewer: store.me.id, form, values, errors, redraw, touched, upload, fileUrl, press, keep, options, flush };
  return surface;

  /** Sends what was typed a moment after the last key. */
  function keep(blockId, element, value, quiet = false) {
    const key = `${blockId}|${element.action_id}`;
    const tell = () => {
      waiting.delete(key);
      sending = sending.then(() => act("type", { container, block_id: blockId, action_id: element.action_id, value }).catch(() => {}));
    };
    clearTimeout(waiting.get(key)?.timer);
    if (quiet) waiting.set(key, { timer: setTimeout(tell, WAIT), tell });
    else tell();
  }

  async function flush() {
    for (const { timer, tell } of [...waiting.values()]) {
      clearTimeout(timer);
      tell();
    }
    await sending;
  }

  async function press(blockId, element, value) {
    await flush();
    return act("press", { container, block_id: blockId, action_id: element.action_id, value });
  }

  async function options(blockId, element, query) {
    return act("options", { container, block_id: blockId, action_id: element.action_id, query });
  }
}

/** The address at which this person reads a file of the workspace that a block names. */
function fileUrl(file) {
  const id = file.id ?? /\/files\/([^/?]+)/.exec(file.url ?? "")?.[1];
  return id ? `/files/${encodeURIComponent(id)}/image?as=${encodeURIComponent(whoami())}` : "";
}
