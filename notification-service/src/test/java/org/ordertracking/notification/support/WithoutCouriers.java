package org.ordertracking.notification.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing is sent by itself, so that a test decides when. */
public class WithoutCouriers implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("notification.sending.couriers", "0");
    }
}
