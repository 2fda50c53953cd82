// The flow as a picture: order-service on the left, the log with its topics in the middle, the three others on the right.
// Events are points that move along the edges; how many is what was written and read since the look before.

import { shape } from "/kit/dom.js";
import { compact, number, span } from "/kit/format.js";

const TOPICS = ["orders", "order-screenings", "stock", "deliveries", "notifications"];
const RIGHT = ["warehouse-service", "logistics-service", "notification-service"];
const SCREENING = "order-screening";

// Who writes a topic; which group reads it, as whom.
const WRITES = [
  ["order-service", "orders"], ["order-service", "order-screenings"], ["warehouse-service", "stock"],
  ["logistics-service", "deliveries"], ["notification-service", "notifications"],
];
const READS = [
  [SCREENING, "orders"], ["order-service", "order-screenings"], ["order-service", "stock"], ["order-service", "deliveries"],
  ["warehouse-service", "orders"], ["warehouse-service", "deliveries"], ["logistics-service", "orders"],
  ["notification-service", "orders"], ["notification-service", "deliveries"],
];
const serviceOf = (group) => (group === SCREENING ? "order-service" : group);

const WIDE = { width: 1180, height: 452, order: [16, 214], broker: [420, 330], right: [944, 220], top: 16, rows: 86, row: 68, font: 14, small: 12.5, narrow: false };
const NARROW = { width: 358, height: 560, order: [6, 68], broker: [120, 116], right: [284, 68], top: 10, rows: 84, row: 94, font: 11, small: 10, narrow: true };

const LINES = 5;
const MOST_POINTS = 8;
const TRAVEL_MILLIS = 1100;
const still = matchMedia("(prefers-reduced-motion: reduce)");

export function picture(host) {
  let drawn = null;
  let before = null;
  let latest = null;
  const points = new Set();

  const layoutFor = () => (host.clientWidth < 760 ? NARROW : WIDE);

  function draw() {
    points.clear();
    drawn = drawing(layoutFor());
    host.replaceChildren(drawn.svg);
    if (latest) {
      drawn.show(latest);
    }
  }

  new ResizeObserver(() => {
    if (drawn && drawn.layout !== layoutFor()) {
      draw();
    }
  }).observe(host);

  function launch(edge, count) {
    const many = Math.min(count, MOST_POINTS);
    for (let i = 0; i < many; i += 1) {
      points.add({ edge, begin: performance.now() + (i * 950) / many, mark: null });
    }
  }

  function frame(now) {
    for (const point of points) {
      const part = (now - point.begin) / TRAVEL_MILLIS;
      if (part >= 1) {
        point.mark?.remove();
        points.delete(point);
      } else if (part >= 0) {
        point.mark ??= drawn.point(point.edge);
        const at = point.edge.path.getPointAtLength(point.edge.length * part);
        point.mark.setAttribute("cx", at.x);
        point.mark.setAttribute("cy", at.y);
      }
    }
    if (points.size > 0) {
      requestAnimationFrame(frame);
    }
  }

  return function show(snapshot) {
    latest = snapshot;
    if (!drawn) {
      draw();
    }
    drawn.show(snapshot);
    if (before && !snapshot.log.missing && !before.log.missing && !still.matches && !document.hidden) {
      const idle = points.size === 0;
      for (const edge of drawn.edges) {
        launch(edge, Math.max(0, edge.count(snapshot) - edge.count(before)));
      }
      if (idle && points.size > 0) {
        requestAnimationFrame(frame);
      }
    }
    before = snapshot;
  };
}

