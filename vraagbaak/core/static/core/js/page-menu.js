/* The menu on a small screen, and the focus after an error. */

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-menu]");
  if (!button) return;
  const open = document.getElementById("nav").classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(open));
});

document.querySelector(".error-summary")?.focus();
