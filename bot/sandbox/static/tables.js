// The `table` block, and `data_table`, which can be sorted and has pages.

import { fill, h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { renderText } from "./mrkdwn.js";
import { renderRichText } from "./richtext.js";

export function renderTable(block) {
  const [head, ...body] = block.rows;
  const settings = block.column_settings ?? [];
  const look = (at) => `align-${settings[at]?.align ?? "left"}${settings[at]?.is_wrapped ? " wrapped" : ""}`;
  return h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Table" },
    h("table", { class: "slack-table" },
      h("thead", {}, h("tr", {}, head.map((item, at) => h("th", { scope: "col", class: look(at) }, cell(item))))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((item, at) => h("td", { class: look(at) }, cell(item))))))));
}

function cell(item) {
  if (!item) return "";
  if (item.type === "rich_text") return renderRichText(item);
  if (item.type === "raw_number") return item.text ?? String(item.value);
  return renderText({ type: "plain_text", text: item.text ?? "" });
}

export function renderDataTable(block) {
  const [head, ...body] = block.rows;
  const size = block.page_size ?? 5;
  const rowHead = block.row_header_column_index ?? 0;
  let page = 0;
  let sort = { column: -1, up: true };
  const caption = newId("caption");
  const table = h("table", { class: "slack-table", "aria-labelledby": caption });
  const pager = h("div", { class: "pager" });
  draw();
  return h("div", { class: "data-table" }, h("div", { class: "table-caption", id: caption }, block.caption), h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": block.caption }, table), pager);

  function draw() {
    const rows = sort.column < 0 ? body : [...body].sort((a, b) => compare(a[sort.column], b[sort.column]) * (sort.up ? 1 : -1));
    const pages = Math.ceil(rows.length / size);
    fill(table,
      h("thead", {}, h("tr", {}, head.map((item, at) => h("th", { scope: "col", class: body[0][at]?.type === "raw_number" ? "align-right" : "", "aria-sort": sort.column === at ? (sort.up ? "ascending" : "descending") : "none" },
        h("button", { type: "button", class: "sort", onclick: () => sortBy(at) }, cell(item), sort.column === at && h("span", { "aria-hidden": "true" }, sort.up ? " ↑" : " ↓")))))),
      h("tbody", {}, rows.slice(page * size, (page + 1) * size).map((row) => h("tr", {}, row.map((item, at) => {
        const side = item?.type === "raw_number" ? "align-right" : "";
        return at === rowHead ? h("th", { scope: "row", class: side }, cell(item)) : h("td", { class: side }, cell(item));
      })))));
    fill(pager, pages > 1 && [
      h("button", { type: "button", class: "icon-button", "aria-label": "Previous page", disabled: page === 0, onclick: () => turn(-1) }, icon("back", 16)),
      h("span", { class: "note", "aria-live": "polite" }, `${page + 1} of ${pages}`),
      h("button", { type: "button", class: "icon-button", "aria-label": "Next page", disabled: page === pages - 1, onclick: () => turn(1) }, icon("right", 16)),
    ]);
  }

  function sortBy(column) {
    sort = { column, up: sort.column === column ? !sort.up : true };
    page = 0;
    draw();
    table.querySelectorAll(".sort")[column].focus();
  }

  function turn(step) {
    page += step;
    draw();
  }
}

function compare(first, second) {
  if (first?.type === "raw_number" && second?.type === "raw_number") return first.value - second.value;
  return cellText(first).localeCompare(cellText(second), "en", { numeric: true });
}

function cellText(item) {
  const node = cell(item);
  return typeof node === "string" ? node : node.textContent;
}