function drawing(layout) {
  const { width, height, narrow } = layout;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: narrow ? "narrow" : "" });
  const title = shape("title", {});
  svg.append(title);
  const text = (x, y, content, attributes = {}) => shape("text", { x, y, "font-size": layout.font, ...attributes }, content);

  // Edges lie on the log's ground and below everything else.
  const edgeLayer = shape("g", {});
  const pointLayer = shape("g", {});
  const rowY = (topic) => layout.rows + TOPICS.indexOf(topic) * layout.row + layout.row / 2;
  const [orderX, orderWidth] = layout.order;
  const [brokerX, brokerWidth] = layout.broker;
  const [rightX, rightWidth] = layout.right;
  const bottom = height - layout.top;
  const cardHeight = (bottom - layout.top - 2 * 16) / 3;
  const cardY = (service) => layout.top + RIGHT.indexOf(service) * (cardHeight + 16);

  // Lanes at a card on the right, from above: what it reads from the upper topics, what it writes, what it reads from the lower.
  const lanes = (service) => [
    ...READS.filter(([group]) => group === service).map(([, topic]) => ["read", topic]),
    ...WRITES.filter(([writer]) => writer === service).map(([, topic]) => ["write", topic]),
  ].sort((one, other) => rowY(one[1]) - rowY(other[1]));
  const rightY = (service, kind, topic) => {
    const all = lanes(service);
    const place = all.findIndex(([each, name]) => each === kind && name === topic);
    return cardY(service) + (cardHeight * (place + 1)) / (all.length + 1);
  };
  // Ends at a topic on the right side, from above by where they go to.
  const topicEnds = (topic) => [
    ...READS.filter(([group, name]) => name === topic && RIGHT.includes(group)).map(([group]) => ["read", group]),
    ...WRITES.filter(([writer, name]) => name === topic && RIGHT.includes(writer)).map(([writer]) => ["write", writer]),
  ].sort((one, other) => rightY(one[1], one[0], topic) - rightY(other[1], other[0], topic));
  const topicY = (service, kind, topic) => {
    const all = topicEnds(topic);
    const place = all.findIndex(([each, name]) => each === kind && name === service);
    return rowY(topic) + (place - (all.length - 1) / 2) * (narrow ? 13 : 14);
  };

  function route(kind, service, topic) {
    if (service === "order-service") {
      const both = topic === "orders" || topic === "order-screenings";
      const y = rowY(topic) + (both ? (kind === "write" ? -1 : 1) * (narrow ? 15 : 12) : 0);
      const [from, to] = [orderX + orderWidth, brokerX + (narrow ? 6 : 14)];
      return kind === "write" ? [`M${from} ${y}H${to}`, null] : [`M${to} ${y}H${from}`, [from + (to - from) * (narrow ? 0.45 : 0.3), y]];
    }
    const [fromX, toX] = [brokerX + brokerWidth - (narrow ? 6 : 14), rightX];
    const [fromY, toY] = [topicY(service, kind, topic), rightY(service, kind, topic)];
    const bend = (toX - fromX) * 0.45;
    return kind === "read"
      ? [`M${fromX} ${fromY}C${fromX + bend} ${fromY} ${toX - bend} ${toY} ${toX} ${toY}`, [toX - (narrow ? 15 : 34), toY]]
      : [`M${toX} ${toY}C${toX - bend} ${toY} ${fromX + bend} ${fromY} ${fromX} ${fromY}`, null];
  }

  const edges = [];
  const lags = [];
  function connect(kind, group, topic) {
    const service = serviceOf(group);
    const [d, badgeAt] = route(kind, service, topic);
    const path = shape("path", { d, class: `edge ${kind}` });
    const line = shape("g", { data: { service } }, path, arrow(d, kind));
    edgeLayer.append(line);
    edges.push({
      path, service, kind,
      length: 0,
      count: kind === "write"
        ? (snapshot) => snapshot.log.topics.find((each) => each.name === topic)?.written ?? 0
        : (snapshot) => reader(snapshot, group, topic)?.read ?? 0,
    });
    if (badgeAt) {
      const label = text(badgeAt[0], badgeAt[1] + layout.small * 0.36, "", { "font-size": layout.small, class: "lag", "text-anchor": "middle" });
      const back = shape("rect", { class: "lag-back", rx: layout.small * 0.75, height: layout.small * 1.5, y: badgeAt[1] - layout.small * 0.75 });
      lags.push({ group, topic, label, back, x: badgeAt[0] });
    }
  }

  const arrow = (d, kind) => {
    // The last point of a path; all of them end horizontally.
    const end = d.startsWith("M") && d.includes("H")
      ? [Number(d.split("H")[1]), Number(d.split(" ")[1].split("H")[0])]
      : d.split(" ").slice(-2).map(Number);
    const back = (kind === "write") === (end[0] < width / 2) ? -1 : 1;
    const size = narrow ? 5 : 7;
    return shape("path", { class: "arrow", d: `M${end[0]} ${end[1]}l${back * size} ${-size * 0.6}v${size * 1.2}z` });
  };

  WRITES.forEach(([writer, topic]) => connect("write", writer, topic));
  READS.forEach(([group, topic]) => connect("read", group, topic));

  // The log
  const broker = shape("g", { class: "node", data: { service: "broker-service" } },
    shape("rect", { class: "box log", x: brokerX, y: layout.top, width: brokerWidth, height: bottom - layout.top, rx: 12 }),
    shape("rect", { class: "hue", x: brokerX + 14, y: layout.top - 1, width: brokerWidth - 28, height: 5, rx: 2.5 }));
  const brokerState = text(brokerX + brokerWidth / 2, layout.top + (narrow ? 46 : 50), "", { class: "state", "font-size": layout.small, "text-anchor": "middle" });
  broker.append(text(brokerX + brokerWidth / 2, layout.top + (narrow ? 28 : 28), narrow ? "broker" : "broker-service", { class: "name", "text-anchor": "middle" }), brokerState);
  svg.append(broker, edgeLayer);
  const topics = new Map(TOPICS.map((topic) => {
    const y = rowY(topic);
    const box = [brokerX + (narrow ? 6 : 14), brokerWidth - (narrow ? 12 : 28), layout.row - (narrow ? 24 : 14)];
    const rate = narrow
      ? text(box[0] + box[1] / 2, y + 13, "", { class: "rate", "font-size": layout.small, "text-anchor": "middle" })
      : text(box[0] + box[1] - 14, y + 5, "", { class: "rate", "font-size": layout.small, "text-anchor": "end" });
    svg.append(
      shape("rect", { class: "topic", x: box[0], y: y - box[2] / 2, width: box[1], height: box[2], rx: 7 }),
      narrow
        ? text(box[0] + box[1] / 2, y - 2, topic, { class: "topic-name", "text-anchor": "middle", "font-size": 10.5 })
        : text(box[0] + 14, y + 5, topic, { class: "topic-name" }),
      rate);
    return [topic, rate];
  }));

  // The services
  function node(service, x, y, boxWidth, boxHeight) {
    const short = service.replace("-service", "");
    const lines = Array.from({ length: LINES }, (_, i) => text(0, 0, "", { class: i === 0 ? "state" : "fact", "font-size": layout.small, data: { line: i } }));
    const group = shape("g", { class: "node", data: { service } },
      shape("rect", { class: "box", x, y, width: boxWidth, height: boxHeight, rx: 12 }),
      shape("rect", { class: "hue", x: x - 1, y: y + 14, width: 5, height: boxHeight - 28, rx: 2.5 }));
    const left = x + (narrow ? 8 : 20);
    const first = narrow ? y + 22 : y + 30;
    group.append(text(left, first, narrow ? short.replace("notification", "notify") : service, { class: "name" }));
    lines.forEach((line, i) => {
      line.setAttribute("x", left);
      line.setAttribute("y", first + (i + 1) * (narrow ? 15 : 20));
      group.append(line);
    });
    svg.append(group);
    return { group, lines, short: narrow };
  }
  const nodes = new Map([
    ["order-service", node("order-service", orderX, layout.top, orderWidth, bottom - layout.top)],
    ...RIGHT.map((service) => [service, node(service, rightX, cardY(service), rightWidth, cardHeight)]),
    ["broker-service", { group: broker, lines: [brokerState], short: narrow }],
  ]);

  lags.forEach((lag) => svg.append(lag.back, lag.label));
  svg.append(pointLayer);

  let previous = null;

  function show(snapshot) {
    for (const service of snapshot.services) {
      const { group, lines, short } = nodes.get(service.name);
      group.dataset.health = service.health;
      facts(service, short).forEach(([words, kind], i) => {
        if (lines[i]) {
          lines[i].textContent = words;
          lines[i].dataset.kind = kind;
        }
      });
    }
    broker.dataset.health = snapshot.log.missing ? "DOWN" : snapshot.services.find((each) => each.name === "broker-service").health;
    if (!snapshot.log.missing && snapshot.services.find((each) => each.name === "broker-service").health === "DOWN") {
      // Apache Kafka in its place, or its HTTP port is closed: the log works.
      broker.dataset.health = "UP";
      brokerState.textContent = "the log answers";
      brokerState.dataset.kind = "good";
    }
    for (const [topic, rate] of topics) {
      const written = snapshot.log.topics.find((each) => each.name === topic)?.written;
      rate.textContent = written === undefined ? "" : rateOf(topic, written, snapshot, previous, layout.narrow);
    }
    for (const { group, topic, label, back, x } of lags) {
      const lag = reader(snapshot, group, topic)?.lag;
      label.textContent = lag === undefined ? "" : compact(lag);
      label.classList.toggle("behind", lag > 0);
      back.classList.toggle("behind", lag > 0);
      const wide = label.textContent === "" ? 0 : Math.max(layout.small * 1.6, label.textContent.length * layout.small * 0.62 + layout.small * 0.9);
      back.setAttribute("width", wide);
      back.setAttribute("x", x - wide / 2);
    }
    edges.forEach((edge) => {
      edge.length ||= edge.path.getTotalLength();
      edge.path.parentNode.classList.toggle("quiet", Boolean(snapshot.log.missing));
    });
    title.textContent = spoken(snapshot);
    previous = snapshot;
  }

  return {
    svg, edges, layout, show,
    point(edge) {
      const mark = shape("circle", { class: "point", r: narrow ? 3 : 4.5, data: { service: edge.service } });
      pointLayer.append(mark);
      return mark;
    },
  };
}

