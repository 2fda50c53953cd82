package org.ordertracking.endtoend.containers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A real SMTP server that keeps what arrives: GreenMail, which any JDK runs. */
final class MailContainer extends GenericContainer<MailContainer> {

    static final String NAME = "mail";
    static final int SMTP_PORT = 3025;

    private static final int API_PORT = 8080;
    private static final String JAR = "/tmp/greenmail.jar";

    MailContainer() {
        super(DockerImageName.parse(System.getProperty("images.jdk")));
        withNetworkAliases(NAME);
        withExposedPorts(API_PORT);
        withCopyFileToContainer(MountableFile.forHostPath(Path.of(System.getProperty("greenmail.jar")), 0644), JAR);
        withCommand(
                "java",
                "-Xmx64m",
                "-Dgreenmail.setup.test.smtp",
                "-Dgreenmail.hostname=0.0.0.0",
                "-Dgreenmail.auth.disabled",
                "-jar",
                JAR);
        waitingFor(Wait.forHttp("/api/service/readiness").forPort(API_PORT).withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Where it is asked for what arrived. */
    URI address() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(API_PORT));
    }
}
