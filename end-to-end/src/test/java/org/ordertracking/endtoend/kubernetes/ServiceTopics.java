package org.ordertracking.endtoend.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's {@code application.properties} says about topics.
 *
 * @param owned topics that it writes
 * @param read topics that its channels read
 * @param deadLetters where these channels leave what cannot be handled
 */
record ServiceTopics(String service, Set<String> owned, Set<String> read, Set<String> deadLetters) {

    private static final String CHANNEL = "mp.messaging.incoming.";
    private static final String CONNECTOR = ".connector";

    static ServiceTopics of(String service) {
        Properties settings =
                read(ManifestFolder.project().resolve(service).resolve("src/main/resources/application.properties"));
        Set<String> channels = settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(CHANNEL) && name.endsWith(CONNECTOR))
                .map(name -> name.substring(0, name.length() - CONNECTOR.length()))
                .collect(Collectors.toSet());
        return new ServiceTopics(
                service,
                Set.of(settings.getProperty("messaging.topics.own").split(",")),
                channels.stream()
                        .map(channel -> settings.getProperty(channel + ".topic", channel.substring(CHANNEL.length())))
                        .collect(Collectors.toSet()),
                channels.stream()
                        .map(channel -> settings.getProperty(channel + ".dead-letter-queue.topic"))
                        .map(topic -> topic.replace("${quarkus.application.name}", service))
                        .collect(Collectors.toSet()));
    }

    static Stream<ServiceTopics> all() {
        return OurServices.USING_THE_BROKER.stream().map(ServiceTopics::of);
    }

    private static Properties read(Path file) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return settings;
    }
}
