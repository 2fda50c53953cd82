package org.ordertracking.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaterStepsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String PLANNED_IN = "00-" + TRACE + "-" + PARENT + "-01";

    private final Exported exported = new Exported();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final LaterSteps steps = new LaterSteps(tracing.get("test"));

    @AfterEach
    void stop() {
        tracing.close();
    }

    @Test
    void aStepBelongsToTheTraceInWhichItWasPlanned() {
        List<String> seen = new ArrayList<>();

        steps.run("dispatch parcel", new Traced<>("parcel", PLANNED_IN), work -> seen.add(TraceParent.current()));

        SpanData span = exported.only();
        assertThat(span.getName()).isEqualTo("dispatch parcel");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(seen).containsExactly("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @Test
    void aStepThatFailsSaysSoInItsTraceAndToItsCaller() {
        assertThatThrownBy(() -> steps.run("dispatch parcel", new Traced<>("parcel", PLANNED_IN), work -> {
                    throw new IllegalStateException("no van");
                }))
                .hasMessage("no van");

        assertThat(exported.only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void whatNobodyTracedJustRuns() {
        List<String> done = new ArrayList<>();

        steps.run("dispatch parcel", new Traced<>("parcel", null), done::add);

        assertThat(done).containsExactly("parcel");
        assertThat(exported.spans).isEmpty();
    }

    private static final class Exported implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        private SpanData only() {
            assertThat(spans).hasSize(1);
            return spans.get(0);
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
