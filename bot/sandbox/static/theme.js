// Runs before the first paint, so that a page in dark never flashes in light.
{
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
}
