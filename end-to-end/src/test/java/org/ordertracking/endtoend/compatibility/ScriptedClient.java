package org.ordertracking.endtoend.compatibility;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A client that a script asks for one feature at a time: {@code INTERPRETER SCRIPT FEATURE BOOTSTRAP} ends with 0 if it is there. */
record ScriptedClient(Client client, Programs programs, String interpreter, Path script, String bootstrapServers) {

    private static final String VERSION = "version";

    /** A test for each feature that the script knows. */
    Stream<DynamicTest> tests(Feature... features) {
        ClientChecks checks = checks();
        for (Feature feature : features) {
            checks.check(feature, () -> run(feature.id()));
        }
        return checks.tests();
    }

    /** None yet, for a client that is also asked by other means. */
    ClientChecks checks() {
        return new ClientChecks(client, PublishedClaims.read(), () -> String.join("\n", run(VERSION)));
    }

    List<String> run(String argument) {
        List<String> command = new ArrayList<>(List.of(interpreter, script.toString(), argument, bootstrapServers));
        return programs.run(client.id() + "-" + argument, command);
    }
}
