package org.ordertracking.broker.console.view;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items what is on the page
 * @param page counted from 1
 * @param size how many fit on a page
 * @param total how many there are in all
 */
public record Paged<T>(List<T> items, int page, int size, int total) {

    /** The page of a list that is all there. */
    public static <T> Paged<T> of(List<T> all, int page, int size) {
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        return new Paged<>(List.copyOf(all.subList(from, Math.min(all.size(), from + size))), page, size, all.size());
    }
}
