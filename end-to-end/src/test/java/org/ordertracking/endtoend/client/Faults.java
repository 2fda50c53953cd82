package org.ordertracking.endtoend.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Client of a service's switches for faults, which it has in profile demo. */
public final class Faults {

    private final HttpJson http;

    public Faults(URI service) {
        this.http = new HttpJson(service);
    }

    /** Makes this part of all events fail at the first attempts, from now on; 0 for none. */
    public void fail(int percent) {
        set(Map.of("failPercent", percent));
    }

    /** Has the service take so much longer for each event, from now on. */
    public void slowDown(Duration each) {
        set(Map.of("slowMillis", each.toMillis()));
    }

    private void set(Map<String, Object> faults) {
        HttpResponse<String> answer = http.post("/admin/faults", faults, Map.of());
        if (answer.statusCode() != 200) {
            throw new UnexpectedStatusException(answer);
        }
    }
}
