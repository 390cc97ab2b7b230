/* Lets the keyboard reach a table that is wider than the screen, so that it can be scrolled; others stay out of the way. */

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));

function mark(place) {
  if (place.scrollWidth <= place.clientWidth) {
    place.removeAttribute("tabindex");
    return;
  }
  place.tabIndex = 0;
  place.setAttribute("role", "region");
  const name = place.querySelector("caption")?.textContent.trim() || document.querySelector("h1")?.textContent.trim();
  if (name && !place.hasAttribute("aria-labelledby")) place.setAttribute("aria-label", name);
}

const watch = () => document.querySelectorAll(".table-scroll").forEach((place) => sizes.observe(place));

watch();
document.addEventListener("htmx:after:swap", watch);
