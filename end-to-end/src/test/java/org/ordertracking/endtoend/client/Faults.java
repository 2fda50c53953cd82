package org.ordertracking.endtoend.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/** Client of a service's switches for faults, which it has in profile demo. */
public final class Faults {

    private final HttpJson http;

    public Faults(URI service) {
        this.http = new HttpJson(service);
    }

    /** Makes this part of all events fail at the first attempts, from now on; 0 for none. */
    public void fail(int percent) {
        HttpResponse<String> answer = http.post("/admin/faults", Map.of("failPercent", percent), Map.of());
        if (answer.statusCode() != 200) {
            throw new UnexpectedStatusException(answer);
        }
    }
}
