/* Deletes without asking first: the row goes, a toast lets it come back, and only then the form is sent.
   <later-delete data-said="Verwijderd." data-undo="Ongedaan maken"><form method="post" …><button …></form></later-delete>
   Without JavaScript the form is sent at once. */

import { showToast } from "./undo-toast.js";

class LaterDelete extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#begin(event.target);
    }, true);
  }

  #begin(form) {
    const row = this.closest("[data-row], tr, li, .card") ?? this;
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    row.hidden = true;
    neighbour?.querySelector("a, button")?.focus();
    let isOpen = true;
    const send = () => {
      if (!isOpen) return;
      isOpen = false;
      removeEventListener("pagehide", send);
      fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" })
        .then((answer) => { if (answer.status >= 400) this.#failed(row); else row.remove(); }, () => this.#failed(row));
    };
    const undo = () => {
      isOpen = false;
      removeEventListener("pagehide", send);
      row.hidden = false;
      this.querySelector("button")?.focus();
    };
    addEventListener("pagehide", send);
    showToast({ text: this.dataset.said ?? "", label: this.dataset.undo ?? "", undo, over: send });
  }

  #failed(row) {
    row.hidden = false;
    if (this.dataset.failed) showToast({ text: this.dataset.failed, tone: "bad", seconds: 15 });
  }
}

customElements.define("later-delete", LaterDelete);
