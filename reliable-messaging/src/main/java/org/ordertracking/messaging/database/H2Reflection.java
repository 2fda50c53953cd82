package org.ordertracking.messaging.database;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** H2 finds its file layers by name; a native image must keep the one that the default address names. */
@RegisterForReflection(classNames = "org.h2.store.fs.retry.FilePathRetryOnInterrupt")
final class H2Reflection {

    private H2Reflection() {}
}
