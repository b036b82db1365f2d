// Line icons on a 20 by 20 grid, drawn here so that the page needs nothing from outside.

import { s } from "./dom.js";

const PATHS = {
  hash: "M8 3 6 17M14 3l-2 14M3.5 7.5h13M3 12.5h13",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  home: "M3 9.5 10 3.5l7 6M5 8.5V16.5h3.5v-4h3v4H15V8.5",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4.5 6.5 10l5.5 5.5",
  down: "M5 8l5 5 5-5",
  right: "M8 5l5 5-5 5",
  dots: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  thread: "M3.5 4h13v9.5H9L5 17v-3.5H3.5zM6.5 7.3h7M6.5 10.2h5",
  smile: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM7.5 8v.01M12.5 8v.01M6.8 11.5c1.6 2.6 4.8 2.6 6.4 0",
  calendar: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4.2l2.8 1.8",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v2M10 16v2M2 10h2M16 10h2M4.4 4.4l1.4 1.4M14.2 14.2l1.4 1.4M15.6 4.4l-1.4 1.4M5.8 14.2l-1.4 1.4",
  moon: "M16 12.2A6.8 6.8 0 0 1 7.8 4 6.8 6.8 0 1 0 16 12.2Z",
  send: "M3 4l14 6-14 6 2.2-6zM5.2 10H11",
  clip: "M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-5.8 5.8a1 1 0 0 1-1.4-1.4l5-5",
  bolt: "M11 2.5 4.5 11.5h4.5L8.5 17.5 15.5 8H10.5z",
  edit: "M4 16l.8-3.4L13.2 4.2l2.6 2.6-8.4 8.4ZM11.4 6l2.6 2.6",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5",
  file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
  info: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 9.2V14M10 6.4v.01",
  warning: "M10 3 2.5 16.5h15zM10 8v4.2M10 14.4v.01",
  check: "M4 10.5l4 4 8-9",
  done: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM6.8 10.2l2.2 2.3 4.2-4.7",
  up: "M7 9v7.5H3.5V9zM7 9l3-6c1.5 0 2 1 1.8 2.2L11.5 8H15a1.5 1.5 0 0 1 1.5 1.8l-1 5.2a1.8 1.8 0 0 1-1.8 1.5H7",
  downvote: "M13 11V3.5h3.5V11zM13 11l-3 6c-1.5 0-2-1-1.8-2.2L8.5 12H5a1.5 1.5 0 0 1-1.5-1.8l1-5.2A1.8 1.8 0 0 1 6.3 3.5H13",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  people: "M7.5 4a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM2.5 16c.3-3 2.3-4.5 5-4.5s4.7 1.5 5 4.5M13 4.3a2.6 2.6 0 0 1 0 5M14.5 11.8c1.8.6 2.8 2 3 4.2",
  eye: "M2 10c2-3.7 4.7-5.5 8-5.5s6 1.8 8 5.5c-2 3.7-4.7 5.5-8 5.5S4 13.7 2 10ZM10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.7M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1.2-1.2",
  search: "M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12.3 12.3 16.5 16.5",
  plus: "M10 4v12M4 10h12",
  skip: "M4 4.5 11 10l-7 5.5zM14.5 4.5v11",
  connect: "M7 5.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM13 5.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
};

/** A decorative icon; what it means is said by the control around it. */
export function icon(name, size = 18) {
  return s(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    s("path", { d: PATHS[name] ?? PATHS.info }),
  );
}
