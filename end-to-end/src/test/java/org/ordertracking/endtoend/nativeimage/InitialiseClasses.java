package org.ordertracking.endtoend.nativeimage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Initialises the classes that standard input names, one a line, and prints those whose initialisation fails. The arguments are
 * classes and packages that wait for run time; what extends one of them waits with it.
 */
public final class InitialiseClasses {

    private final List<String> atRunTime;

    private InitialiseClasses(List<String> atRunTime) {
        this.atRunTime = atRunTime;
    }

    public static void main(String[] arguments) throws IOException {
        InitialiseClasses classes = new InitialiseClasses(List.of(arguments));
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            try {
                classes.initialise(name);
            } catch (ReflectiveOperationException | LinkageError e) {
                System.out.println("failed " + name + ": " + (e.getCause() == null ? e : e.getCause()));
            }
        }
    }

    private void initialise(String name) throws ClassNotFoundException {
        ClassLoader loader = InitialiseClasses.class.getClassLoader();
        if (!waits(Class.forName(name, false, loader))) {
            Class.forName(name, true, loader);
        }
    }

    private boolean waits(Class<?> type) {
        for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
            String name = ancestor.getName();
            if (atRunTime.stream().anyMatch(waiting -> name.equals(waiting) || name.startsWith(waiting + "."))) {
                return true;
            }
        }
        return false;
    }
}
