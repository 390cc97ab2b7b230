/* What every page can do; each behaviour lives in a file of its own. */
import "./live-stream.js";
import "./shortcut-keys.js";
import "./command-palette.js";
import "./undo-toast.js";
import "./copy-button.js";
import "./page-menu.js";
