// A floating panel beside the control that opened it, above everything else on the page (also above a modal). It goes
// when that control is drawn anew or scrolled away.

const GAP = 4;
const EDGE = 8;

/** Shows `panel` at `anchor`; answers a function that closes it. `onClose` runs once, however it closes. */
export function openPopup(anchor, panel, { width = 0, align = "start", onClose = () => {} } = {}) {
  panel.classList.add("popup");
  panel.setAttribute("popover", "manual");
  (anchor.closest("dialog, main, aside, header.topbar, nav") ?? document.body).append(panel);
  panel.showPopover();
  const place = () => position(anchor, panel, width, align);
  place();
  const resize = new ResizeObserver(place);
  resize.observe(panel);

  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const scrolled = (event) => {
    if (!panel.contains(event.target)) place();
  };
  const resized = () => {
    anchor.scrollIntoView({ block: "nearest" });
    place();
  };
  // Two looks may be told at once, where the machine is busy: only the last one counts.
  const watcher = new IntersectionObserver((looks) => looks.at(-1).isIntersecting || close());
  watcher.observe(anchor);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", resized);
  document.addEventListener("scroll", scrolled, true);

  let open = true;
  function close() {
    if (!open) return;
    open = false;
    resize.disconnect();
    watcher.disconnect();
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", resized);
    document.removeEventListener("scroll", scrolled, true);
    panel.remove();
    onClose();
  }
  return close;
}

function position(anchor, panel, width, align) {
  const box = anchor.getBoundingClientRect();
  if (width === "anchor") {
    panel.style.minWidth = `${Math.max(box.width, 220)}px`;
    panel.style.maxWidth = `${Math.max(box.width, 320)}px`;
  } else if (width) panel.style.width = `${width}px`;
  const { offsetWidth, offsetHeight } = panel;
  const below = window.innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const up = offsetHeight > below && above > below;
  const room = Math.max(up ? above : below, 120);
  panel.style.maxHeight = `${Math.min(room, 420)}px`;
  const height = Math.min(offsetHeight, room, 420);
  const left = align === "end" ? box.right - offsetWidth : box.left;
  panel.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - offsetWidth - EDGE))}px`;
  panel.style.top = `${up ? Math.max(EDGE, box.top - GAP - height) : box.bottom + GAP}px`;
}
