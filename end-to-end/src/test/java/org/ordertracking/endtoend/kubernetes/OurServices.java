package org.ordertracking.endtoend.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this project says of its services outside the manifests. */
final class OurServices {

    static final String BROKER = "broker-service";
    static final List<String> USING_THE_BROKER =
            List.of("order-service", "warehouse-service", "logistics-service", "notification-service");

    private OurServices() {}

    static boolean includes(Container container) {
        return container.name().equals(BROKER) || USING_THE_BROKER.contains(container.name());
    }

    /** The version of the parent POM. */
    static String version() {
        return found("<revision>([^<]+)</revision>", ManifestFolder.project().resolve("pom.xml"));
    }

    /** How many partitions the services give to the topics that they make. */
    static int partitions() {
        return Integer.parseInt(
                found(
                        "@WithDefault\\(\"(\\d+)\"\\)\\s+int partitions\\(\\)",
                        ManifestFolder.project()
                                .resolve(
                                        "reliable-messaging/src/main/java/org/ordertracking/messaging/topics/TopicsConfig.java")));
    }

    /** How long Quarkus waits for what is in progress when a service stops. */
    static Duration shutdownTimeout(String service) {
        String setting = settings(
                        ManifestFolder.project().resolve(service).resolve("src/main/resources/application.properties"))
                .getProperty("quarkus.shutdown.timeout", "0s");
        return Duration.parse("PT" + setting);
    }

    /** How long a service's producer holds on to a record that the broker does not take. */
    static Duration deliveryTimeout() {
        return Duration.ofMillis(
                Long.parseLong(messagingDefaults().getProperty("mp.messaging.outgoing.outbox.delivery.timeout.ms")));
    }

    private static Properties messagingDefaults() {
        return settings(ManifestFolder.project()
                .resolve("reliable-messaging/src/main/resources/META-INF/microprofile-config.properties"));
    }

    private static Properties settings(Path file) {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String found(String pattern, Path file) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new IllegalStateException("No " + pattern + " in " + file);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
