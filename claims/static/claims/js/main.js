// Each behaviour is a module of its own, bound by data attributes; pages work without any of them.
import "./dialogs.js";
import "./drafts.js";
import "./evidence.js";
import "./focus.js";
import "./keys.js";
import "./selection.js";
import "./ticks.js";
import "./toast.js";
import "./traffic.js";
import "./trouble.js";
import "./workbench.js";
