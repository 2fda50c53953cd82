// The city that logistics-service's vehicles drive in, drawn: avenues and streets at right angles (its CityGrid), found on no map.
// Drawn in metres, with north at the top. The view follows the van.

import { element, shape } from "/kit/dom.js";

const COLUMNS = 48;
const ROWS = 40;
const BLOCK_WIDTH = 150;
const BLOCK_HEIGHT = 120;
const SOUTH = 52.4775;
const WEST = 13.347;
const METRES_PER_DEGREE = 111_320;
const WIDTH = (COLUMNS - 1) * BLOCK_WIDTH;
const HEIGHT = (ROWS - 1) * BLOCK_HEIGHT;

const SEEN_METRES = 2600;
const BEYOND = 400;
const MOST_FIXES = 400;
const PARKS = [[5, 6, 3, 4], [17, 11, 4, 3], [30, 5, 2, 3], [38, 18, 4, 4], [10, 25, 3, 3], [25, 29, 5, 3], [42, 31, 2, 4], [3, 33, 3, 2], [33, 26, 2, 2]];
const RIVER = `M ${-BEYOND} 2900 C 900 2500 1500 3300 2500 2900 S 3600 1500 4700 1650 S 6200 2300 ${WIDTH + BEYOND} 1500`;

/** What is seen until a van is: the park by the river. */
const START = { x: 3000, y: 2000 };

/** Degrees to metres from the city's north-western corner. */
function place({ latitude, longitude }) {
  return {
    x: (longitude - WEST) * METRES_PER_DEGREE * Math.cos((SOUTH * Math.PI) / 180),
    y: HEIGHT - (latitude - SOUTH) * METRES_PER_DEGREE,
  };
}

function grid() {
  const lines = [];
  for (let column = 0; column < COLUMNS; column += 1) {
    lines.push(`M ${column * BLOCK_WIDTH} 0 V ${HEIGHT}`);
  }
  for (let row = 0; row < ROWS; row += 1) {
    lines.push(`M 0 ${row * BLOCK_HEIGHT} H ${WIDTH}`);
  }
  return lines.join(" ");
}

const boulevards = () =>
  [6, 14, 24, 34, 44].map((column) => `M ${column * BLOCK_WIDTH} 0 V ${HEIGHT}`)
    .concat([5, 14, 23, 32].map((row) => `M 0 ${row * BLOCK_HEIGHT} H ${WIDTH}`)).join(" ");

/** Blocks that are a garden or a yard: the same in every drawing. */
function sprinkled(kind, first, last) {
  const found = [];
  for (let column = 0; column < COLUMNS - 1; column += 1) {
    for (let row = 0; row < ROWS - 1; row += 1) {
      const mark = (((column * 73_856_093) ^ (row * 19_349_663)) >>> 0) % 100;
      if (mark >= first && mark < last) {
        found.push([column, row, 1, 1]);
      }
    }
  }
  return blocks(found, kind);
}

const blocks = (list, kind) => list.map(([column, row, columns, rows]) => shape("rect", {
  class: kind, x: column * BLOCK_WIDTH + 16, y: row * BLOCK_HEIGHT + 16, width: columns * BLOCK_WIDTH - 32, height: rows * BLOCK_HEIGHT - 32, rx: 14,
}));

function van() {
  return shape("g", { class: "city-van" },
    shape("circle", { class: "city-van-halo", r: 62 }),
    shape("circle", { class: "city-van-disc", r: 40 }),
    shape("path", { class: "city-van-sign", d: "M -22 12 V -14 H 4 V 12 M 4 -6 H 14 L 22 3 V 12 H 19 M 4 12 H -8 M -18 12 H -22" }),
    shape("circle", { class: "city-van-sign", cx: -13, cy: 13, r: 5 }),
    shape("circle", { class: "city-van-sign", cx: 13, cy: 13, r: 5 }));
}

const pin = () => shape("g", { class: "city-pin" },
  shape("path", { d: "M 0 0 C -14 -34 -44 -48 -44 -84 A 44 44 0 0 1 44 -84 C 44 -48 14 -34 0 0 Z" }),
  shape("circle", { cy: -84, r: 17 }));

