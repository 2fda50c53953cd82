// States as words with a colour.

import { element } from "/kit/dom.js";

const GROUPS = { Stable: "good", PreparingRebalance: "warn", CompletingRebalance: "warn", Assigning: "warn", Reconciling: "warn", NotReady: "warn", Dead: "bad" };
const TRANSACTIONS = { Ongoing: "warn", PrepareCommit: "warn", PrepareAbort: "warn", CompleteCommit: "good", CompleteAbort: "bad" };

/** PrepareCommit: prepare commit. */
const words = (state) => state.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

export const stateBadge = (state) => element("span", { class: `badge dot ${GROUPS[state] ?? ""}` }, words(state));
export const transactionBadge = (state) => element("span", { class: `badge dot ${TRANSACTIONS[state] ?? ""}` }, words(state));
