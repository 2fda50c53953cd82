package org.ordertracking.messaging.faults;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Real chance; a test brings its own. */
@DefaultBean
@Singleton
class RandomDice implements FaultDice {

    @Override
    public int roll() {
        return ThreadLocalRandom.current().nextInt(100);
    }
}
