package org.ordertracking.order.screening;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.StreamsPartitionAssignor;
import org.apache.kafka.streams.processor.internals.assignment.FallbackPriorTaskAssignor;
import org.apache.kafka.streams.processor.internals.assignment.HighAvailabilityTaskAssignor;

/** Classes that Kafka Streams makes by name, those of its defaults; a native image must keep them. */
@RegisterForReflection(
        targets = {
            StreamsPartitionAssignor.class,
            HighAvailabilityTaskAssignor.class,
            FallbackPriorTaskAssignor.class,
            DefaultKafkaClientSupplier.class,
            LogAndFailExceptionHandler.class,
            LogAndFailProcessingExceptionHandler.class,
            DefaultProductionExceptionHandler.class,
            FailOnInvalidTimestamp.class
        })
final class ScreeningReflection {

    private ScreeningReflection() {}
}
