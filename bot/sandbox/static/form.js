// What a person typed or chose in the inputs of one modal, Home or message, kept while it is drawn anew.
//
// A value here is: text for text inputs; an option (or a list of them) for menus with options, radio buttons and
// checkboxes; an id (or a list) for people and channels; "YYYY-MM-DD", "HH:MM", or seconds since 1970.

const OPTION = new Set(["static_select", "external_select", "radio_buttons"]);
const OPTIONS = new Set(["multi_static_select", "multi_external_select", "checkboxes"]);
const IDS = {
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  file_input: ["files", "initial_files"],
};
const TEXT = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"]);
const EXTERNAL = new Set(["external_select", "multi_external_select"]);

export const isInput = (type) => TEXT.has(type) || OPTION.has(type) || OPTIONS.has(type) || type in IDS;
export const isText = (type) => TEXT.has(type);
export const isMulti = (type) => OPTIONS.has(type) || type.startsWith("multi_") || type === "file_input";

export class Form {
  constructor() {
    this.typed = new Map();
  }

  /** What the input holds: what was typed here, else what the workspace remembers, else what the app proposes. */
  get(blockId, element, remembered = {}) {
    const key = keyOf(blockId, element);
    if (this.typed.has(key)) return this.typed.get(key);
    const state = remembered?.[blockId]?.[element.action_id];
    return state ? fromState(state) : initial(element);
  }

  set(blockId, element, value) {
    this.typed.set(keyOf(blockId, element), value);
  }

  /** Forgets inputs that are no longer shown, so that a new input with an old place starts empty. */
  keepOnly(shown) {
    const keys = new Set(shown.map(([blockId, element]) => keyOf(blockId, element)));
    for (const key of this.typed.keys()) if (!keys.has(key)) this.typed.delete(key);
  }
}

const keyOf = (blockId, element) => JSON.stringify([blockId, element.action_id, element.type]);

function initial(element) {
  const { type } = element;
  if (type === "rich_text_input") return richWords(element.initial_value);
  if (TEXT.has(type)) return element.initial_value ?? "";
  if (OPTION.has(type)) return element.initial_option ?? null;
  if (OPTIONS.has(type)) return element.initial_options ?? [];
  return element[IDS[type]?.[1]] ?? (isMulti(type) ? [] : null);
}

function fromState(state) {
  const { type } = state;
  if (type === "rich_text_input") return richWords(state.rich_text_value);
  if (TEXT.has(type)) return state.value ?? "";
  if (OPTION.has(type)) return state.selected_option ?? null;
  if (OPTIONS.has(type)) return state.selected_options ?? [];
  return state[IDS[type]?.[0]] ?? (isMulti(type) ? [] : null);
}

/** The value as the workspace takes it: plain text, option values (whole options of external menus), ids. */
export function toWire(element, value) {
  const one = (option) => (EXTERNAL.has(element.type) ? option : option.value);
  if (value === null || value === "") return null;
  if (OPTION.has(element.type)) return one(value);
  if (OPTIONS.has(element.type)) return value.map(one);
  if (element.type === "file_input") return value.map((file) => file.id ?? file);
  return value;
}

const richWords = (rich) => (rich?.elements ?? []).map((part) => (part.elements ?? []).map((item) => item.text ?? "").join("")).join("\n");

/** What Slack's client itself objects to before it asks the app; null when all is well. */
export function objection(block, element, value) {
  const empty = value === null || value === "" || (Array.isArray(value) && !value.length);
  if (empty) return block.optional ? null : "Please complete this required field.";
  return RULES[element.type]?.(element, value) ?? null;
}

const RULES = {
  plain_text_input: (element, value) => {
    if (element.min_length && value.length < element.min_length) return `Please use at least ${element.min_length} characters.`;
    if (element.max_length && value.length > element.max_length) return `Please use at most ${element.max_length} characters.`;
    return null;
  },
  email_text_input: (_, value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : "This does not look like an email address."),
  url_text_input: (_, value) => (/^https?:\/\/[^\s]+\.[^\s]+$/.test(value.trim()) ? null : "This does not look like a link. It starts with https://"),
  number_input: (element, value) => {
    if (!/^-?\d+([.,]\d+)?$/.test(value.trim())) return "Please enter a number.";
    const number = Number(value.replace(",", "."));
    if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
    if (element.min_value != null && number < Number(element.min_value)) return `The smallest number here is ${element.min_value}.`;
    if (element.max_value != null && number > Number(element.max_value)) return `The largest number here is ${element.max_value}.`;
    return null;
  },
};
