// A stream of server-sent events, and an element that says whether it is there.
//
//   connecting ──► live ◄──► lost: the browser tries again by itself; after a refusal it is tried here, less and less often
//     ▲   └─────────┴─┬───────┴──► ended, by the last word of the other side, or stopped
//     └── resting ◄───┘ when nobody looks at the page, if it may

const FIRST_PAUSE_MILLIS = 2000;
const LONGEST_PAUSE_MILLIS = 60_000;
const REST_AFTER_MILLIS = 10_000;

/**
 * @param on handlers by the name of the event; they get its data, parsed, and its id. `open` hears that events come from now on, and
 *     `lost` that none do; its argument says whether the other side has refused
 * @param line an element with the class "live", or null
 * @param rests whether the stream is given up while the page is hidden, and opened anew when it is seen again: browsers have six
 *     connections for all pages of a place together, so pages that are opened by the dozen have to
 * @returns a function that closes the stream
 */
export function follow(url, { open = () => {}, lost = () => {}, ...on }, line = null, { rests = false } = {}) {
  let source = null;
  let timer = null;
  let pause = FIRST_PAUSE_MILLIS;
  let over = false;

  const say = (state, text) => {
    if (line) {
      line.dataset.line = state;
      line.textContent = text;
    }
  };

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function end(text) {
    over = true;
    close();
    say("ended", text);
  }

  function connect() {
    clearTimeout(timer);
    if (over || source !== null || (rests && document.hidden)) {
      return;
    }
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener("open", () => {
      pause = FIRST_PAUSE_MILLIS;
      say("live", "live");
      open();
    });
    opened.addEventListener("error", () => {
      const refused = opened.readyState === EventSource.CLOSED;
      if (refused) {
        source = null;
        timer = setTimeout(connect, pause);
        pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
      }
      say("lost", refused ? "not connected" : "reconnecting");
      lost(refused);
    });
    for (const [name, handler] of Object.entries(on)) {
      opened.addEventListener(name, (event) => handler(event.data === "" ? null : JSON.parse(event.data), event.lastEventId));
    }
    opened.addEventListener("end", () => end("complete"));
  }

  function lookedAt() {
    clearTimeout(timer);
    if (!document.hidden) {
      connect();
    } else if (!over) {
      timer = setTimeout(() => {
        close();
        say("lost", "resting");
      }, REST_AFTER_MILLIS);
    }
  }

  say("lost", "connecting");
  connect();
  if (rests) {
    document.addEventListener("visibilitychange", lookedAt);
  }
  addEventListener("pagehide", close);
  // The browser has kept the page as it was, and somebody came back to it.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      connect();
    }
  });
  return () => end("stopped");
}

/** Calls again and again while the page is looked at, never two at a time; a failure is for the callee to show. */
export function every(milliseconds, look) {
  let timer;
  let stopped = false;
  let looking = false;
  const turn = async () => {
    if (looking) {
      return;
    }
    looking = true;
    if (!document.hidden) {
      await look();
    }
    looking = false;
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
