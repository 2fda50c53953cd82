package org.ordertracking.broker.sql.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Makes the folders of engines, one each, and deletes those that brokers have left which were killed: who lives holds a lock on each of its
 * folders, and the system takes it from the dead. They lie beside the broker's data and not in it, since what an engine unpacks must not
 * fill the disk that the logs need. A process has one of these for each parent.
 */
public final class EngineFolders {
    private static final Logger LOG = Logger.getLogger(EngineFolders.class);
    private static final String PREFIX = "broker-sql-";
    private static final int ATTEMPTS = 5;

    private final Path parent;
    /** Not looked at when others are: opening and closing a file gives up all locks that its process has on it. */
    private final Set<Path> own = ConcurrentHashMap.newKeySet();

    /**
     * @param parent where they are made; others may make theirs there too
     */
    public EngineFolders(Path parent) {
        this.parent = parent;
    }

    EngineFolder create() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path path = Files.createTempDirectory(parent, PREFIX);
            own.add(path);
            Optional<EngineFolder> folder = EngineFolder.claim(path, () -> own.remove(path));
            if (folder.isPresent()) {
                deleteLeft(Files.getOwner(path));
                return folder.get();
            }
            own.remove(path);
        }
        throw new IOException("folders that are made in %s are taken away at once".formatted(parent));
    }

    /**
     * @param owner folders of others are none of ours, whoever made them
     */
    private void deleteLeft(UserPrincipal owner) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!own.contains(folder)) {
                    deleteIfLeft(folder, owner);
                }
            }
        } catch (IOException unreadable) {
            LOG.debugf("what killed brokers may have left in %s is not looked for: %s", parent, unreadable);
        }
    }

    private static void deleteIfLeft(Path folder, UserPrincipal owner) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                return;
            }
            Path lock = EngineFolder.lockIn(folder);
            if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
                // Its maker was killed before it had a lock; one that has just been made is made again.
                Files.delete(folder);
                return;
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                if (channel.tryLock() != null) {
                    EngineFolder.delete(folder);
                    LOG.infof("deleted %s, which a killed broker had left", folder);
                }
            }
        } catch (IOException | OverlappingFileLockException notNow) {
            LOG.debugf("%s stays: %s", folder, notNow);
        }
    }
}
