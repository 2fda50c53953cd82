package org.ordertracking.logistics.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parcel's number in the form of UPU standard S10, which postal carriers share: two letters for the kind of service,
 * eight digits of a serial number, a check digit, two letters of the country of issue. {@code RB123456785GB} is the
 * standard's own example.
 */
public record TrackingNumber(String value) {

    /** The largest serial number. */
    public static final int MAX_SERIAL = 99_999_999;

    private static final Pattern FORMAT = Pattern.compile("([A-Z]{2})([0-9]{8})([0-9])([A-Z]{2})");
    private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

    /** @throws IllegalArgumentException if the form or the check digit is wrong */
    public TrackingNumber {
        Matcher parts = FORMAT.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a tracking number has two letters, nine digits and two letters, not: " + value);
        }
        int expected = checkDigit(parts.group(2));
        if (parts.group(3).charAt(0) - '0' != expected) {
            throw new IllegalArgumentException(
                    "the check digit of %s is %s, it should be %d".formatted(value, parts.group(3), expected));
        }
    }

    /**
     * Makes a number.
     *
     * @param service two capital letters, for example {@code CA}; parcels begin with {@code C}
     * @param serial from 0 to {@link #MAX_SERIAL}
     * @param country ISO 3166-1 alpha-2
     */
    public static TrackingNumber of(String service, long serial, String country) {
        if (serial < 0 || serial > MAX_SERIAL) {
            throw new IllegalArgumentException("serial must be between 0 and " + MAX_SERIAL + ", was " + serial);
        }
        String digits = "%08d".formatted(serial);
        return new TrackingNumber(service + digits + checkDigit(digits) + country);
    }

    private static int checkDigit(String serial) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (serial.charAt(i) - '0');
        }
        int difference = 11 - sum % 11;
        return switch (difference) {
            case 10 -> 0;
            case 11 -> 5;
            default -> difference;
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
