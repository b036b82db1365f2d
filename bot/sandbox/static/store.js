// What this browser knows of the workspace, as one person sees it.

export const store = {
  me: { id: "", name: "", tz: "UTC" },
  team: { name: "" },
  people: new Map(),
  apps: new Map(),
  groups: new Map(),
  channels: new Map(),
  commands: [],
  shortcuts: [],
  clock: { now: 0, due: null, moving: false },
};

let clockReadAt = performance.now();

/** Takes over the parts of a snapshot or change that are about names and the clock. */
export function learn(snapshot) {
  for (const name of ["me", "team", "commands", "shortcuts"]) {
    if (snapshot[name]) store[name] = snapshot[name];
  }
  for (const name of ["people", "apps", "groups"]) {
    if (snapshot[name]) store[name] = new Map(snapshot[name].map((item) => [item.id, item]));
  }
  if (snapshot.clock) {
    store.clock = snapshot.clock;
    clockReadAt = performance.now();
  }
}

/** The workspace's own time, in seconds since 1970. It runs on between two readings. */
export const now = () => store.clock.now + (performance.now() - clockReadAt) / 1000;

export const zone = () => store.me.tz || "UTC";

const UNKNOWN = { id: "", name: "someone", tz: "UTC" };

/** A person or an app's bot user. */
export const person = (id) => store.people.get(id) ?? store.apps.get(id) ?? { ...UNKNOWN, id };

export const channelName = (id) => store.channels.get(id)?.name ?? "private-channel";

/** Whether somebody belongs to another company. */
export const isOutside = (id) => Boolean(person(id).outside);