/**
 * A map in an empty element.
 *
 * @returns { moveTo(position), arrive(), hasTrail(), caption(text) }
 */
export function cityMap(host) {
  const trail = shape("path", { class: "city-trail" });
  const vehicle = van();
  const end = pin();
  vehicle.setAttribute("visibility", "hidden");
  end.setAttribute("visibility", "hidden");
  const drawing = shape("svg", { role: "img", "aria-label": "Map of the city the van drives in", preserveAspectRatio: "xMidYMid slice" },
    shape("rect", { class: "city-land", x: -BEYOND, y: -BEYOND, width: WIDTH + 2 * BEYOND, height: HEIGHT + 2 * BEYOND }),
    shape("rect", { class: "city-ground", x: -16, y: -16, width: WIDTH + 32, height: HEIGHT + 32, rx: 20 }),
    ...sprinkled("city-park", 0, 4),
    ...sprinkled("city-square", 4, 7),
    ...blocks(PARKS, "city-park"),
    shape("path", { class: "city-river", d: RIVER }),
    shape("path", { class: "city-street", d: grid() }),
    shape("path", { class: "city-boulevard", d: boulevards() }),
    trail, end, vehicle);
  const words = element("p", { class: "map-caption", hidden: true });
  host.replaceChildren(drawing, words);

  const fixes = [];
  let view = START;
  let frame = null;

  function look() {
    const ratio = host.clientHeight / Math.max(1, host.clientWidth);
    const seen = host.clientWidth < 500 ? SEEN_METRES / 2 : SEEN_METRES;
    const height = seen * ratio;
    const clamp = (value, room, most) => Math.min(Math.max(value, room / 2 - BEYOND / 2), most - room / 2 + BEYOND / 2);
    const x = clamp(view.x, seen, WIDTH);
    const y = clamp(view.y, height, HEIGHT);
    drawing.setAttribute("viewBox", `${x - seen / 2} ${y - height / 2} ${seen} ${height}`);
  }

  function put(at) {
    view = at;
    vehicle.setAttribute("transform", `translate(${at.x} ${at.y})`);
    trail.setAttribute("d", fixes.slice(0, -1).concat([at]).map((fix, i) => `${i === 0 ? "M" : "L"} ${fix.x} ${fix.y}`).join(" "));
    look();
  }

  /** Drives from one fix to the next in the time that lay between them; who asked for no motion sees the fixes alone. */
  function drive(from, to, millis) {
    cancelAnimationFrame(frame);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || millis <= 0) {
      put(to);
      return;
    }
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - began) / millis);
      put({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
      if (part < 1) {
        frame = requestAnimationFrame(step);
      }
    };
    frame = requestAnimationFrame(step);
  }

  /** Streets meet at right angles: of two fixes around a corner, the corner is where the first one's street meets the second's avenue. */
  function corner(from, to) {
    const onAvenue = Math.abs(from.x / BLOCK_WIDTH - Math.round(from.x / BLOCK_WIDTH)) < 0.02;
    return onAvenue ? { x: from.x, y: to.y } : { x: to.x, y: from.y };
  }

  addEventListener("resize", look);
  look();

  return {
    moveTo(position) {
      const to = { ...place(position), at: Date.parse(position.at) };
      const from = fixes.at(-1);
      if (from && from.at >= to.at) {
        return;
      }
      if (from && Math.abs(from.x - to.x) > 4 && Math.abs(from.y - to.y) > 4) {
        fixes.push({ ...corner(from, to), at: from.at });
      }
      fixes.push(to);
      fixes.splice(0, Math.max(0, fixes.length - MOST_FIXES));
      vehicle.setAttribute("visibility", "visible");
      drive(from ?? to, to, from ? Math.min(to.at - from.at, 1000) : 0);
    },
    arrive() {
      const last = fixes.at(-1);
      cancelAnimationFrame(frame);
      put(last);
      vehicle.setAttribute("visibility", "hidden");
      end.setAttribute("visibility", "visible");
      end.setAttribute("transform", `translate(${last.x} ${last.y})`);
    },
    hasTrail: () => fixes.length > 0,
    caption(text) {
      words.hidden = text === "";
      words.textContent = text;
    },
  };
}
