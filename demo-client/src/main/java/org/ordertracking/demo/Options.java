package org.ordertracking.demo;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command line, each a name and a value. */
record Options(Map<String, String> values) {

    /**
     * Reads a command line.
     *
     * @throws UsageException naming what is unknown or lacks its value
     */
    static Options parse(Set<String> known, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!known.contains(name)) {
                throw new UsageException("what is \"" + name + "\"?");
            }
            if (i + 1 == arguments.length) {
                throw new UsageException(name + " needs a value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int wholeNumber(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be a whole number, was \"" + value + "\"");
        }
    }

    Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(wholeNumber(name, otherwise));
    }

    /** A number from above 0 to a limit, if it is given. */
    Optional<Integer> bounded(String name, int most) {
        if (!values.containsKey(name)) {
            return Optional.empty();
        }
        int value = wholeNumber(name, 0);
        if (value < 1 || value > most) {
            throw new UsageException(name + " must be from 1 to " + most + ", was " + value);
        }
        return Optional.of(value);
    }

    URI address(String name, String otherwise) {
        String value = text(name, otherwise);
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " must be an address such as " + otherwise + ", was \"" + value + "\"");
        }
    }
}
