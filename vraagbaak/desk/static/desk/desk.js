/* What the desk can do; each behaviour lives in a file of its own. */
import "./desk-conversation.js";
import "./desk-tabs.js";
import "./answer-hits.js";
import "./intake-script.js";
import "./measure-form.js";
import "./run-timer.js";
import "./said-day.js";
import "./ringing-call.js";
import "./text-snippets.js";
