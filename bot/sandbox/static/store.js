// What this browser knows of the workspace, as one person sees it.

export const store = {
  me: { id: "", name: "", tz: "UTC" },
  firm: { name: "" },
  people: new Map(),
  apps: new Map(),
  groups: new Map(),
  channels: new Map(),
  messages: new Map(),
  threads: new Map(),
  more: new Map(),
  modals: [],
  homes: {},
  badges: {},
  clock: { now: 0, frozen: true },
};

const UNKNOWN = { id: "", name: "someone", tz: "UTC" };
let clockReadAt = performance.now();

export function forget() {
  for (const name of ["people", "apps", "groups", "channels", "messages", "threads", "more"]) store[name].clear();
  Object.assign(store, { modals: [], homes: {}, badges: {} });
}

/**
 * Takes over a change from the stream (the first one has everything). Answers what it touched:
 * {names: Set of top-level names, messages: Map(channel -> Set of ts)}.
 */
export function learn(change) {
  const names = new Set(Object.keys(change.top ?? {}));
  for (const [name, value] of Object.entries(change.top ?? {})) TAKE[name]?.(value);
  for (const channel of change.channels ?? []) {
    store.channels.set(channel.id, channel);
    names.add("channels");
  }
  for (const id of change.gone ?? []) {
    store.channels.delete(id);
    store.messages.delete(id);
    names.add("channels");
  }
  for (const [id, oldest] of Object.entries(change.more ?? {})) store.more.set(id, oldest);
  return { names, messages: takeMessages(change.messages ?? {}) };
}

function takeMessages(changed) {
  const touched = new Map();
  for (const [channel, { set = [], gone = [] }] of Object.entries(changed)) {
    const known = messagesOf(channel);
    const ids = new Set(gone);
    for (const ts of gone) known.delete(ts);
    for (const message of set) {
      if (isTooOld(channel, message)) continue;
      known.set(message.ts, message);
      if (isReply(message)) threadOf(channel, message.thread_ts).add(message.ts);
      ids.add(message.ts);
    }
    touched.set(channel, ids);
  }
  return touched;
}

/** Changes of messages that were not loaded yet are of no use: they come when somebody scrolls up. */
const isTooOld = (channel, message) => store.more.has(channel) && (message.thread_ts || message.ts) < store.more.get(channel);

const byId = (items, key = "id") => new Map(items.map((item) => [item[key], item]));

const TAKE = {
  me: (value) => (store.me = value),
  firm: (value) => (store.firm = value),
  people: (value) => (store.people = byId(value.map((who) => ({ ...who, outside: who.outsider_of })))),
  groups: (value) => (store.groups = byId(value)),
  apps: (value) => (store.apps = byId(value, "app_id")),
  modals: (value) => (store.modals = value),
  homes: (value) => (store.homes = value),
  badges: (value) => (store.badges = value),
  clock: (value) => {
    store.clock = { now: Date.parse(value.now) / 1000, frozen: value.frozen };
    clockReadAt = performance.now();
  },
};

/** The workspace's own time, in seconds since 1970; unless frozen it runs on between two readings. */
export const now = () => store.clock.now + (store.clock.frozen ? 0 : (performance.now() - clockReadAt) / 1000);

export const zone = () => store.me.tz || "UTC";

/** A person or an app's bot user. */
export const person = (id) => store.people.get(id) ?? { ...UNKNOWN, id };

export const appName = (appId) => store.apps.get(appId)?.name ?? "App";

export const channelName = (id) => store.channels.get(id)?.name ?? "private-channel";

/** What a conversation is called: a channel's name, or whom one talks to. */
export function title(channel) {
  if (!channel) return "";
  return channel.with ? person(channel.with).name : channel.name;
}

export function messagesOf(channel) {
  if (!store.messages.has(channel)) store.messages.set(channel, new Map());
  return store.messages.get(channel);
}

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

function threadOf(channel, ts) {
  const key = `${channel}/${ts}`;
  if (!store.threads.has(key)) store.threads.set(key, new Set());
  return store.threads.get(key);
}

export const messageForms = new Map();
export const drafts = new Map();
