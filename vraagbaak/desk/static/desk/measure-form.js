/* The extra form of a measurement opens by itself when the answer on the screen is about what is measured. */

class MeasureForm extends HTMLElement {
  connectedCallback() {
    this.look = () => this.#open();
    document.addEventListener("htmx:after:swap", this.look);
    this.#open();
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:swap", this.look);
  }

  /** Never closes by itself: what opened may be typed in. */
  #open() {
    const about = document.querySelector("#answer .answer-card")?.dataset.about;
    if (about && this.dataset.topics.split(" ").includes(about)) this.querySelector("details").open = true;
  }
}

customElements.define("measure-form", MeasureForm);
