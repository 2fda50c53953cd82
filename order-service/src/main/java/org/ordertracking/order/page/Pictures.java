package org.ordertracking.order.page;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The picture of each article. One that has none gets a parcel, so a catalogue may grow without a painter. */
@Singleton
class Pictures {

    private static final String FOLDER = "/assets/products/";
    private static final String NONE = FOLDER + "none.svg";

    // Asked for products of the catalogue only, so it is as small as that.
    private final Map<String, String> known = new ConcurrentHashMap<>();

    String of(String sku) {
        return known.computeIfAbsent(sku, Pictures::look);
    }

    private static String look(String sku) {
        String path = FOLDER + sku + ".svg";
        boolean painted =
                Thread.currentThread().getContextClassLoader().getResource("META-INF/resources" + path) != null;
        return painted ? path : NONE;
    }
}
