package org.ordertracking.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The checks that events make in their constructors. Each names the field and the limit that was not kept. */
final class Require {

    private static final BigDecimal MAX_AMOUNT = new BigDecimal(Formats.MAX_AMOUNT);
    private static final int AMOUNT_SCALE = 2;
    private static final int SHOWN = 80;

    private Require() {}

    static <T> T present(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static String text(String field, String value, int maxLength) {
        present(field, value);
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return atMost(field, value, maxLength);
    }

    private static String atMost(String field, String value, int maxLength) {
        if (value.codePointCount(0, value.length()) > maxLength) {
            throw new IllegalArgumentException(
                    field + " must have at most " + maxLength + " characters, has " + value.length());
        }
        return value;
    }

    static String matching(String field, String value, Pattern format) {
        present(field, value);
        if (!format.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must match " + format + ", was \"" + shortened(value) + "\"");
        }
        return value;
    }

    static String matchingOrNull(String field, String value, Pattern format) {
        return value == null ? null : matching(field, value, format);
    }

    static int between(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " must be between " + min + " and " + max + ", was " + value);
        }
        return value;
    }

    static double between(String field, double value, int min, int max) {
        boolean within = value >= min && value <= max;
        if (!within) {
            throw new IllegalArgumentException(field + " must be between " + min + " and " + max + ", was " + value);
        }
        return value;
    }

    static long atLeast(String field, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(field + " must be at least " + min + ", was " + value);
        }
        return value;
    }

    /**
     * An amount of money from 0 to {@link Formats#MAX_AMOUNT}, brought to two decimals. The bounds come first: bringing
     * {@code 1e999999999} to two decimals would fill the heap.
     */
    static BigDecimal amount(String field, BigDecimal value) {
        present(field, value);
        if (value.signum() < 0 || value.compareTo(MAX_AMOUNT) > 0) {
            throw new IllegalArgumentException(field + " must be between 0.00 and " + MAX_AMOUNT);
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(AMOUNT_SCALE);
        }
        if (value.scale() > AMOUNT_SCALE && value.stripTrailingZeros().scale() > AMOUNT_SCALE) {
            throw new IllegalArgumentException(field + " must have at most " + AMOUNT_SCALE + " decimals");
        }
        return value.setScale(AMOUNT_SCALE, RoundingMode.UNNECESSARY);
    }

    static <T> List<T> listOf(String field, List<T> values, int min, int max) {
        present(field, values);
        if (values.size() < min || values.size() > max) {
            throw new IllegalArgumentException(
                    field + " must have between " + min + " and " + max + " entries, has " + values.size());
        }
        List<T> copy = new ArrayList<>(values);
        for (int i = 0; i < copy.size(); i++) {
            present(field + "[" + i + "]", copy.get(i));
        }
        return List.copyOf(copy);
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
