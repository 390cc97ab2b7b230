/* Brings who typed something that is refused to the summary of what is wrong. */

const focusSummary = (place) => place.querySelector?.(".error-summary")?.focus();

focusSummary(document);
document.addEventListener("htmx:after:swap", (event) => focusSummary(event.target));
