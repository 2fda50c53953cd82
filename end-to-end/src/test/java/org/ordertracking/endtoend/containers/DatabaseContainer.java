package org.ordertracking.endtoend.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** PostgreSQL with the databases that it has in Kubernetes: one for each service, owned by a user of its name. */
final class DatabaseContainer extends GenericContainer<DatabaseContainer> {

    /** Of every user; new in each run. */
    static final String PASSWORD = UUID.randomUUID().toString();

    private static final String NAME = "postgresql";
    private static final int PORT = 5432;
    private static final Path DATABASES =
            Path.of(System.getProperty("modules.directory"), "k8s", "base", "postgresql", "databases.sql");

    DatabaseContainer() {
        super(DockerImageName.parse(System.getProperty("images.postgresql")));
        withNetworkAliases(NAME);
        withExposedPorts(PORT);
        withEnv("POSTGRES_PASSWORD", PASSWORD);
        for (String service : new String[] {"ORDER", "WAREHOUSE", "LOGISTICS", "NOTIFICATION"}) {
            withEnv(service + "_SERVICE_PASSWORD", PASSWORD);
        }
        withCopyFileToContainer(
                MountableFile.forHostPath(DATABASES, 0644), "/docker-entrypoint-initdb.d/databases.sql");
        // While databases are made, the server does not listen here.
        waitingFor(Wait.forListeningPort().withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Where services find a database. */
    static String urlOf(String database) {
        return "jdbc:postgresql://" + NAME + ":" + PORT + "/" + database;
    }
}
