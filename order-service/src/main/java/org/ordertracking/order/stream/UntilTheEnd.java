package org.ordertracking.order.stream;

import java.util.function.Predicate;

/** Lets words pass up to and including the last one. */
final class UntilTheEnd implements Predicate<Word> {

    private boolean ended;

    @Override
    public boolean test(Word word) {
        boolean passes = !ended;
        ended = word instanceof Word.End;
        return passes;
    }
}
