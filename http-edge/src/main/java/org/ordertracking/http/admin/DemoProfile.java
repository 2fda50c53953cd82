package org.ordertracking.http.admin;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether this process is a demonstration: run-time profile {@code demo}, set by {@code QUARKUS_PROFILE}. */
@Singleton
public class DemoProfile {

    private static final String NAME = "demo";

    private final boolean active;

    @Inject
    DemoProfile() {
        this(ConfigUtils.isProfileActive(NAME));
    }

    /** For tests, which have no run-time profile. */
    public DemoProfile(boolean active) {
        this.active = active;
    }

    public boolean isActive() {
        return active;
    }
}
