package org.ordertracking.endtoend.client;

import java.net.http.HttpResponse;

/** A service gave another answer than a test can go on with. */
public final class UnexpectedStatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    UnexpectedStatusException(HttpResponse<String> response) {
        super(response.request().method() + " " + response.uri() + " was answered " + response.statusCode() + ": "
                + response.body());
        this.status = response.statusCode();
    }

    public int status() {
        return status;
    }
}
