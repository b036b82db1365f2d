// The file input: files go to the workspace as soon as they are chosen; the form keeps their ids.

import { toast } from "./dialog.js";
import { fill, h, newId } from "./dom.js";
import { icon } from "./icons.js";

const UNITS = ["B", "KB", "MB", "GB"];

export function sizeWords(bytes) {
  const step = Math.min(3, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const number = bytes / 1024 ** step;
  return `${number >= 10 || step === 0 ? Math.round(number) : number.toFixed(1)} ${UNITS[step]}`;
}

export function filePicker(element, value, names, changed, surface) {
  let files = value ?? [];
  const max = element.max_files ?? 10;
  const list = h("ul", { class: "file-list" });
  const input = h("input", {
    type: "file", class: "sr-only", ...names, id: names.id ?? newId("files"), multiple: max > 1,
    accept: element.filetypes?.map((type) => `.${type}`).join(","), onchange: add,
  });
  const area = h("label", { class: "drop-area", for: input.id, ondragover: (event) => event.preventDefault(), ondrop: (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  } }, icon("clip"), h("span", {}, max > 1 ? "Add files, or drop them here" : "Add a file, or drop it here"));
  draw();
  return h("div", { class: "file-input" }, input, area, list);

  function draw() {
    fill(list, files.map((file) => h("li", {}, icon("file"), h("span", {}, file.name ?? file.id), file.size && h("span", { class: "note" }, sizeWords(file.size)), h("button", {
      type: "button", class: "icon-button", "aria-label": `Remove ${file.name ?? file.id}`, onclick: () => {
        keep(files.filter((item) => item !== file));
        input.focus();
      },
    }, icon("close", 14)))));
  }

  function keep(next) {
    files = next;
    draw();
    changed(files);
  }

  async function add(dropped) {
    const chosen = [...(dropped instanceof FileList ? dropped : input.files)];
    if (files.length + chosen.length > max) toast(max === 1 ? "One file fits here." : `At most ${max} files fit here.`, "error");
    for (const file of chosen.slice(0, max - files.length)) {
      try {
        keep([...files, await surface.upload(file)]);
      } catch (trouble) {
        toast(trouble.message, "error");
      }
    }
    input.value = "";
  }
}
