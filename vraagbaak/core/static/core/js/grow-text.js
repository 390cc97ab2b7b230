/* Lets a text field grow with its text, in browsers that cannot do so by themselves. */

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  document.addEventListener("input", (event) => { if (event.target.matches("textarea.input, textarea.say")) grow(event.target); });
}