const reader = (snapshot, group, topic) => snapshot.log.readers.find((each) => each.group === group && each.topic === topic);

function rateOf(topic, written, snapshot, previous, narrow) {
  const before = previous?.log.topics.find((each) => each.name === topic)?.written;
  const seconds = previous ? (new Date(snapshot.at) - new Date(previous.at)) / 1000 : 0;
  const perSecond = before === undefined || seconds <= 0 ? 0 : Math.max(0, (written - before) / seconds);
  const total = compact(written);
  return perSecond >= 0.05 ? `${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s${narrow ? "" : ` · ${total}`}` : narrow ? total : `${total} records`;
}

const HEALTH = { UP: "up", SLOW: "slow", NOT_READY: "not ready", DOWN: "down" };

/** What stands in a service's box: [words, kind], the most important first. */
function facts(service, short) {
  const kind = { UP: "good", SLOW: "warn", NOT_READY: "warn", DOWN: "bad" }[service.health];
  const took = service.millis === undefined ? null : `${number(service.millis)} ms`;
  const lines = short && took ? [[HEALTH[service.health], kind], [took, ""]] : [[[HEALTH[service.health], took].filter(Boolean).join(" · "), kind]];
  if (service.faults?.stopConsuming) {
    lines.push([short ? "not reading" : "does not read: fault set", "warn"]);
  } else if (service.faults && (service.faults.slowMillis > 0 || service.faults.failPercent > 0)) {
    const { slowMillis, failPercent } = service.faults;
    const words = [slowMillis > 0 ? `${number(slowMillis)} ms slower` : null, failPercent > 0 ? `${failPercent} % fail` : null].filter(Boolean).join(", ");
    lines.push([short ? "fault set" : `fault: ${words}`, "warn"]);
  }
  if (service.outbox > 0) {
    lines.push([short ? `out ${compact(service.outbox)}` : `outbox ${compact(service.outbox)}, ${span(service.outboxMillis ?? 0)} old`, service.outboxMillis > 5000 ? "warn" : ""]);
  } else if (service.outbox === 0) {
    lines.push([short ? "out 0" : "outbox empty", ""]);
  }
  if (service.deadLetters > 0) {
    lines.push([short ? `${service.deadLetters} dead` : `${service.deadLetters} dead ${service.deadLetters === 1 ? "letter" : "letters"}`, "bad"]);
  }
  while (lines.length < LINES) {
    lines.push(["", ""]);
  }
  return lines;
}

function spoken(snapshot) {
  const services = snapshot.services.map((each) => `${each.name} ${HEALTH[each.health]}`).join(", ");
  const behind = snapshot.log.readers.filter((each) => each.lag > 0).map((each) => `${each.group} is ${each.lag} behind on ${each.topic}`).join(", ");
  return `The flow: ${services}. ${snapshot.log.missing ?? (behind || "Everybody has read everything")}.`;
}
