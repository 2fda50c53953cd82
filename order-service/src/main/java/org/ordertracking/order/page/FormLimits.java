package org.ordertracking.order.page;

import org.ordertracking.events.Formats;

/** Lengths that forms allow, as the API does. */
public record FormLimits(int name, int postalCode) {

    static final FormLimits OF_THE_API = new FormLimits(Formats.MAX_NAME, Formats.MAX_POSTAL_CODE);
}
