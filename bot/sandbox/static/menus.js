// The menus of Block Kit: options given by the app, asked from the app, or people and channels of the workspace.

import { newId } from "./dom.js";
import { icon } from "./icons.js";
import { plainWords } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { combobox } from "./select.js";
import { channelName, person, store } from "./store.js";

export function renderMenu(element, block, surface, names, changed) {
  const kind = KINDS[element.type.replace(/^multi_/, "").replace(/_select$/, "")];
  const multi = element.type.startsWith("multi_");
  const value = surface.form.get(block.block_id, element, surface.values);
  const selected = [value ?? []].flat().map((item) => kind.entry(item));
  const box = combobox({
    id: names.id ?? newId("menu"),
    label: names["aria-label"],
    labelledBy: names["aria-labelledby"],
    describedBy: names["aria-describedby"],
    required: names["aria-required"] === "true",
    invalid: names["aria-invalid"] === "true",
    placeholder: element.placeholder ? plainWords(element.placeholder) : kind.placeholder,
    selected,
    multi,
    max: element.max_selected_items,
    clearable: block.type === "input" && block.optional === true,
    minQuery: element.type.endsWith("external_select") ? (element.min_query_length ?? 3) : 0,
    load: (query) => kind.load(query, element, block, surface),
    onChange: (options) => changed(multi ? options.map((option) => option.value) : (options[0]?.value ?? null)),
  });
  box.querySelector("input").dataset.focus = `${block.block_id}|${element.action_id}`;
  return box;
}

const optionEntry = (option) => ({
  key: option.value,
  label: plainWords(option.text),
  note: option.description && plainWords(option.description),
  value: option,
});

const personEntry = (id) => {
  const who = person(id);
  return { key: id, label: who.name, note: [who.title, who.outside && `from ${who.outside}`].filter(Boolean).join(" · "), lead: avatar(id, 20), value: id };
};

const channelEntry = (id) => {
  const channel = store.channels.get(id);
  return { key: id, label: channel ? channel.name : channelName(id), lead: icon(channel?.kind === "private" ? "lock" : "hash", 16), value: id };
};

const conversationEntry = (id) => {
  const channel = store.channels.get(id);
  return channel?.with ? { ...personEntry(channel.with), key: id, value: id } : channelEntry(id);
};

/** Lower case without accents, so that "ines" finds Inês. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Options whose words start with what was typed come first, then those that contain it. */
function matching(entries, query) {
  const wanted = fold(query);
  if (!wanted) return entries;
  const rank = (entry) => {
    const label = fold(entry.label);
    if (label.startsWith(wanted)) return 0;
    if (` ${label} ${fold(entry.note ?? "")}`.includes(` ${wanted}`)) return 1;
    return label.includes(wanted) ? 2 : 3;
  };
  return entries.map((entry) => [rank(entry), entry]).filter(([at]) => at < 3).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
}

const groups = (source, query) => (source.option_groups
  ? source.option_groups.map((group) => ({ label: plainWords(group.label), options: matching((group.options ?? []).map(optionEntry), query) }))
  : [{ options: matching((source.options ?? []).map(optionEntry), query) }]);

function conversations(filter = {}) {
  const kinds = { im: "im", mpim: "mpim", private: "private", public: "public" };
  const include = (filter.include ?? Object.keys(kinds)).map((name) => kinds[name]);
  return [...store.channels.values()].filter((channel) => channel.member && !channel.archived && include.includes(channel.kind)
    && !(filter.exclude_external_shared_channels && channel.shared_with) && !(filter.exclude_bot_users && channel.app_id));
}

const KINDS = {
  static: { placeholder: "Select an option", entry: optionEntry, load: (query, element) => groups(element, query) },
  external: {
    placeholder: "Search",
    entry: optionEntry,
    load: (query, element, block, surface) => async () => groups(await surface.options(block.block_id, element, query), ""),
  },
  users: {
    placeholder: "Select a person",
    entry: personEntry,
    load: (query) => [{ options: matching([...store.people.values()].filter((who) => !who.deactivated && !who.bot).map((who) => personEntry(who.id)), query) }],
  },
  channels: {
    placeholder: "Select a channel",
    entry: channelEntry,
    load: (query) => [{ options: matching([...store.channels.values()].filter((channel) => channel.kind === "public" && !channel.archived).map((channel) => channelEntry(channel.id)), query) }],
  },
  conversations: {
    placeholder: "Select a conversation",
    entry: conversationEntry,
    load: (query, element) => [{ options: matching(conversations(element.filter).map((channel) => conversationEntry(channel.id)), query) }],
  },
};
