// The parcel: where it is, and when it comes.

import { byId, element } from "/kit/dom.js";
import { clockTime, dateTime } from "/kit/format.js";
import { get, path } from "/kit/http.js";
import { cityMap } from "./city.js";

const words = {
  SCHEDULED: "waits in the warehouse for its van",
  DISPATCHED: "is on its way",
  DELIVERED: "has arrived",
  CANCELLED: "did not leave: the order was cancelled before",
  RETURNING: "was called back, and is on its way to the warehouse",
  RETURNED: "is in the warehouse again",
};

const NEVER = {
  REJECTED: "There is none: the order was rejected.",
  CANCELLED: "There is none: the order was cancelled before one was planned.",
};

const map = cityMap(byId("map"));

const fact = (name, value) => (value ? element("div", {}, element("dt", {}, name), element("dd", {}, value)) : null);

function showFacts(parcel) {
  const { destination, position } = parcel;
  byId("parcel-facts").replaceChildren(...[
    fact("To", `${destination.postalCode} ${destination.city}, ${destination.country}`),
    fact("Estimated arrival", parcel.estimatedArrival && dateTime(parcel.estimatedArrival)),
    fact("Arrived", parcel.deliveredAt && dateTime(parcel.deliveredAt)),
    fact("Back in the warehouse", parcel.returnedAt && dateTime(parcel.returnedAt)),
    fact("Van", parcel.vehicleId && (position ? `${parcel.vehicleId}, ${Math.round(position.speedKmh)} km/h` : parcel.vehicleId)),
    fact("Parcel", `${parcel.trackingNumber}, ${parcel.carrier}`),
  ].filter(Boolean));
}

/** A map on which nothing will ever move says nothing. */
function putMapAway(isToNoUse) {
  byId("map").hidden = isToNoUse;
}

function show(parcel) {
  putMapAway(parcel.state === "CANCELLED");
  byId("parcel-text").textContent = `It ${words[parcel.state] ?? parcel.state.toLowerCase()}.`;
  showFacts(parcel);
  if (parcel.position) {
    map.moveTo(parcel.position);
    map.caption(`${parcel.vehicleId} at ${clockTime(parcel.position.at)}`);
  } else if (parcel.state === "DELIVERED" && map.hasTrail()) {
    map.arrive();
    map.caption("handed over here");
  } else if (parcel.state === "RETURNED" && map.hasTrail()) {
    map.caption("last seen here");
  } else {
    map.caption({
      SCHEDULED: "The van shows here when the parcel leaves.",
      DISPATCHED: "The van has not said yet where it is.",
      DELIVERED: "Arrived before this page was opened: where the van went is not kept.",
    }[parcel.state] ?? "");
  }
}

/**
 * Asks once, and shows what there is.
 *
 * @param state of the order: after some there will be none
 */
export async function lookForParcel(orderId, state) {
  try {
    const { hearing, news, sentence } = await get(path`/my-orders/${orderId}/parcel`);
    byId("parcel-text").classList.toggle("away", hearing === "AWAY");
    if (hearing === "TOLD") {
      show(news);
    } else {
      // A parcel that was called back may be on the road while nobody says so.
      const never = state === "CANCELLED" && hearing === "AWAY" ? undefined : NEVER[state];
      byId("parcel-text").textContent = never ?? sentence;
      putMapAway(never !== undefined);
      map.caption(never || hearing === "AWAY" ? "" : "The van shows here when the parcel leaves.");
    }
  } catch (problem) {
    byId("parcel-text").classList.add("away");
    byId("parcel-text").textContent = problem.sentence;
  }
}
