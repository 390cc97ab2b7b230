/* Keeps what is typed in a form from being lost by leaving: <form-guard> around the form, with data-changed when what
   it shows was typed already and refused. */

class FormGuard extends HTMLElement {
  connectedCallback() {
    this.isChanged = this.hasAttribute("data-changed");
    this.addEventListener("input", () => { this.isChanged = true; });
    this.addEventListener("submit", () => { this.isChanged = false; });
    this.leave = (event) => { if (this.isChanged) event.preventDefault(); };
    addEventListener("beforeunload", this.leave);
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.leave);
  }
}

customElements.define("form-guard", FormGuard);
