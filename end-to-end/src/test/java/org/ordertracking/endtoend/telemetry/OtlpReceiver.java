package org.ordertracking.endtoend.telemetry;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces and logs as a collector would, by OTLP over HTTP, and keeps what it was told. */
final class OtlpReceiver implements AutoCloseable {

    /**
     * A step of a trace.
     *
     * @param parent id of the step that led to it; empty for the first
     */
    record Span(String service, String trace, String id, String parent, String name) {}

    /** A line of a log. */
    record LogLine(String service, String trace, String text) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<LogLine> lines = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    /** A receiver on a free port of this machine. */
    static OtlpReceiver start() {
        try {
            OtlpReceiver receiver =
                    new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            receiver.server.createContext("/v1/traces", receiver::takeSpans);
            receiver.server.createContext("/v1/logs", receiver::takeLines);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the receiver", e);
        }
    }

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} has to be. */
    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The steps of one trace, as far as they have come in. */
    List<Span> spansOf(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** All lines that have come in. */
    List<LogLine> lines() {
        return List.copyOf(lines);
    }

    private void takeSpans(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            for (ResourceSpans of : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                String service = serviceOf(of.getResource());
                of.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList()
                                .forEach(span -> spans.add(new Span(
                                        service,
                                        hex(span.getTraceId()),
                                        hex(span.getSpanId()),
                                        hex(span.getParentSpanId()),
                                        span.getName()))));
            }
        }
        answer(exchange);
    }

    private void takeLines(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            for (ResourceLogs of : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
                String service = serviceOf(of.getResource());
                of.getScopeLogsList()
                        .forEach(scope -> scope.getLogRecordsList()
                                .forEach(line -> lines.add(new LogLine(
                                        service,
                                        hex(line.getTraceId()),
                                        line.getBody().getStringValue()))));
            }
        }
        answer(exchange);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String serviceOf(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(AnyValue::getStringValue)
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
