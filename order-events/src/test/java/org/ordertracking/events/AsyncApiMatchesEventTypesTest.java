package org.ordertracking.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds asyncapi.yaml and {@link EventTypes} to each other. */
class AsyncApiMatchesEventTypesTest {

    private static JsonNode api;

    @BeforeAll
    static void readDocument() throws IOException {
        try (InputStream document = AsyncApiMatchesEventTypesTest.class.getResourceAsStream("/asyncapi.yaml")) {
            api = new YAMLMapper().readTree(document);
        }
    }

    static List<EventType> types() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyEventIsAMessageOfItsChannelAndOfNoOther(EventType type) {
        Set<String> channels = new HashSet<>();
        api.path("channels").properties().forEach(channel -> {
            if (channel.getValue().path("messages").has(name(type))) {
                channels.add(channel.getValue().path("address").asText());
            }
        });

        assertThat(channels).containsExactly(type.topic());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMessageNamesTypeAndSchema(EventType type) {
        JsonNode message = api.at("/components/messages/" + name(type));

        assertThat(message.path("name").asText()).isEqualTo(type.name());
        assertThat(message.at("/headers/properties/ce_type/const").asText()).isEqualTo(type.name());
        assertThat(message.at("/payload/$ref").asText()).isEqualTo("./schemas/" + name(type) + ".v1.json");
    }

    @Test
    void everyTopicIsAChannel() {
        Set<String> addresses = new HashSet<>();
        api.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));
        addresses.removeIf(address -> address.contains("{"));

        assertThat(addresses).isEqualTo(Set.copyOf(Topics.ALL));
    }

    @Test
    void everyMessageOfAChannelIsAnEvent() {
        Set<String> messages = new HashSet<>();
        Topics.ALL.forEach(topic ->
                api.path("channels").path(topic).path("messages").fieldNames().forEachRemaining(messages::add));

        assertThat(messages)
                .isEqualTo(types().stream()
                        .map(AsyncApiMatchesEventTypesTest::name)
                        .collect(toSet()));
    }

    @Test
    void everyEventIsSentByOneServiceAndReceivedBySome() {
        for (EventType type : types()) {
            assertThat(services("send", type)).as("who sends " + type.name()).hasSize(1);
            assertThat(services("receive", type))
                    .as("who receives " + type.name())
                    .isNotEmpty();
        }
    }

    @Test
    void operationsReferToMessagesThatExist() {
        api.path("operations").forEach(operation -> {
            assertThat(target(operation.at("/channel"))).isNotNull();
            operation
                    .path("messages")
                    .forEach(message -> assertThat(target(target(message)).isObject())
                            .as(message.toString())
                            .isTrue());
        });
    }

    @Test
    void theHeadersAreThoseThatTheCodecWrites() {
        JsonNode headers = api.at("/components/messageTraits/cloudEvent/headers");
        Set<String> required = new HashSet<>();
        headers.path("required").forEach(name -> required.add(name.asText()));
        EventEnvelope<Event> envelope =
                EventEnvelope.wrap(Examples.ALL.get(0), "/order-service", java.time.Clock.systemUTC());

        assertThat(new EventCodec().encode(envelope).headers().keySet()).isEqualTo(required);
        assertThat(headers.path("properties").has(EventHeaders.TRACE_PARENT)).isTrue();
    }

    @Test
    void deadLettersLieWhereTopicsSays() {
        assertThat(api.at("/channels/deadLetters/address").asText())
                .isEqualTo(Topics.deadLetters("{topic}", "{service}"));
    }

    private static Set<String> services(String action, EventType type) {
        Set<String> services = new HashSet<>();
        api.path("operations").forEach(operation -> {
            if (operation.path("action").asText().equals(action)) {
                operation.path("messages").forEach(message -> {
                    if (message.path("$ref").asText().endsWith("/messages/" + name(type))) {
                        services.add(operation.at("/tags/0/name").asText());
                    }
                });
            }
        });
        return services;
    }

    private static JsonNode target(JsonNode reference) {
        JsonNode target = api.at(reference.path("$ref").asText().substring(1));
        assertThat(target.isMissingNode()).as("target of " + reference).isFalse();
        return target;
    }

    private static String name(EventType type) {
        return type.payload().getSimpleName();
    }
}
