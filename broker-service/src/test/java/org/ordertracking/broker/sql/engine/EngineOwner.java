package org.ordertracking.broker.sql.engine;

import java.nio.file.Path;

/** What a broker is to an engine, as a process that can be killed: starts one, says which, and has it compute for ever. */
final class EngineOwner {
    private static final String ENDLESS =
            "SELECT sum(hash(a.range + b.range + c.range) % 7) FROM range(30000) a, range(30000) b, range(30000) c";

    private EngineOwner() {}

    public static void main(String[] arguments) throws EngineException {
        EngineProcess engine = EngineProcess.start(new EngineFolders(Path.of(arguments[0])));
        engine.open(32 << 20);
        System.out.println(engine.handle().pid());
        engine.query(ENDLESS, 1, 100);
    }
}
