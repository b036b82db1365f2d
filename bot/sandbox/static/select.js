// Menus with typeahead, for one choice or several: an ARIA combobox over a list that may come from the app.

import { fill, h, hidden, newId } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";

const WAIT = 250;

/**
 * `load(query)` answers groups, [{label, options: [{key, label, note, lead, value}]}], or a function that fetches them.
 * `selected` is a list of such options. `onChange` gets the new list. With `multi`, chosen options become chips.
 */
export function combobox({ id, label, labelledBy, describedBy, placeholder, selected, multi, max, clearable, load, minQuery = 0, delay = WAIT, onChange, required, invalid }) {
  let chosen = [...selected];
  let options = [];
  let active = -1;
  let closePopup = null;
  let byTouch = false;
  let asked = 0;
  let timer = 0;
  let sought = false;
  let choosing = false;

  const list = h("div", { class: "options", role: "listbox", id: newId("list"), "aria-label": label ?? placeholder, "aria-multiselectable": multi ? "true" : null });
  const chips = h("span", { class: "chips" });
  const said = multi ? h("span", { class: "sr-only", id: newId("chosen") }) : null;
  const input = h("input", {
    id, type: "text", class: "combo-input", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
    "aria-label": labelledBy ? null : (label ?? placeholder), "aria-labelledby": labelledBy, "aria-describedby": [said?.id, describedBy].filter(Boolean).join(" ") || null,
    "aria-required": required ? "true" : null, "aria-invalid": invalid ? "true" : null, placeholder: placeholder || "Select an option",
    oninput: () => { sought = true; search(); }, onkeydown: steer, onfocus: () => multi || input.select(), onmousedown: selectChosen, onblur: () => setTimeout(leave, 0),
  });
  const clear = h("button", { type: "button", class: "combo-clear", "aria-label": "Clear selection", tabindex: -1, onclick: () => choose(null) }, icon("close", 14));
  const box = h("div", { class: `combo${multi ? " multi" : ""}`, onpointerdown: begun, onclick: tapped }, chips, said, input, clear, h("span", { class: "combo-arrow" }, icon("down", 16)));
  show();
  return box;

  function show() {
    clear.hidden = multi || !clearable || !chosen.length;
    if (!multi) {
      input.value = chosen[0]?.label ?? "";
      return;
    }
    input.placeholder = chosen.length ? "" : placeholder || "Select options";
    said.textContent = chosen.length ? `Chosen: ${chosen.map((option) => option.label).join(", ")}` : "";
    fill(chips, chosen.map((option) => h("span", { class: "chip" }, option.lead, h("span", {}, option.label), h("button", {
      type: "button", class: "chip-remove", "aria-label": `Remove ${option.label}`, onclick: () => remove(option),
    }, icon("close", 12)))));
  }

  /** A finger opens the list when it is lifted: else an option that came near it would be chosen. */
  function begun(event) {
    byTouch = event.pointerType === "touch";
    if (!byTouch) pressed(event);
  }

  function tapped(event) {
    if (byTouch) pressed(event);
  }

  function pressed(event) {
    if (event.target.closest("button")) return;
    if (event.target !== input) {
      event.preventDefault();
      input.focus();
    }
    if (closePopup) leave(true);
    else search(true);
  }

  /** What is typed takes the place of what is chosen: a press of the mouse puts no caret into it. */
  function selectChosen(event) {
    if (multi || input.value !== chosen[0]?.label) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  function open() {
    if (closePopup) return;
    input.setAttribute("aria-expanded", "true");
    closePopup = openPopup(box, list, {
      width: "anchor",
      onClose: () => {
        closePopup = null;
        active = -1;
        sought = false;
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
      },
    });
  }

  function search(all = false) {
    const query = all || (!multi && input.value === chosen[0]?.label) ? "" : input.value.trim();
    const ticket = ++asked;
    clearTimeout(timer);
    open();
    if (query.length < minQuery) {
      note(minQuery === 1 ? "Type to search" : `Type at least ${minQuery} characters to search`);
      return;
    }
    const answer = load(query);
    if (Array.isArray(answer)) {
      draw(answer);
      return;
    }
    note("Searching…");
    timer = setTimeout(async () => {
      try {
        const groups = await answer();
        if (ticket === asked && closePopup) draw(groups);
      } catch (trouble) {
        if (ticket === asked && closePopup) note(trouble.message || "No options could be loaded.");
      }
    }, query ? delay : 0);
  }

  function note(text) {
    options = [];
    active = -1;
    fill(list, h("div", { class: "option-note", role: "option", "aria-disabled": "true", "aria-selected": "false" }, text));
  }

  function draw(groups) {
    options = [];
    const parts = groups.filter((group) => group.options.length).map((group) => {
      const rows = group.options.map(row);
      return group.label ? h("div", { role: "group", "aria-label": group.label }, h("div", { class: "option-group", "aria-hidden": "true" }, group.label), rows) : rows;
    });
    if (!options.length) {
      note("No results");
      return;
    }
    fill(list, parts);
    const current = multi ? -1 : options.findIndex((option) => option.key === chosen[0]?.key);
    highlight(current >= 0 ? current : 0);
  }

  function row(option) {
    const picked = isChosen(option);
    const at = options.push(option) - 1;
    return h("div", {
      class: `option${picked ? " picked" : ""}`, role: "option", id: `${list.id}-${at}`, "aria-selected": picked ? "true" : "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => choose(option), onpointermove: () => highlight(at, false),
    }, option.lead, h("span", { class: "option-words" }, h("span", {}, option.label), option.note && h("span", { class: "note" }, option.note)), picked && [icon("check", 16), hidden("chosen")]);
  }

  function highlight(at, scroll = true) {
    list.querySelector(".active")?.classList.remove("active");
    active = at;
    const node = document.getElementById(`${list.id}-${at}`);
    if (!node) return;
    node.classList.add("active");
    input.setAttribute("aria-activedescendant", node.id);
    if (scroll) node.scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    clearTimeout(timer);
    asked++;
    if (!option) chosen = [];
    else if (!multi) chosen = [option];
    else if (isChosen(option)) chosen = chosen.filter((item) => item.key !== option.key);
    else if (!max || chosen.length < max) chosen = [...chosen, option];
    if (multi) input.value = "";
    closePopup?.();
    show();
    input.focus();
    choosing = multi;
    onChange(chosen);
  }

  function isChosen(option) {
    return chosen.some((item) => item.key === option.key);
  }

  function remove(option) {
    chosen = chosen.filter((item) => item.key !== option.key);
    show();
    input.focus();
    onChange(chosen);
  }

  function steer(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!closePopup) search(true);
      else if (options.length) {
        sought = true;
        highlight((active + (key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
      }
    } else if (key === "Enter") {
      if (closePopup && options[active]) choose(options[active]);
      else if (!closePopup) search(true);
      event.preventDefault();
    } else if (key === "Tab") {
      const found = closePopup && sought && input.value.trim() ? options[active] : null;
      if (found && !isChosen(found)) choose(found);
    } else if (key === "Escape" && (closePopup || choosing)) {
      event.preventDefault();
      event.stopPropagation();
      leave(true);
    } else if (key === "Backspace" && multi && !input.value && chosen.length) {
      remove(chosen.at(-1));
    } else if ((key === "Backspace" || key === "Delete") && !multi && clearable && chosen.length && input.selectionEnd - input.selectionStart === input.value.length) {
      chosen = [];
      clear.hidden = true;
      onChange(chosen);
    }
  }

  /** Puts the chosen words back when the search ends without a choice. */
  function leave(stay = false) {
    if (!stay && document.activeElement === input) return;
    clearTimeout(timer);
    asked++;
    choosing = false;
    closePopup?.();
    if (multi) input.value = "";
    else show();
  }
}
