import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Takes out of DuckDB's jar the native libraries of other platforms than this one: some 200 MB of the 250 that it unpacks to. */
final class OwnPlatform {
    public static void main(String[] jars) throws IOException {
        String own = "linux_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
        for (String jar : jars) {
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
                List<Path> libraries;
                try (Stream<Path> all = Files.list(files.getPath("/"))) {
                    libraries = all.filter(file -> file.getFileName().toString().startsWith("libduckdb")).toList();
                }
                if (libraries.stream().noneMatch(file -> file.toString().endsWith(own))) {
                    throw new IOException(jar + " has no library for " + own);
                }
                for (Path library : libraries) {
                    if (!library.toString().endsWith(own)) {
                        Files.delete(library);
                    }
                }
            }
        }
    }
}
