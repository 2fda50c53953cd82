package org.ordertracking.broker.console.web;

import io.vertx.core.http.HttpMethod;

/**
 * One operation of the API.
 *
 * @param path with parameters in braces, as its description has it
 * @param access what one has to be allowed
 * @param largestBody bytes of the largest body; 0 where there is none
 * @param operation answers it: on a thread that may block, with an object that becomes JSON, a {@link Reply}, or a stage of either
 */
record Endpoint(HttpMethod method, String path, Access access, int largestBody, Operation operation) {
    /** A record of a megabyte in base64, and room. */
    private static final int LARGEST_CHANGE = 2 << 20;

    /** What one has to be allowed. */
    enum Access {
        LOOK,
        CHANGE
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Operation {
        Object answer(Call call);
    }

    static Endpoint look(String path, Operation operation) {
        return new Endpoint(HttpMethod.GET, path, Access.LOOK, 0, operation);
    }

    /** A look at what is asked for in a body, which is JSON. */
    static Endpoint ask(String path, int largestBody, Operation operation) {
        return new Endpoint(HttpMethod.POST, path, Access.LOOK, largestBody, operation);
    }

    static Endpoint change(HttpMethod method, String path, Operation operation) {
        return new Endpoint(method, path, Access.CHANGE, method == HttpMethod.DELETE ? 0 : LARGEST_CHANGE, operation);
    }

    boolean hasBody() {
        return largestBody > 0;
    }

    /** The path as Vert.x writes it. */
    String route() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
