package org.ordertracking.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The OpenAPI document that a running service serves, held against that service: every operation is described with
 * examples, every example fits its schema, every example request is sent, and what comes back fits the document.
 *
 * <pre>{@code
 * ApiDescription.of(service)
 *         .with("GET /orders/{id}", "id", () -> placeOrder())    // instead of the example: something that is there
 *         .expecting("POST /admin/faults", 404)                  // instead of success
 *         .isTrue();
 * }</pre>
 *
 * <p>Requests carry {@link AdminToken#BEARER}. They are sent in the order of the document; what one of them needs, its
 * parameters have to bring.
 */
public final class ApiDescription {

    private static final String HOW_TO_MEND = """

            Mend it beside the resource's method:
              a summary                @Operation(summary = "…")
              an example of a parameter @Parameter(example = "…")
              one of a request body    @RequestBody(content = @Content(examples = @ExampleObject(name = "…", value = EXAMPLE)))
              one of a response        @APIResponse(responseCode = "200", description = "…", content = @Content(
                                           schema = @Schema(implementation = X.class), examples = @ExampleObject(…)))
              a status that it answers @APIResponse(responseCode = "…", …)
            Values that have to be there first: ApiDescription.with(…) in this test. See http-edge/README.md, "API descriptions".""";

    private final ServiceUnderTest service;
    private final Map<String, Map<String, Supplier<String>>> values = new HashMap<>();
    private final Map<String, Integer> expected = new HashMap<>();

    private ApiDescription(ServiceUnderTest service) {
        this.service = service;
    }

    /**
     * @param service where it listens, such as {@code http://localhost:8081}
     */
    public static ApiDescription of(URI service) {
        return new ApiDescription(new ServiceUnderTest(service));
    }

    /**
     * Sends this value of a parameter instead of the example's.
     *
     * @param operation method and path as the document has them, such as {@code GET /orders/{id}}
     */
    public ApiDescription with(String operation, String parameter, Supplier<String> value) {
        values.computeIfAbsent(operation, first -> new HashMap<>()).put(parameter, value);
        return this;
    }

    /** The operation answers its examples with this status here, and not with success. */
    public ApiDescription expecting(String operation, int status) {
        expected.put(operation, status);
        return this;
    }

    /**
     * @throws AssertionError with everything that is not true, and how to mend it
     */
    public void isTrue() throws IOException, InterruptedException {
        JsonNode document = service.openApi();
        Schemas schemas = new Schemas(document);
        List<Operation> operations = Operation.of(document);
        List<String> faults = new ArrayList<>(unknownNames(operations));
        for (Operation operation : operations) {
            List<String> missing = new Completeness(operation, schemas).faults();
            faults.addAll(missing);
            if (missing.isEmpty()) {
                faults.addAll(new Trial(operation, schemas, service, values(operation), expected(operation)).faults());
            }
        }
        if (operations.isEmpty()) {
            faults.add("the document describes no operation");
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "The API's description is not true:\n  - " + String.join("\n  - ", faults) + "\n" + HOW_TO_MEND);
        }
    }

    private Map<String, Supplier<String>> values(Operation operation) {
        return values.getOrDefault(operation.name(), Map.of());
    }

    private Integer expected(Operation operation) {
        return expected.get(operation.name());
    }

    private List<String> unknownNames(List<Operation> operations) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.addAll(expected.keySet());
        operations.forEach(operation -> unknown.remove(operation.name()));
        return unknown.stream()
                .map(name -> name + ": this test names it, the document does not have it")
                .toList();
    }
}
