// A stream of server-sent events, and an element that says whether it is there.
//
//   connecting ──► live ◄──► lost (the browser tries again by itself) ──► closed (refused, or ended by either side)

/**
 * @param on handlers by the name of the event; they get its data, parsed, and its id
 * @param line an element with the class "live", or null
 * @returns a function that closes the stream
 */
export function follow(url, on, line = null) {
  const source = new EventSource(url);
  const say = (state, text) => {
    if (line) {
      line.dataset.line = state;
      line.textContent = text;
    }
  };
  say("lost", "connecting");
  source.addEventListener("open", () => say("live", "live"));
  source.addEventListener("error", () => {
    const closed = source.readyState === EventSource.CLOSED;
    say("lost", closed ? "not connected" : "reconnecting");
    on.lost?.(closed);
  });
  for (const [name, handler] of Object.entries(on)) {
    if (name !== "lost") {
      source.addEventListener(name, (event) => handler(event.data === "" ? null : JSON.parse(event.data), event.lastEventId));
    }
  }
  source.addEventListener("end", () => {
    source.close();
    say("ended", "complete");
  });
  addEventListener("pagehide", () => source.close(), { once: true });
  return () => {
    source.close();
    say("ended", "stopped");
  };
}

/** Calls again and again while the page is looked at, never two at a time; a failure is for the callee to show. */
export function every(milliseconds, look) {
  let timer;
  let stopped = false;
  const turn = async () => {
    if (!document.hidden) {
      await look();
    }
    if (!stopped) {
      timer = setTimeout(turn, milliseconds);
    }
  };
  turn();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !stopped) {
      clearTimeout(timer);
      turn();
    }
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
