package org.ordertracking.messaging.admin;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.messaging.projection.FakeLog;
import org.ordertracking.messaging.projection.Projection;
import org.ordertracking.messaging.projection.Tally;

/** The view of the tests, and its log. */
@Singleton
class TestView {

    @Produces
    @Singleton
    FakeLog log() {
        FakeLog log = new FakeLog().patiently();
        log.create("orders", 2);
        log.create("stock", 2);
        return log;
    }

    @Produces
    @Singleton
    Projection tally(Jdbi jdbi) {
        return new Tally(jdbi);
    }
}
