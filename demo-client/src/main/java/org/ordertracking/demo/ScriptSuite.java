package org.ordertracking.demo;

import java.io.IOException;
import java.nio.file.Path;

/** The suite as the script {@code ./demo} runs it; what the script says is shown. */
final class ScriptSuite implements Suite {

    private final Path script;

    ScriptSuite(Path script) {
        this.script = script;
    }

    @Override
    public void stop(String service) throws IOException, InterruptedException {
        run("down", service);
    }

    @Override
    public void kill(String service) throws IOException, InterruptedException {
        run("kill", service);
    }

    @Override
    public void up() throws IOException, InterruptedException {
        run("up");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = script.toAbsolutePath().toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException(script + " " + String.join(" ", arguments) + " ended with exit code " + exitCode);
        }
    }
}
