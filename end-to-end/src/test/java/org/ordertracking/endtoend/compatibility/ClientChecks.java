package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * What one client is asked for, held against what is claimed: a claimed feature must pass; what passes must be claimed, so
 * that the claims grow with the broker; and a claim that nothing checks fails.
 */
final class ClientChecks {

    private final Client client;
    private final PublishedClaims claims;
    private final Supplier<String> version;
    private final Map<Feature, Executable> checks = new EnumMap<>(Feature.class);

    /**
     * @param version asks the client for its version
     */
    ClientChecks(Client client, PublishedClaims claims, Supplier<String> version) {
        this.client = client;
        this.claims = claims;
        this.version = version;
    }

    ClientChecks check(Feature feature, Executable check) {
        if (checks.put(feature, check) != null) {
            throw new IllegalArgumentException(feature + " has two checks");
        }
        return this;
    }

    /** One test for the version, one for each check, and one for each claim without a check. */
    Stream<DynamicTest> tests() {
        Set<Feature> unchecked = EnumSet.noneOf(Feature.class);
        unchecked.addAll(claims.passesOf(client));
        unchecked.removeAll(checks.keySet());
        return Stream.of(
                        Stream.of(dynamicTest("version", this::requirePublishedVersion)),
                        checks.entrySet().stream()
                                .map(check -> dynamicTest(
                                        check.getKey().id(), () -> judge(check.getKey(), check.getValue()))),
                        unchecked.stream()
                                .map(feature -> dynamicTest(feature.id(), () -> {
                                    throw new AssertionError(line(feature) + " is claimed and nothing checks it");
                                })))
                .flatMap(tests -> tests);
    }

    private void requirePublishedVersion() {
        assertThat(claims.versionsOf(client))
                .as("versions of %s in versions.txt", client.id())
                .contains(version.get());
    }

    private void judge(Feature feature, Executable check) throws Throwable {
        boolean claimed = claims.passesOf(client).contains(feature);
        try {
            check.execute();
        } catch (Exception | AssertionError failure) {
            if (claimed) {
                throw failure;
            }
            throw new TestAbortedException(line(feature) + " does not pass and is not claimed", failure);
        }
        if (!claimed) {
            throw new AssertionError("\"" + line(feature) + "\" passes and is not claimed; add it to passes.txt");
        }
    }

    private String line(Feature feature) {
        return client.id() + ": " + feature.id();
    }
}
