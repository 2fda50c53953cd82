package org.ordertracking.http.request;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The setting {@code http.body-limit}. */
@Singleton
class LargestBody {

    private final long bytes;

    LargestBody(@ConfigProperty(name = "http.body-limit") MemorySize bytes) {
        this.bytes = bytes.asLongValue();
    }

    long bytes() {
        return bytes;
    }
}
