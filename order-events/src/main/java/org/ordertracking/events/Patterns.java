package org.ordertracking.events;

import java.util.regex.Pattern;

/** {@link Formats}, compiled once. */
final class Patterns {

    static final Pattern ID = Pattern.compile(Formats.ID);
    static final Pattern SKU = Pattern.compile(Formats.SKU);
    static final Pattern CURRENCY = Pattern.compile(Formats.CURRENCY);
    static final Pattern COUNTRY = Pattern.compile(Formats.COUNTRY);
    static final Pattern PHONE = Pattern.compile(Formats.PHONE);
    static final Pattern LANGUAGE = Pattern.compile(Formats.LANGUAGE);
    static final Pattern EMAIL = Pattern.compile(Formats.EMAIL);

    private Patterns() {}
}
