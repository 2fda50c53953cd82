package org.ordertracking.broker.console.web;

import io.vertx.core.http.HttpMethod;

/**
 * One operation of the API.
 *
 * @param path with parameters in braces, as its description has it
 * @param access what one has to be allowed
 * @param operation answers it: on a thread that may block, with an object that becomes JSON, a {@link Reply}, or a stage of either
 */
record Endpoint(HttpMethod method, String path, Access access, Operation operation) {

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
        return new Endpoint(HttpMethod.GET, path, Access.LOOK, operation);
    }

    static Endpoint change(HttpMethod method, String path, Operation operation) {
        return new Endpoint(method, path, Access.CHANGE, operation);
    }

    /** The path as Vert.x writes it. */
    String route() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
